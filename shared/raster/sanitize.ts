/**
 * From stored text to what may be painted (L10, R45): whatever is stored, only printable
 * graphemes come out.
 *
 * @module
 */

import { type Grapheme, graphemes } from "../schema/width.ts";

/** Combining marks that one grapheme may carry; more would spill over its neighbours. */
export const MAX_COMBINING_MARKS = 8;

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
// Controls, format characters (bidi, zero width, tags), separators of lines, lone surrogates,
// what is invisible by definition, and no characters at all. ZWJ and variation selectors are
// left for the next step.
const UNSAFE =
  /(?![\u200D\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
// ZWJ joins emoji, and only those.
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}[\uFE0E\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
// Text and emoji variants exist of emoji and of the bases of keycaps.
const STRAY_SELECTOR = /(?<![\p{Extended_Pictographic}#*0-9])[\uFE0E\uFE0F]/gu;
const ODD_SPACE = /\p{Zs}/gu;
const COMBINING = /\p{M}/u;

/**
 * One line of text as graphemes that are safe to paint. Every control, bidi and zero-width
 * character is dropped, line breaks included; ZWJ stays within emoji only; a grapheme keeps at
 * most {@linkcode MAX_COMBINING_MARKS} combining marks; every space is U+0020.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printable } from "./sanitize.ts";
 *
 * const text = (line: string) => printable(line).map((g) => g.text).join("");
 * assertEquals(text("a\u001b[31mb\u202ec"), "a[31mbc");
 * assertEquals(text("a\u200db 👩‍🚀"), "ab 👩‍🚀");
 * ```
 */
export function printable(text: string): readonly Grapheme[] {
  if (PRINTABLE_ASCII.test(text)) return graphemes(text);
  const safe = text
    .replace(UNSAFE, "")
    .replace(STRAY_SELECTOR, "")
    .replace(STRAY_JOINER, "")
    .replace(ODD_SPACE, spaceOfSameWidth);
  return graphemes(safe).map(withFewMarks);
}

/** The lines of a text, each as {@linkcode printable} has it. */
export function printableLines(text: string): (readonly Grapheme[])[] {
  return text.split("\n").map(printable);
}

/** Graphemes for a viewer that shows nothing but 0x20–0x7E; as wide as they were. */
export function asciiOnly(line: readonly Grapheme[]): Grapheme[] {
  return line.flatMap(({ text, width }) => {
    if (PRINTABLE_ASCII.test(text)) return [{ text, width }];
    const base = text.normalize("NFKD")[0]!;
    const character = PRINTABLE_ASCII.test(base) ? base : "?";
    return Array.from({ length: width }, (_, at): Grapheme => ({
      text: at === 0 || character === "?" ? character : " ",
      width: 1,
    }));
  });
}

function spaceOfSameWidth(space: string): string {
  return space === "\u3000" ? "  " : " ";
}

function withFewMarks(grapheme: Grapheme): Grapheme {
  if (grapheme.text.length <= MAX_COMBINING_MARKS) return grapheme;
  let marks = 0, text = "";
  for (const character of grapheme.text) {
    if (COMBINING.test(character) && ++marks > MAX_COMBINING_MARKS) continue;
    text += character;
  }
  return text.length === grapheme.text.length
    ? grapheme
    : { text, width: grapheme.width };
}
