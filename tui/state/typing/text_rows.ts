/**
 * The rows in which a text stands on the canvas, and where in the text a cell of them is.
 *
 * @module
 */

import { lineWidth } from "../../../shared/schema/width.ts";
import type { Cell } from "../../tools/tool.ts";
import type { TextBuffer } from "./text_buffer.ts";
import { graphemesOf } from "./text_steps.ts";

/** A row of a text: a line of it, or a part of one that goes on in the next row. */
export interface TextRow {
  /** Of which line of the text, from 0. */
  readonly line: number;
  /** After so many cells of that line. */
  readonly from: number;
  /** Cells that it takes. */
  readonly cells: number;
  /** Where it begins. */
  readonly column: number;
  readonly row: number;
  /** The last column that a caret in it may have. */
  readonly last: number;
}

/** A place in a text, in cells: which line, and after how many cells of it; both from 0. */
export interface TextPlace {
  readonly line: number;
  readonly cell: number;
}

/** Where a place in a text, in code units, is in its lines. */
export function placeAt(text: string, at: number): TextPlace {
  const above = text.slice(0, at).split("\n");
  return { line: above.length - 1, cell: lineWidth(above.at(-1)!) };
}

/** The rows of a text of which each line is one row, from a cell on. */
export function rowsOfLines(text: string, { column, row }: Cell): TextRow[] {
  return text.split("\n").map((content, line) => ({
    line,
    from: 0,
    cells: lineWidth(content),
    column,
    row: row + line,
    last: Infinity,
  }));
}

/** The cell of a place in a text; `null` if there are no rows. */
export function cellOfPlace(
  rows: readonly TextRow[],
  place: TextPlace,
): Cell | null {
  const row = rows[rowOf(rows, place)];
  return row === undefined ? null : cellIn(row, place);
}

/** The place in a text that is nearest to a cell, in code units. */
export function nearestPlace(
  text: string,
  rows: readonly TextRow[],
  { column, row }: Cell,
): number {
  const below = rows.findIndex((each) => each.row >= row);
  return placeInRow(text, rows, below < 0 ? rows.length - 1 : below, column);
}

/**
 * The caret a row up or down, as near to a column as the row goes; beyond the last row, at the end
 * of the text.
 *
 * @param goal the column to keep, where the caret has come from above or below; else it is where
 * the caret is.
 */
export function vertical(
  buffer: TextBuffer,
  rows: readonly TextRow[],
  by: -1 | 1,
  goal: number | null,
): { caret: number; goal: number } {
  const { text } = buffer;
  const place = placeAt(text, buffer.caret);
  const at = rowOf(rows, place);
  const column = goal ?? (rows[at] ? cellIn(rows[at], place).column : 0);
  const to = at + by;
  if (to < 0 || to >= rows.length) {
    return { caret: by < 0 ? 0 : text.length, goal: column };
  }
  return { caret: placeInRow(text, rows, to, column), goal: column };
}

/** The row of a place. */
function rowOf(rows: readonly TextRow[], { line, cell }: TextPlace): number {
  return rows.findLastIndex((row) =>
    row.line < line || row.line === line && row.from <= cell
  );
}

function cellIn(row: TextRow, { line, cell }: TextPlace): Cell {
  const along = row.line === line ? cell - row.from : row.cells;
  return { column: Math.min(row.column + along, row.last), row: row.row };
}

function placeInRow(
  text: string,
  rows: readonly TextRow[],
  at: number,
  column: number,
): number {
  const row = rows[at], next = rows[at + 1];
  if (row === undefined) return text.length;
  const along = Math.max(0, Math.min(row.cells, column - row.column));
  // The end of a row that goes on in the next one is that one's beginning.
  const most = next?.line === row.line ? next.from - 1 : Infinity;
  return unitsAt(text, row.line, Math.min(row.from + along, most));
}

/** The place after so many cells of a line, in code units of the text. */
function unitsAt(text: string, line: number, cell: number): number {
  let start = 0;
  for (; line > 0; line--) start = text.indexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  let at = start, cells = 0;
  for (
    const grapheme of graphemesOf(text.slice(start, end < 0 ? undefined : end))
  ) {
    cells += lineWidth(grapheme);
    if (cells > cell) break;
    at += grapheme.length;
  }
  return at;
}
