/**
 * Places in a text, and the steps between them: graphemes, words, lines. All in UTF-16 code units.
 *
 * @module
 */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What a text consists of for who reads it. */
export function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** The place before the grapheme that ends at a place. */
export function graphemeBefore(text: string, at: number): number {
  return at === 0 ? 0 : graphemes.segment(text).containing(at - 1)!.index;
}

/** The place after the grapheme that begins at a place. */
export function graphemeAfter(text: string, at: number): number {
  const next = graphemes.segment(text).containing(at);
  return next === undefined ? text.length : next.index + next.segment.length;
}

/** A place that is inside of no grapheme: the end of the one that it is in. */
export function wholePlace(text: string, at: number): number {
  const around = graphemes.segment(text).containing(at);
  return around === undefined || around.index === at
    ? Math.min(at, text.length)
    : around.index + around.segment.length;
}

/** The beginning of the line that a place is in. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** The end of the line that a place is in. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The beginning of the word before a place, past the blanks between. */
export function wordBefore(text: string, at: number): number {
  while (at > 0 && isBlank(text[at - 1]!)) at--;
  while (at > 0 && !isBlank(text[at - 1]!)) at--;
  // A mark may stand on a blank.
  return graphemes.segment(text).containing(at)?.index ?? at;
}

/** The end of the word after a place, past the blanks between. */
export function wordAfter(text: string, at: number): number {
  while (at < text.length && isBlank(text[at]!)) at++;
  while (at < text.length && !isBlank(text[at]!)) at++;
  return wholePlace(text, at);
}

/**
 * What a double click at a place means: the word there, or the blanks or the signs between words.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { wordAround } from "./text_steps.ts";
 *
 * assertEquals(wordAround("go, then", 1), { from: 0, to: 2 });
 * assertEquals(wordAround("go, then", 2), { from: 2, to: 3 });
 * ```
 */
export function wordAround(
  text: string,
  at: number,
): { from: number; to: number } {
  const start = lineStart(text, at), end = lineEnd(text, at);
  // At the end of a line, the last word of it is meant.
  const on = at === end ? Math.max(start, graphemeBefore(text, at)) : at;
  if (start === end) return { from: start, to: end };
  const kind = kindOf(text, on);
  let from = on, to = graphemeAfter(text, on);
  while (from > start && kindOf(text, graphemeBefore(text, from)) === kind) {
    from = graphemeBefore(text, from);
  }
  while (to < end && kindOf(text, to) === kind) to = graphemeAfter(text, to);
  return { from, to };
}

function isBlank(character: string): boolean {
  return /\s/.test(character);
}

function kindOf(text: string, at: number): "blank" | "word" | "sign" {
  const character = String.fromCodePoint(text.codePointAt(at)!);
  if (isBlank(character)) return "blank";
  return /[\p{L}\p{N}\p{M}_]/u.test(character) ? "word" : "sign";
}
