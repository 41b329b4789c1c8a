/**
 * Rows of cells: made showable, compared, copied.
 *
 * @module
 */

import {
  BLANK,
  CONTINUATION,
  DEFAULT_PAINT,
  type Grid,
} from "../../shared/raster/grid.ts";
import { type ColorDepth, reducePaint } from "../terminal/color_depth.ts";
import { printable } from "./printable.ts";

/** All attribute bits that there are. */
const ATTRIBUTES = 63;
/** `?`: what is sent for a glyph that can't be printed. */
const UNPRINTABLE = 0x3f;

/**
 * Makes of a row what can be shown: printable graphemes, wide ones with their second cell, colors
 * that the terminal has. Nothing is taken for granted about the cells.
 *
 * @param into a grid of one row.
 */
export function makeShowable(
  grid: Grid,
  row: number,
  depth: ColorDepth,
  into: Grid,
): void {
  const { columns } = grid;
  for (let column = 0; column < columns; column++) {
    const at = row * columns + column;
    const wide = column + 1 < columns && isWide(grid, at);
    into.glyphs[column] = showable(grid.glyphs[at]!, wide);
    into.fg[column] = reducePaint(grid.fg[at]!, depth);
    into.bg[column] = reducePaint(grid.bg[at]!, depth);
    into.attributes[column] = grid.attributes[at]! & ATTRIBUTES;
    if (!wide) continue;
    column++;
    into.glyphs[column] = CONTINUATION;
    into.fg[column] = into.fg[column - 1]!;
    into.bg[column] = into.bg[column - 1]!;
    into.attributes[column] = into.attributes[column - 1]!;
  }
}

/** Does a wide grapheme begin there, with its second cell beside it? */
function isWide(grid: Grid, at: number): boolean {
  const glyph = grid.glyphs[at]!;
  return grid.glyphs[at + 1] === CONTINUATION && glyph !== CONTINUATION &&
    printable(glyph).width === 2;
}

function showable(glyph: number, wide: boolean): number {
  // A second cell without a first one shows nothing.
  if (glyph === CONTINUATION) return BLANK;
  const { text, width } = printable(glyph);
  return text === "?" || (width === 2) !== wide ? UNPRINTABLE : glyph;
}

/** Is a row of two grids of one size the same, cell by cell? */
export function sameRow(a: Grid, b: Grid, row: number): boolean {
  const end = (row + 1) * a.columns;
  for (let at = row * a.columns; at < end; at++) {
    if (!sameCell(a, at, b, at)) return false;
  }
  return true;
}

/** Are two cells the same? */
export function sameCell(a: Grid, at: number, b: Grid, bt: number): boolean {
  return a.glyphs[at] === b.glyphs[bt] && a.fg[at] === b.fg[bt] &&
    a.bg[at] === b.bg[bt] && a.attributes[at] === b.attributes[bt];
}

/** The column of a row from which on it is empty, in the terminal's own colors. */
export function blankTail(grid: Grid, row: number): number {
  const start = row * grid.columns;
  let tail = grid.columns;
  while (tail > 0 && isEmpty(grid, start + tail - 1)) tail--;
  return tail;
}

function isEmpty(grid: Grid, at: number): boolean {
  return grid.glyphs[at] === BLANK && grid.fg[at] === DEFAULT_PAINT &&
    grid.bg[at] === DEFAULT_PAINT && grid.attributes[at] === 0;
}

/** Copies a row to another of the same length. */
export function copyRow(
  from: Grid,
  row: number,
  to: Grid,
  toRow: number,
): void {
  const start = row * from.columns, end = start + from.columns;
  const at = toRow * to.columns;
  to.glyphs.set(from.glyphs.subarray(start, end), at);
  to.fg.set(from.fg.subarray(start, end), at);
  to.bg.set(from.bg.subarray(start, end), at);
  to.attributes.set(from.attributes.subarray(start, end), at);
}
