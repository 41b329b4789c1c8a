/**
 * Labels of lines: text in the middle of their longest stretch, which is interrupted by it (R34).
 *
 * @module
 */

import type { Cell } from "../geometry/line_cells.ts";
import type { PathShape } from "../schema/shape.ts";
import type { Grapheme } from "../schema/width.ts";
import type { LabelRow } from "./label.ts";
import type { Lens } from "./layers.ts";
import { pathCorners } from "./path_corners.ts";
import { linesOf } from "./per_shape.ts";
import { asciiOnly } from "./sanitize.ts";
import { type FlownRow, flowText } from "./text_flow.ts";
import { cellsOf } from "./text_layout.ts";
import type { Ties } from "./tie.ts";

/** A stretch of a line, and the cells that it takes. */
interface Stretch {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** As many rows as a box of the usual size is high: between two of them there are no more. */
const MOST_ROWS = 3;

/**
 * The rows of a line's label, from top to bottom: in the longest stretch that has room for it and
 * goes on on both sides; else in several rows in the longest one, cut to that. Below 100 % there
 * are none: a line is shorter there, and text is not.
 */
export function pathLabel(
  shape: PathShape,
  { zoom, charset }: Lens,
  ties: Ties,
): LabelRow[] {
  if (zoom < 100) return [];
  const lines = charset === "ascii"
    ? linesOf(shape).map(asciiOnly)
    : linesOf(shape);
  const columns = Math.max(...lines.map(cellsOf));
  const stretch = longest(stretchesOf(pathCorners(shape, ties, zoom)), {
    columns,
    rows: lines.length,
  });
  const rows = flowed(lines, stretch, charset);
  const top = middle(stretch.row, stretch.rows, rows.length);
  return rows.map((row, at) => {
    const cells = cellsOf(row.graphemes);
    const column = middle(stretch.column, stretch.columns, cells);
    return { ...row, column, row: top + at, last: column + cells };
  });
}

/** Beside an upright stretch there is room; in a level one words go on in the next row. */
function flowed(
  lines: readonly (readonly Grapheme[])[],
  { columns, rows }: Stretch,
  charset: Lens["charset"],
): readonly FlownRow[] {
  if (rows > 1) {
    return lines.map((graphemes, line) => ({
      graphemes,
      line,
      from: 0,
      isCut: false,
    }));
  }
  const room = new Array<number>(Math.max(MOST_ROWS, lines.length))
    .fill(Math.max(1, columns - 2));
  return flowText(lines, room, { charset, breakWords: false, cut: true })!;
}

/** The stretches between corners; of a line without any, its one cell. */
function stretchesOf(corners: readonly Cell[]): Stretch[] {
  const ends = corners.length > 1 ? corners : [corners[0]!, corners[0]!];
  return ends.slice(1).map((cell, at) => {
    const before = ends[at]!;
    return {
      column: Math.min(cell.column, before.column),
      row: Math.min(cell.row, before.row),
      columns: Math.abs(cell.column - before.column) + 1,
      rows: Math.abs(cell.row - before.row) + 1,
    };
  });
}

/** Of the stretches with room, or else of all, the longest one on screen. */
function longest(
  stretches: readonly Stretch[],
  label: { readonly columns: number; readonly rows: number },
): Stretch {
  const roomy = stretches.filter(({ columns, rows }) =>
    rows === 1 ? columns - 2 >= label.columns : rows - 2 >= label.rows
  );
  const length = ({ columns, rows }: Stretch) => Math.max(columns, 2 * rows);
  const among = roomy.length > 0 ? roomy : stretches;
  return among.reduce((best, each) =>
    length(each) > length(best) ? each : best
  );
}

/** Where something so long begins in the middle of a row or column of cells. */
function middle(from: number, length: number, own: number): number {
  return from + Math.floor((length - own) / 2);
}
