/**
 * What keys and pastes mean while text is typed.
 *
 * @module
 */

import { MAX_TEXT } from "../../../shared/schema/limits.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { typedRows } from "./caret.ts";
import { endEntry, type Entry } from "./entry.ts";
import { changeText } from "./shared_text.ts";
import {
  caretAt,
  insert,
  leftOut,
  rangeOf,
  type TextBuffer,
} from "./text_buffer.ts";
import { cutText, pasteText } from "./text_clipboard.ts";
import { editKey, verticalKey } from "./text_keys.ts";
import { vertical } from "./text_rows.ts";
import { turned, withoutRun } from "./typing_undo.ts";

/** Terminals that can't tell Alt or Shift with Enter have Ctrl+O. */
const BREAKS = new Set(["enter", "meta+enter", "shift+enter", "ctrl+o"]);

type EntryAction = (model: Model, world: World, entry: Entry) => Update;

const ACTIONS: Readonly<Record<string, EntryAction>> = {
  "escape": endEntry,
  "ctrl+z": (model, world, entry) => turn(model, world, entry, "undo"),
  // As readline has it, and for who has given Ctrl+Z another meaning.
  "ctrl+_": (model, world, entry) => turn(model, world, entry, "undo"),
  "ctrl+y": (model, world, entry) => turn(model, world, entry, "redo"),
  "ctrl+r": (model, world, entry) => turn(model, world, entry, "redo"),
  "ctrl+space": (model, _, entry) => pure(mark(model, entry)),
  "ctrl+x": cutText,
  "ctrl+v": pasteText,
};

/** Does a key that types nothing mean something while text is typed? */
export function isEntryKey(entry: Entry, key: string): boolean {
  return BREAKS.has(key) || key in ACTIONS || verticalKey(key) !== null ||
    editKey(entry.buffer, key) !== null;
}

/** A key while text is typed. */
export function typeKey(
  model: Model,
  world: World,
  entry: Entry,
  { key, text }: { readonly key: string; readonly text: string },
): Update {
  const action = ACTIONS[key];
  if (action !== undefined) return action(model, world, entry);
  if (key === "enter" && entry.target.kind === "label") return endEntry(model);
  if (BREAKS.has(key)) return typeText(model, world, entry, "\n");
  const sideways = verticalKey(key);
  if (sideways !== null) return pure(goUpOrDown(model, entry, sideways));
  const edited = editKey(entry.buffer, key, entry.marking);
  if (edited === null) {
    return text === "" ? pure(model) : typeText(model, world, entry, text);
  }
  return edited.text === entry.buffer.text
    ? pure(withCaret(model, entry, edited))
    : changeText(model, world, entry, edited);
}

/** Typed or pasted text goes where the caret is; what there is no room for is told. */
export function typeText(
  model: Model,
  world: World,
  entry: Entry,
  text: string,
): Update {
  const buffer = insert(entry.buffer, text);
  const told = tellLeftOut(model, world, leftOut(entry.buffer, text));
  return changeText(told, world, entry, buffer);
}

/** Says that a text is full. */
export function tellLeftOut(model: Model, world: World, left: number): Model {
  if (left === 0) return model;
  const most = MAX_TEXT.toLocaleString("en");
  const what = left === 1
    ? "one more was"
    : `${left.toLocaleString("en")} more were`;
  const text = `A text holds ${most} characters: ${what} left out.`;
  return notify(model, text, "warning", world.now);
}

/** With the caret elsewhere. */
export function withCaret(
  model: Model,
  entry: Entry,
  buffer: TextBuffer,
  goal: number | null = null,
): Model {
  const undo = withoutRun(entry.undo);
  return { ...model, entry: { ...entry, buffer, goal, undo } };
}

function goUpOrDown(
  model: Model,
  entry: Entry,
  { by, selects }: { readonly by: -1 | 1; readonly selects: boolean },
): Model {
  const { buffer } = entry;
  const rows = typedRows(model, entry, "all");
  const { caret, goal } = vertical(buffer, rows, by, entry.goal);
  const keeps = selects || entry.marking;
  const moved = caretAt(buffer, caret, keeps ? buffer.anchor : caret);
  return withCaret(model, entry, moved, goal);
}

/** Ctrl+Space: moves select from here on; again, at once: all; again: nothing is selected. */
function mark(model: Model, entry: Entry): Model {
  const { buffer, marking } = entry;
  const { from, to } = rangeOf(buffer);
  if (from < to) {
    const still = caretAt(buffer, buffer.caret);
    return withCaret(model, { ...entry, marking: false }, still);
  }
  if (!marking) return withCaret(model, { ...entry, marking: true }, buffer);
  return withCaret(model, entry, caretAt(buffer, buffer.text.length, 0));
}

function turn(
  model: Model,
  world: World,
  entry: Entry,
  which: "undo" | "redo",
): Update {
  const done = turned(entry.undo, entry.buffer, which);
  if (done !== null) {
    return changeText(model, world, entry, done.buffer, done.undo);
  }
  const text = which === "undo"
    ? "All that you typed here is undone. Esc, and u goes on."
    : "Nothing to redo here.";
  return pure(notify(model, text, "info", world.now));
}
