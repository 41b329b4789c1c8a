/**
 * Text under a caret: what an editor of one field needs, by graphemes.
 *
 * @module
 */

import { diffText } from "../../../shared/document/text/diff.ts";
import { applyEdit } from "../../../shared/document/text/edit.ts";
import type { TextEdit } from "../../../shared/schema/op.ts";
import {
  codePointLength,
  findUnsafe,
} from "../../../shared/schema/safe_text.ts";
import { MAX_TEXT } from "../../../shared/schema/limits.ts";
import { lineWidth } from "../../../shared/schema/width.ts";

/** Text, and the caret before one of its graphemes or at its end, in UTF-16 code units. */
export interface TextBuffer {
  readonly text: string;
  readonly caret: number;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A text with the caret at its end. */
export function bufferOf(text: string): TextBuffer {
  return { text, caret: text.length };
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
  let clean = text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", "  ");
  clean = clean.toWellFormed().replaceAll("\ufffd", "");
  if (findUnsafe(clean) === null) return clean;
  let kept = "";
  for (const character of clean) {
    if (findUnsafe(character) === null) kept += character;
  }
  return kept;
}

/** With a text typed at the caret, as much of it as there is room for. */
export function insert(buffer: TextBuffer, typed: string): TextBuffer {
  const room = MAX_TEXT - codePointLength(buffer.text);
  const text = [...cleanText(typed)].slice(0, room).join("");
  return {
    text: buffer.text.slice(0, buffer.caret) + text +
      buffer.text.slice(buffer.caret),
    caret: buffer.caret + text.length,
  };
}

/** What a key does to the text; `null` when it is not a key of text editing. */
export function editKey(buffer: TextBuffer, key: string): TextBuffer | null {
  const { text, caret } = buffer;
  switch (key) {
    case "left":
      return { text, caret: before(text, caret) };
    case "right":
      return { text, caret: after(text, caret) };
    case "up":
      return vertical(buffer, -1);
    case "down":
      return vertical(buffer, 1);
    case "home":
    case "ctrl+a":
      return { text, caret: lineStart(text, caret) };
    case "end":
    case "ctrl+e":
      return { text, caret: lineEnd(text, caret) };
    case "ctrl+left":
    case "meta+left":
      return { text, caret: wordBefore(text, caret) };
    case "ctrl+right":
    case "meta+right":
      return { text, caret: wordAfter(text, caret) };
    case "backspace":
      return cut(text, before(text, caret), caret);
    case "delete":
    case "ctrl+d":
      return cut(text, caret, after(text, caret));
    case "ctrl+w":
    case "meta+backspace":
      return cut(text, wordBefore(text, caret), caret);
    case "ctrl+u":
      return cut(text, lineStart(text, caret), caret);
    case "ctrl+k":
      return cut(text, caret, lineEnd(text, caret));
    default:
      return null;
  }
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
 * A buffer after somebody else's edit of its text: the caret stays between the letters that it
 * stood between; what is inserted just there comes after it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { follow } from "./text_buffer.ts";
 *
 * assertEquals(follow({ text: "ac", caret: 2 }, [1, "b"]), { text: "abc", caret: 3 });
 * assertEquals(follow({ text: "ac", caret: 1 }, [1, "b"]), { text: "abc", caret: 1 });
 * ```
 */
export function follow(buffer: TextBuffer, edit: TextEdit): TextBuffer {
  const text = applyEdit(buffer.text, edit);
  const points = codePointLength(buffer.text.slice(0, buffer.caret));
  const place = [...text].slice(0, placeAfter(points, edit)).join("").length;
  // A mark that somebody put on the letter before the caret must not be cut off from it.
  const caret = place === 0 ? 0 : after(text, before(text, place));
  return { text, caret };
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

/** The line that the caret is in, and its cell in that line; both from 0. */
export function caretPlace(buffer: TextBuffer): { line: number; cell: number } {
  const above = buffer.text.slice(0, buffer.caret).split("\n");
  return { line: above.length - 1, cell: lineWidth(above.at(-1)!) };
}

function cut(text: string, from: number, to: number): TextBuffer {
  return { text: text.slice(0, from) + text.slice(to), caret: from };
}

function before(text: string, at: number): number {
  const last = [...graphemes.segment(text.slice(0, at))].at(-1);
  return last?.index ?? 0;
}

function after(text: string, at: number): number {
  const [first] = graphemes.segment(text.slice(at));
  return at + (first?.segment.length ?? 0);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function wordBefore(text: string, at: number): number {
  return text.slice(0, at).search(/\S*\s*$/);
}

function wordAfter(text: string, at: number): number {
  return at + text.slice(at).match(/^\s*\S*/)![0].length;
}

/** A line up or down, staying in the same column of cells as far as the line goes. */
function vertical(buffer: TextBuffer, by: number): TextBuffer {
  const lines = buffer.text.split("\n");
  const { line, cell } = caretPlace(buffer);
  const target = lines[line + by];
  if (target === undefined) {
    return { text: buffer.text, caret: by < 0 ? 0 : buffer.text.length };
  }
  let caret = 0;
  for (let above = 0; above < line + by; above++) {
    caret += lines[above]!.length + 1;
  }
  let cells = 0;
  for (const { segment } of graphemes.segment(target)) {
    cells += lineWidth(segment);
    if (cells > cell) break;
    caret += segment.length;
  }
  return { text: buffer.text, caret };
}
