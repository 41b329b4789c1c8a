/**
 * What keys do beside typing, while text is typed: one table makes what they do and their part of
 * the help (T17).
 *
 * @module
 */

import { leaveNext } from "../rooms/leave.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { pure, then, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { endEntry, type Entry } from "./entry.ts";
import { moveKey, typeText, withCaret } from "./entry_keys.ts";
import { changeText } from "./shared_text.ts";
import { caretAt, rangeOf } from "./text_buffer.ts";
import { copyText, cutText, pasteText } from "./text_clipboard.ts";
import { turned } from "./typing_undo.ts";

/** Something that can be done while text is typed. */
export interface TypingAction {
  /** a-z and -. */
  readonly name: string;
  readonly keys: readonly string[];
  /** What it does, in a few words. */
  readonly help: string;
  /** Actions of one family share a line of the help, which says this. */
  readonly family?: string;
  run(model: Model, world: World, entry: Entry, key: string): Update;
}

/** Everything that can be done while text is typed, in the order of the help. */
export const TYPING_ACTIONS: readonly TypingAction[] = [
  {
    name: "typing-end",
    keys: ["escape"],
    help: "end (a label: Enter)",
    run: endEntry,
  },
  {
    name: "typing-break",
    // Not every terminal can tell Alt or Shift with Enter.
    keys: ["ctrl+o"],
    help: "break the line",
    run: (model, world, entry) => typeText(model, world, entry, "\n"),
  },
  {
    name: "typing-select",
    keys: ["shift+left", "shift+right", "shift+up", "shift+down"],
    help: "select",
    run: (model, _, entry, key) => pure(moveKey(model, entry, key) ?? model),
  },
  {
    name: "typing-mark",
    keys: ["ctrl+space"],
    help: "select; twice: all",
    run: (model, _, entry) => pure(mark(model, entry)),
  },
  {
    name: "typing-copy",
    keys: ["ctrl+c"],
    help: "copy",
    family: "copy, cut selected",
    // Twice, it leaves, here as everywhere.
    run: (model, world, entry) =>
      then(
        copyText(model, world, entry, "Ctrl+V pastes, Ctrl+C again leaves."),
        (next) => pure(leaveNext(next, world)),
      ),
  },
  {
    name: "typing-cut",
    keys: ["ctrl+x"],
    help: "cut",
    family: "copy, cut selected",
    run: cutText,
  },
  {
    name: "typing-paste",
    keys: ["ctrl+v"],
    help: "paste",
    run: pasteText,
  },
  {
    name: "typing-undo",
    // The second as readline has it, where Ctrl+Z has another meaning.
    keys: ["ctrl+z", "ctrl+_"],
    help: "undo word by word",
    run: (model, world, entry) => turn(model, world, entry, "undo"),
  },
  {
    name: "typing-redo",
    keys: ["ctrl+y", "ctrl+r"],
    help: "redo",
    run: (model, world, entry) => turn(model, world, entry, "redo"),
  },
];

const BY_KEY: ReadonlyMap<string, TypingAction> = new Map(
  TYPING_ACTIONS.flatMap((action) => action.keys.map((key) => [key, action])),
);

/** What a key does while text is typed; `undefined` if that is in no table. */
export function typingAction(key: string): TypingAction | undefined {
  return BY_KEY.get(key);
}

/** Moves select from here on; again, at once: all; with something selected: nothing. */
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
