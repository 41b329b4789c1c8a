/**
 * Between the two cells of a drag and the geometry of a shape, so that what is drawn by cells
 * is rendered in precisely those cells (R2).
 *
 * @module
 */

import {
  boxOfCells,
  type CellBox,
  cellHeight,
  cellWidth,
  centreOfCell,
  type Zoom,
} from "../../../shared/raster/view.ts";
import { MAX_SIZE } from "../../../shared/schema/limits.ts";
import type { Point } from "../../../shared/schema/units.ts";
import type { Cell } from "../tool.ts";

/** The rectangle of cells with two corners in it, in whatever order. */
export function spanOf(a: Cell, b: Cell): CellBox {
  const column = Math.min(a.column, b.column);
  const row = Math.min(a.row, b.row);
  return {
    column,
    row,
    columns: Math.abs(a.column - b.column) + 1,
    rows: Math.abs(a.row - b.row) + 1,
  };
}

/** The rectangle of cells from `anchor` towards `far`, no larger than a shape may be. */
export function dragSpan(anchor: Cell, far: Cell, zoom: Zoom): CellBox {
  const columns = Math.floor(MAX_SIZE / cellWidth(zoom));
  const rows = Math.floor(MAX_SIZE / cellHeight(zoom));
  return spanOf(anchor, {
    column: anchor.column + clamp(far.column - anchor.column, columns - 1),
    row: anchor.row + clamp(far.row - anchor.row, rows - 1),
  });
}

/**
 * The cells of a circle that is dragged from `anchor` to `far`: twice as many columns as rows,
 * with `anchor` in its corner, and large enough to reach `far`.
 */
export function roundSpan(anchor: Cell, far: Cell, zoom: Zoom): CellBox {
  const { columns, rows } = dragSpan(anchor, far, zoom);
  const most = Math.floor(MAX_SIZE / cellHeight(zoom));
  const height = Math.min(most, Math.max(rows, Math.ceil(columns / 2)));
  const width = 2 * height;
  return {
    column: far.column < anchor.column
      ? anchor.column - width + 1
      : anchor.column,
    row: far.row < anchor.row ? anchor.row - height + 1 : anchor.row,
    columns: width,
    rows: height,
  };
}

/**
 * The corners of the box that is dragged from `anchor` to `far`, where boxes are kept square on
 * screen, or grow from their centre.
 */
export function constrainedDrag(
  anchor: Cell,
  far: Cell,
  { square, centred }: { readonly square: boolean; readonly centred: boolean },
): { anchor: Cell; far: Cell } {
  let columns = far.column - anchor.column, rows = far.row - anchor.row;
  if (square) {
    const reach = Math.max(
      Math.abs(rows),
      Math.ceil((Math.abs(columns) - (centred ? 0 : 1)) / 2),
    );
    rows = reach * (Math.sign(rows) || 1);
    columns = (2 * reach + (centred ? 0 : 1)) * (Math.sign(columns) || 1);
  }
  return {
    anchor: centred
      ? { column: anchor.column - columns, row: anchor.row - rows }
      : anchor,
    far: { column: anchor.column + columns, row: anchor.row + rows },
  };
}

/**
 * The cell nearest to `far` from which a line to `anchor` is level or upright, as the eye sees
 * it: a cell is twice as high as wide.
 */
export function levelled(anchor: Cell, far: Cell): Cell {
  const across = Math.abs(far.column - anchor.column);
  const down = 2 * Math.abs(far.row - anchor.row);
  return across >= down
    ? { column: far.column, row: anchor.row }
    : { column: anchor.column, row: far.row };
}

/** Have two rectangles of cells a cell in common? */
export function overlap(a: CellBox, b: CellBox): boolean {
  return a.column < b.column + b.columns && b.column < a.column + a.columns &&
    a.row < b.row + b.rows && b.row < a.row + a.rows;
}

/** Does a rectangle of cells lie wholly inside of another? */
export function encloses(outer: CellBox, inner: CellBox): boolean {
  return inner.column >= outer.column && inner.row >= outer.row &&
    inner.column + inner.columns <= outer.column + outer.columns &&
    inner.row + inner.rows <= outer.row + outer.rows;
}

/** The centre of a cell, in world units. */
export function centre(cell: Cell, zoom: Zoom): Point {
  return centreOfCell(cell.column, cell.row, zoom);
}

/** The top left corner of a cell, in world units. */
export function corner(cell: Cell, zoom: Zoom): Point {
  const { x, y } = boxOfCells({ ...cell, columns: 1, rows: 1 }, zoom);
  return { x, y };
}

/** A distance in cells, in world units. */
export function distance(
  from: Cell,
  to: Cell,
  zoom: Zoom,
): { dx: number; dy: number } {
  return {
    dx: (to.column - from.column) * cellWidth(zoom),
    dy: (to.row - from.row) * cellHeight(zoom),
  };
}

/** The last cell of a rectangle of cells, at its bottom right. */
export function farCornerOf(box: CellBox): Cell {
  return {
    column: box.column + box.columns - 1,
    row: box.row + box.rows - 1,
  };
}

/** Are they the same cell? */
export function sameCell(a: Cell, b: Cell): boolean {
  return a.column === b.column && a.row === b.row;
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
