/**
 * What may stand in text that reaches other people's terminals (L10).
 *
 * @module
 */

import { z } from "zod";

// C0 (but \n), DEL, C1 · bidi controls and invisible operators · zero-width characters except
// ZWJ (U+200D), which emoji need · BOM · line and paragraph separators · interlinear marks ·
// shorthand and musical format controls · tag characters · Hangul fillers, which look like
// nothing at all.
const FORBIDDEN = new RegExp(
  "[\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5" +
    "\\u180B-\\u180F\\u200B\\u200C\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0" +
    "\\uFFF0-\\uFFFB\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}\\p{Surrogate}]",
  "u",
);

const EVERY_FORBIDDEN = new RegExp(FORBIDDEN, "gu");

/**
 * The first place in `text` that must not be stored or shown, or `null` if there is none.
 *
 * @returns the index in UTF-16 code units, and the code point found there.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { findUnsafe } from "./safe_text.ts";
 *
 * assertEquals(findUnsafe("two\nlines 👩‍🚀"), null);
 * assertEquals(findUnsafe("a\u001b]52;c;x"), { index: 1, codePoint: 0x1b });
 * ```
 */
export function findUnsafe(
  text: string,
): { index: number; codePoint: number } | null {
  const match = FORBIDDEN.exec(text);
  return match === null
    ? null
    : { index: match.index, codePoint: match[0].codePointAt(0)! };
}

/**
 * The text without what {@linkcode findUnsafe} finds in it, for text that was never meant for
 * us, such as a file.
 *
 * @returns what is left, and how many code points are not.
 */
export function withoutUnsafe(text: string): { text: string; removed: number } {
  let removed = 0;
  const left = text.replace(EVERY_FORBIDDEN, () => {
    removed += 1;
    return "";
  });
  return { text: left, removed };
}

/** Number of code points in `text`; a surrogate pair counts once. */
export function codePointLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) length++;
  }
  return length;
}

/** A zod schema of safe text of at most `max` code points; `lines`: may `\n` stand in it? */
export function safeText(
  max: number,
  lines: "one-line" | "multi-line",
): z.ZodString {
  return z.string().superRefine((text, context) => {
    const unsafe = findUnsafe(text);
    if (unsafe !== null) {
      const hex = unsafe.codePoint.toString(16).toUpperCase().padStart(4, "0");
      context.addIssue(
        `character U+${hex} at index ${unsafe.index} is not allowed in text`,
      );
    }
    const newline = lines === "one-line" ? text.indexOf("\n") : -1;
    if (newline >= 0) {
      context.addIssue(`a line break at index ${newline} is not allowed here`);
    }
    // A string has at least half as many code points as code units: most need no count.
    if (text.length > max) {
      const length = codePointLength(text);
      if (length > max) {
        context.addIssue(`text has ${length} code points; the limit is ${max}`);
      }
    }
  });
}
