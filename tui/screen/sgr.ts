/**
 * Select Graphic Rendition: the shortest way from one cell's style to another's.
 *
 * @module
 */

import {
  ATTRIBUTE,
  type CellStyle,
  DEFAULT_PAINT,
  unpackPaint,
} from "../../shared/raster/grid.ts";

/** Attribute bits with the code that sets each, and the code that resets it. */
const CODES = [
  [ATTRIBUTE.bold, "1", "22"],
  [ATTRIBUTE.dim, "2", "22"],
  [ATTRIBUTE.italic, "3", "23"],
  [ATTRIBUTE.underline, "4", "24"],
  [ATTRIBUTE.inverse, "7", "27"],
  [ATTRIBUTE.strikethrough, "9", "29"],
] as const;

/**
 * The sequence that changes a terminal's style.
 *
 * @param from the style it has, or `null` if that is not known.
 * @param to the style it shall have; bits of no attribute are ignored.
 * @returns `""` if there is nothing to change.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { palette, PLAIN } from "../../shared/raster/grid.ts";
 * import { restyle } from "./sgr.ts";
 *
 * const red = { ...PLAIN, fg: palette(1) };
 * assertEquals(restyle(PLAIN, red), "\x1b[31m");
 * assertEquals(restyle(red, PLAIN), "\x1b[m");
 * assertEquals(restyle(red, red), "");
 * ```
 */
export function restyle(from: CellStyle | null, to: CellStyle): string {
  const afresh = ["", ...setters(to)].join(";");
  const change = from === null ? null : changes(from, to);
  if (change?.length === 0) return "";
  const step = change?.join(";");
  const shorter = step !== undefined && step.length <= afresh.length;
  return `\x1b[${shorter ? step : afresh}m`;
}

function setters({ fg, bg, attributes }: CellStyle): string[] {
  const codes: string[] = CODES.filter(([bit]) => (attributes & bit) !== 0)
    .map(([, on]) => on);
  if (fg !== DEFAULT_PAINT) codes.push(paint(fg, 30));
  if (bg !== DEFAULT_PAINT) codes.push(paint(bg, 40));
  return codes;
}

function changes(from: CellStyle, to: CellStyle): string[] {
  const codes = new Set<string>();
  for (const [bit, , off] of CODES) {
    if ((from.attributes & ~to.attributes & bit) !== 0) codes.add(off);
  }
  for (const [bit, on, off] of CODES) {
    // 22 resets both bold and dim: the one that stays is set again.
    const kept = (from.attributes & bit) !== 0 && !codes.has(off);
    if ((to.attributes & bit) !== 0 && !kept) codes.add(on);
  }
  if (from.fg !== to.fg) codes.add(paint(to.fg, 30));
  if (from.bg !== to.bg) codes.add(paint(to.bg, 40));
  return [...codes];
}

/** @param base 30 for the foreground, 40 for the background. */
function paint(value: number, base: 30 | 40): string {
  const color = unpackPaint(value);
  if (color.kind === "default") return `${base + 9}`;
  if (color.kind === "palette") {
    if (color.index < 8) return `${base + color.index}`;
    if (color.index < 16) return `${base + 60 + color.index - 8}`;
    return `${base + 8};5;${color.index}`;
  }
  const { rgb } = color;
  return `${base + 8};2;${rgb >> 16};${rgb >> 8 & 255};${rgb & 255}`;
}
