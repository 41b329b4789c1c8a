/**
 * Lines of graphemes, cut to the cells there are (R34).
 *
 * @module
 */

import type { Grapheme } from "../schema/width.ts";
import { glyphOf } from "./grid.ts";
import type { Layers } from "./layers.ts";
import type { Charset } from "./pen.ts";

/** Cells that graphemes take. */
export function cellsOf(line: readonly Grapheme[]): number {
  let cells = 0;
  for (const { width } of line) cells += width;
  return cells;
}

/**
 * The start of a line that fits into `columns` cells.
 *
 * @param more what follows is cut off as well: the line ends with an ellipsis even if it fits.
 */
export function clipLine(
  line: readonly Grapheme[],
  columns: number,
  charset: Charset,
  more = false,
): Grapheme[] {
  if (cellsOf(line) <= columns && !more) return [...line];
  if (columns <= 0) return [];
  const clipped: Grapheme[] = [];
  let cells = 0;
  for (const grapheme of line) {
    if (cells + grapheme.width > columns - 1) break;
    clipped.push(grapheme);
    cells += grapheme.width;
  }
  clipped.push({ text: charset === "ascii" ? "~" : "…", width: 1 });
  return clipped;
}

/**
 * Writes a line from a cell on. Spaces before its first and after its last visible grapheme
 * let through what is below; those between do not.
 */
export function layLine(
  layers: Layers,
  line: readonly Grapheme[],
  column: number,
  row: number,
): void {
  const { region } = layers;
  if (row < region.row || row >= region.row + region.rows) return;
  const end = region.column + region.columns;
  const visible = (grapheme: Grapheme) => grapheme.text !== " ";
  const first = line.findIndex(visible), last = line.findLastIndex(visible);
  let at = column;
  for (const [index, { text, width }] of line.entries()) {
    if (at >= end || index > last) break;
    if (index >= first && at + width > region.column) {
      layers.grapheme(at, row, glyphOf(text), width);
    }
    at += width;
  }
}
