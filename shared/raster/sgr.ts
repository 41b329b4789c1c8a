/**
 * SGR: the sequences that color text (ECMA-48, 8.3.117).
 *
 * @module
 */

import { ATTRIBUTE, type CellStyle, unpackPaint } from "./grid.ts";

const ATTRIBUTE_CODES: readonly (readonly [bit: number, code: number])[] = [
  [ATTRIBUTE.bold, 1],
  [ATTRIBUTE.dim, 2],
  [ATTRIBUTE.italic, 3],
  [ATTRIBUTE.underline, 4],
  [ATTRIBUTE.inverse, 7],
  [ATTRIBUTE.strikethrough, 9],
];

/**
 * The sequence that leads from no style to this one; empty if it is plain.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { DEFAULT_PAINT, palette } from "./grid.ts";
 * import { sgr } from "./sgr.ts";
 *
 * const style = { fg: palette(1), bg: DEFAULT_PAINT, attributes: 0 };
 * assertEquals(sgr(style), "\x1b[31m");
 * ```
 */
export function sgr(style: CellStyle): string {
  const codes = ATTRIBUTE_CODES
    .filter(([bit]) => (style.attributes & bit) !== 0)
    .map(([, code]) => code);
  codes.push(...paintCodes(style.fg, 30), ...paintCodes(style.bg, 40));
  return codes.length === 0 ? "" : `\x1b[${codes.join(";")}m`;
}

/** Ends every style. */
export const SGR_RESET = "\x1b[0m";

/** @param base 30 for the foreground, 40 for the background. */
function paintCodes(paint: number, base: 30 | 40): number[] {
  const color = unpackPaint(paint);
  switch (color.kind) {
    case "default":
      return [];
    case "palette":
      if (color.index < 8) return [base + color.index];
      if (color.index < 16) return [base + 60 + color.index - 8];
      return [base + 8, 5, color.index];
    case "rgb":
      return [
        base + 8,
        2,
        color.rgb >> 16,
        color.rgb >> 8 & 0xff,
        color.rgb & 0xff,
      ];
  }
}
