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
import { caretAt, insert, leftOut, type TextBuffer } from "./text_buffer.ts";
import { editKey, verticalKey } from "./text_keys.ts";
import { vertical } from "./text_rows.ts";
import { typingAction } from "./typing_actions.ts";
import { withoutRun } from "./typing_undo.ts";

const BREAKS = new Set(["enter", "meta+enter", "shift+enter"]);

/** Does a key that types nothing mean something while text is typed? */
export function isEntryKey(entry: Entry, key: string): boolean {
  return BREAKS.has(key) || typingAction(key) !== undefined ||
    verticalKey(key) !== null || editKey(entry.buffer, key) !== null;
}

/** A key while text is typed. */
export function typeKey(
  model: Model,
  world: World,
  entry: Entry,
  { key, text }: { readonly key: string; readonly text: string },
): Update {
  const action = typingAction(key);
  if (action !== undefined) return action.run(model, world, entry, key);
  if (key === "enter" && entry.target.kind === "label") return endEntry(model);
  if (BREAKS.has(key)) return typeText(model, world, entry, "\n");
  const moved = moveKey(model, entry, key);
  if (moved !== null) return pure(moved);
  const edited = editKey(entry.buffer, key);
  if (edited !== null) return changeText(model, world, entry, edited);
  return text === "" ? pure(model) : typeText(model, world, entry, text);
}

/** With the caret moved by a key, or more selected; `null` for any other key. */
export function moveKey(
  model: Model,
  entry: Entry,
  key: string,
): Model | null {
  const upright = verticalKey(key);
  if (upright !== null) return goUpOrDown(model, entry, upright);
  const moved = editKey(entry.buffer, key, entry.marking);
  return moved === null || moved.text !== entry.buffer.text
    ? null
    : withCaret(model, entry, moved);
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
