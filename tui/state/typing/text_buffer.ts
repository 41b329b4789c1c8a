/**
 * Text under a caret, a part of it perhaps selected.
 *
 * @module
 */

import { diffText } from "../../../shared/document/text/diff.ts";
import { applyEdit } from "../../../shared/document/text/edit.ts";
import type { TextEdit } from "../../../shared/schema/op.ts";
import {
  codePointLength,
  withoutUnsafe,
} from "../../../shared/schema/safe_text.ts";
import { MAX_TEXT } from "../../../shared/schema/limits.ts";
import { wholePlace } from "./text_steps.ts";

/** Text, and two places in it: each before one of its graphemes or at its end, in UTF-16 code units. */
export interface TextBuffer {
  readonly text: string;
  readonly caret: number;
  /** The other end of what is selected: where the caret is, if nothing is. */
  readonly anchor: number;
}

/** A text with the caret at its end. */
export function bufferOf(text: string): TextBuffer {
  return { text, caret: text.length, anchor: text.length };
}

/** With the caret at a place; what lies between it and the anchor is selected. */
export function caretAt(
  { text }: Pick<TextBuffer, "text">,
  caret: number,
  anchor: number = caret,
): TextBuffer {
  return { text, caret, anchor };
}

/** Where what is selected begins and ends; both are the caret if nothing is. */
export function rangeOf(
  { caret, anchor }: TextBuffer,
): { from: number; to: number } {
  return { from: Math.min(caret, anchor), to: Math.max(caret, anchor) };
}

/** What is selected. */
export function selectedText(buffer: TextBuffer): string {
  const { from, to } = rangeOf(buffer);
  return buffer.text.slice(from, to);
}

/**
 * What of a pasted or typed text may stand in a shape: line breaks become `\n`, tabs two spaces,
 * and whatever a terminal could take for a command is left out (L10).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cleanText } from "./text_buffer.ts";
 *
 * assertEquals(cleanText("a\r\n\tb\u001b]0;c"), "a\n  b]0;c");
 * ```
 */
export function cleanText(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", "  ");
  const wellFormed = lines.toWellFormed().replaceAll("\ufffd", "");
  return withoutUnsafe(wellFormed).text;
}

/** With a text in the place of what is selected, as much of it as there is room for. */
export function insert(buffer: TextBuffer, typed: string): TextBuffer {
  return put(buffer, firstPoints(cleanText(typed), roomIn(buffer)));
}

/** Characters of a typed text that there is no room for. */
export function leftOut(buffer: TextBuffer, typed: string): number {
  // Most is far from the limit: what has that few code units needs no count.
  if (buffer.text.length + 2 * typed.length <= MAX_TEXT) return 0;
  return Math.max(0, codePointLength(cleanText(typed)) - roomIn(buffer));
}

/** Without what lies between two places. */
export function cut(
  { text }: TextBuffer,
  from: number,
  to: number,
): TextBuffer {
  return put({ text, caret: from, anchor: to }, "");
}

/**
 * The edit that made one buffer of the other. Where equal letters stand side by side, the caret
 * tells which of them were typed or deleted.
 */
export function editBetween(before: TextBuffer, after: TextBuffer): TextEdit {
  const from = Math.min(before.caret, after.caret);
  const head = codePointLength(before.text.slice(0, from));
  return diffText(before.text, after.text, head);
}

/**
 * A buffer after somebody else's edit of its text: caret and anchor stay between the letters that
 * they stood between; what is inserted just there comes after them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { caretAt, follow } from "./text_buffer.ts";
 *
 * const text = "ac";
 * assertEquals(follow(caretAt({ text }, 2), [1, "b"]), caretAt({ text: "abc" }, 3));
 * assertEquals(follow(caretAt({ text }, 1), [1, "b"]), caretAt({ text: "abc" }, 1));
 * ```
 */
export function follow(buffer: TextBuffer, edit: TextEdit): TextBuffer {
  const text = applyEdit(buffer.text, edit);
  const followed = (place: number): number => {
    const points = codePointLength(buffer.text.slice(0, place));
    // A mark that somebody put on the letter before must not be cut off from it.
    return wholePlace(text, unitsOf(text, placeAfter(points, edit)));
  };
  const caret = followed(buffer.caret);
  const selects = buffer.anchor !== buffer.caret;
  return { text, caret, anchor: selects ? followed(buffer.anchor) : caret };
}

/** Where the last thing ends that an edit changes, in a text that it made: in code units. */
export function endOfEdit(text: string, edit: TextEdit): number {
  let points = 0, end = 0;
  for (const part of edit) {
    if (typeof part === "number") points += part;
    else {
      if (typeof part === "string") points += codePointLength(part);
      end = points;
    }
  }
  return wholePlace(text, unitsOf(text, end));
}

/** Where a place in a text is after an edit, both in code points. */
function placeAfter(place: number, edit: TextEdit): number {
  let left = place, now = 0;
  for (const part of edit) {
    if (typeof part === "string") {
      if (left === 0) break;
      now += codePointLength(part);
    } else if (typeof part === "number") {
      now += Math.min(left, part);
      left -= Math.min(left, part);
    } else {
      left -= Math.min(left, part.d);
    }
  }
  return now + left;
}

function put(buffer: TextBuffer, typed: string): TextBuffer {
  const { from, to } = rangeOf(buffer);
  const text = buffer.text.slice(0, from) + typed + buffer.text.slice(to);
  // What is typed may join what stands beside it: a mark, half of a flag.
  return caretAt({ text }, wholePlace(text, from + typed.length));
}

function roomIn(buffer: TextBuffer): number {
  const { from, to } = rangeOf(buffer);
  const kept = codePointLength(buffer.text) -
    codePointLength(buffer.text.slice(from, to));
  return Math.max(0, MAX_TEXT - kept);
}

function firstPoints(text: string, points: number): string {
  return codePointLength(text) <= points
    ? text
    : text.slice(0, unitsOf(text, points));
}

/** How many code units so many code points of a text take. */
function unitsOf(text: string, points: number): number {
  let units = 0;
  for (; points > 0 && units < text.length; points--) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}
