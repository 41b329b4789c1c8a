/**
 * Lines of braille dots (U+2800–28FF), of which a cell has 2 × 4.
 *
 * @module
 */

import { type Cell, cellLine } from "../geometry/line_cells.ts";
import { linesBetween } from "./chain.ts";
import type { Layers } from "./layers.ts";
import { borderOf, type Outline, rowsWithin } from "./outline.ts";
import type { CellBox } from "./view.ts";

// Bits of the dots of a braille character, by row and column.
const DOT_BITS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/** Sets one dot; `column` and `row` count dots, of which a cell has 2 × 4. */
export function layDot(layers: Layers, column: number, row: number): void {
  layers.dots(column >> 1, row >> 2, DOT_BITS[row & 3]![column & 1]!);
}

/** The region in dots. */
export function dotRegion({ region }: Layers): CellBox {
  return {
    column: region.column * 2,
    row: region.row * 4,
    columns: region.columns * 2,
    rows: region.rows * 4,
  };
}

/** An outline in dots. */
export function strokeDots(outline: Outline, layers: Layers): void {
  const region = dotRegion(layers);
  const { from, to } = rowsWithin(outline, region);
  const lastColumn = region.column + region.columns - 1;
  const run = (start: number, end: number, row: number) => {
    const last = Math.min(end, lastColumn);
    for (
      let column = Math.max(start, region.column);
      column <= last;
      column++
    ) {
      layDot(layers, column, row);
    }
  };
  for (let row = from; row < to; row++) {
    const { left, leftEnd, rightStart, right } = borderOf(outline, row);
    run(left, leftEnd, row);
    run(rightStart, right, row);
  }
}

/** The lines between some corners, in dots. */
export function strokeDotted(corners: readonly Cell[], layers: Layers): void {
  const region = dotRegion(layers);
  const lines = corners.length === 1
    ? [cellLine(corners[0]!, corners[0]!)]
    : linesBetween(corners);
  for (const line of lines) {
    const { first, last } = line.within(region);
    for (let step = first; step <= last; step++) {
      const { column, row } = line.at(step);
      layDot(layers, column, row);
    }
  }
}

/** The dot in the middle of a cell, as points in the middle have it. */
export function cellMiddle({ column, row }: Cell): Cell {
  return { column: column * 2 + 1, row: row * 4 + 2 };
}

/** The dot of a cell at the edge towards a side, level with its middle. */
export function dotAtSide(
  cell: Cell,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Cell {
  const middle = cellMiddle(cell);
  return {
    column: columns < 0 ? middle.column - 1 : middle.column,
    row: middle.row + (rows < 0 ? -2 : rows > 0 ? 1 : 0),
  };
}
