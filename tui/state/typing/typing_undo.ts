/**
 * Undo and redo of what is typed, while it is typed: by words, and by what was done without a pause.
 *
 * Only one's own letters are taken back: each step is an edit of the text as it is now, carried
 * over whatever others type meanwhile (E19). To the room it is typing like any other.
 *
 * @module
 */

import {
  applyEdit,
  composeEdits,
  invertEdit,
  transformEdit,
} from "../../../shared/document/text/edit.ts";
import type { TextEdit } from "../../../shared/schema/op.ts";
import {
  caretAt,
  editBetween,
  endOfEdit,
  type TextBuffer,
} from "./text_buffer.ts";

/** What can be undone and redone. Of two steps, the later one is an edit of the text as it is. */
export interface TypingUndo {
  readonly done: readonly TextEdit[];
  readonly undone: readonly TextEdit[];
  /** What goes on like this, and soon enough, is undone together with the last step. */
  readonly run: {
    readonly kind: "letters" | "deletions";
    readonly until: number;
  } | null;
}

/** Nothing was typed yet. */
export const NOTHING_TYPED: TypingUndo = { done: [], undone: [], run: null };

/** A pause as long as this begins a step, in milliseconds. */
const PAUSE_MS = 1_000;
/** Steps that are remembered. */
const MOST = 500;

/** The next thing that is typed begins a step. */
export function withoutRun(undo: TypingUndo): TypingUndo {
  return undo.run === null ? undo : { ...undo, run: null };
}

/** With what made one buffer of the other; it can't be redone what was undone before. */
export function withTyped(
  undo: TypingUndo,
  before: TextBuffer,
  after: TextBuffer,
  now: number,
): TypingUndo {
  const edit = editBetween(before, after);
  if (edit.length === 0) return withoutRun(undo);
  const back = invertEdit(edit, before.text);
  const kind = kindOf(edit);
  const goesOn = kind !== null && undo.run?.kind === kind &&
    now < undo.run.until && !beginsStep(edit, before);
  const last = goesOn ? undo.done.at(-1) : undefined;
  const done = last === undefined
    ? [...undo.done, back].slice(-MOST)
    : [...undo.done.slice(0, -1), composeEdits(back, last)];
  const run = kind === null ? null : { kind, until: now + PAUSE_MS };
  return { done, undone: [], run };
}

/** Takes back the last step, or does it again; `null` if there is none. */
export function turned(
  undo: TypingUndo,
  buffer: TextBuffer,
  turn: "undo" | "redo",
): { undo: TypingUndo; buffer: TextBuffer } | null {
  const [from, to] = turn === "undo"
    ? [undo.done, undo.undone]
    : [undo.undone, undo.done];
  // Of what others deleted nothing is left to be taken back.
  const at = from.findLastIndex((edit) => edit.length > 0);
  const edit = from[at];
  if (edit === undefined) return null;
  const text = applyEdit(buffer.text, edit);
  const left = from.slice(0, at);
  const gone = [...to, invertEdit(edit, buffer.text)];
  const next = turn === "undo"
    ? { done: left, undone: gone, run: null }
    : { done: gone, undone: left, run: null };
  return { undo: next, buffer: caretAt({ text }, endOfEdit(text, edit)) };
}

/** After somebody else's edit of the text. */
export function carried(undo: TypingUndo, over: TextEdit): TypingUndo {
  return {
    ...undo,
    done: carriedSteps(undo.done, over),
    undone: carriedSteps(undo.undone, over),
  };
}

function carriedSteps(
  steps: readonly TextEdit[],
  over: TextEdit,
): readonly TextEdit[] {
  const next: TextEdit[] = [];
  for (const step of [...steps].reverse()) {
    next.unshift(transformEdit(step, over, "right"));
    over = transformEdit(over, step, "left");
  }
  return next;
}

/** A letter, or a deletion; `null` for what is a step by itself. */
function kindOf(edit: TextEdit): "letters" | "deletions" | null {
  const letters = edit.filter((part) => typeof part === "string");
  if (letters.length === 0) return "deletions";
  return letters.length === 1 && [...letters[0]!].length === 1
    ? "letters"
    : null;
}

/** A letter begins a step as the first of a word, or in the place of what was selected. */
function beginsStep(
  edit: TextEdit,
  { text, caret, anchor }: TextBuffer,
): boolean {
  const letter = edit.find((part) => typeof part === "string");
  if (letter === undefined) return false;
  return anchor !== caret ||
    !/\s/.test(letter) && /\s/.test(text[caret - 1] ?? "");
}
