/**
 * Which part of the world is looked at, and how large (R2).
 *
 * @module
 */

import {
  type Box,
  CELL_HEIGHT,
  CELL_WIDTH,
  type Point,
} from "../schema/units.ts";

/** The zooms there are, in percent. */
export const ZOOMS = [25, 50, 100, 200] as const;

/** A zoom in percent. */
export type Zoom = typeof ZOOMS[number];

/** The cell of the world at the top left of the canvas, counted in cells of this zoom. */
export interface View {
  readonly column: number;
  readonly row: number;
  readonly zoom: Zoom;
}

/** A half-open rectangle of cells, absolute at some zoom. */
export interface CellBox {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** World units that a cell is wide at a zoom. */
export function cellWidth(zoom: Zoom): number {
  return CELL_WIDTH * 100 / zoom;
}

/** World units that a cell is high at a zoom. */
export function cellHeight(zoom: Zoom): number {
  return CELL_HEIGHT * 100 / zoom;
}

/** `floor(v + ½)`: halves go up, also below zero, so that moving a shape keeps its size. */
export function round(value: number): number {
  return Math.floor(value + 0.5);
}

/** The cells that a world box covers; at least one. */
export function cellsOfBox(box: Box, zoom: Zoom): CellBox {
  const cw = cellWidth(zoom), ch = cellHeight(zoom);
  const column = round(box.x / cw), row = round(box.y / ch);
  return {
    column,
    row,
    columns: Math.max(1, round((box.x + box.width) / cw) - column),
    rows: Math.max(1, round((box.y + box.height) / ch) - row),
  };
}

/** The cell that a world point lies in. */
export function cellOfPoint(
  point: Point,
  zoom: Zoom,
): { column: number; row: number } {
  return {
    column: Math.floor(point.x / cellWidth(zoom)),
    row: Math.floor(point.y / cellHeight(zoom)),
  };
}

/** The world point at the centre of a cell. */
export function centreOfCell(column: number, row: number, zoom: Zoom): Point {
  return {
    x: (column + 0.5) * cellWidth(zoom),
    y: (row + 0.5) * cellHeight(zoom),
  };
}

/** The world box that a rectangle of cells covers exactly. */
export function boxOfCells(cells: CellBox, zoom: Zoom): Box {
  const cw = cellWidth(zoom), ch = cellHeight(zoom);
  return {
    x: cells.column * cw,
    y: cells.row * ch,
    width: cells.columns * cw,
    height: cells.rows * ch,
  };
}

/** All cells that a shape with this box may be drawn in, whether its kind rounds or floors. */
export function cellsTouched(box: Box, zoom: Zoom): CellBox {
  const cw = cellWidth(zoom), ch = cellHeight(zoom);
  const column = Math.floor(box.x / cw), row = Math.floor(box.y / ch);
  const right = Math.max(
    Math.floor((box.x + box.width) / cw),
    round(box.x / cw),
  );
  const bottom = Math.max(
    Math.floor((box.y + box.height) / ch),
    round(box.y / ch),
  );
  return {
    column,
    row,
    columns: right - column + 1,
    rows: bottom - row + 1,
  };
}

// At 100 % a shape leaves its box by rounding alone. At other zooms bound ends of lines, which
// the document knows at 100 %, are rounded anew on both axes: half a cell of either zoom each
// for the side, the place along it, and the centre. That is enough for routes as well, which keep
// two cells of the zoom from boxes: two of 100 % are in the box of their line.
const SLACK: Readonly<Record<Zoom, number>> = { 25: 3, 50: 3, 100: 1, 200: 5 };

/** Cells by which a shape may be seen outside of the cells that its box lies in. */
export function slackAt(zoom: Zoom): number {
  return SLACK[zoom];
}

/** All cells in which a shape with this box may be seen: bound ends of lines included. */
export function cellsSeen(box: Box, zoom: Zoom): CellBox {
  const cells = cellsTouched(box, zoom);
  return zoom === 100 ? cells : grown(cells, SLACK[zoom], SLACK[zoom]);
}

/** A rectangle of cells that is larger by some columns and rows on each side. */
export function grown(cells: CellBox, columns: number, rows: number): CellBox {
  return {
    column: cells.column - columns,
    row: cells.row - rows,
    columns: cells.columns + 2 * columns,
    rows: cells.rows + 2 * rows,
  };
}

/**
 * The view of a canvas that has a box of the world in its middle, as large as it fits, but never
 * above 100 %.
 */
export function fitView(
  box: Box,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): View {
  const fitting = ZOOMS.filter((zoom) => {
    const cells = cellsOfBox(box, zoom);
    return zoom <= 100 && cells.columns <= columns && cells.rows <= rows;
  });
  const zoom = fitting.at(-1) ?? ZOOMS[0];
  const cells = cellsOfBox(box, zoom);
  return {
    column: cells.column - Math.floor((columns - cells.columns) / 2),
    row: cells.row - Math.floor((rows - cells.rows) / 2),
    zoom,
  };
}

/** What two rectangles of cells have in common, or `null`. */
export function overlap(a: CellBox, b: CellBox): CellBox | null {
  const column = Math.max(a.column, b.column), row = Math.max(a.row, b.row);
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  return columns > 0 && rows > 0 ? { column, row, columns, rows } : null;
}

/** The smallest rectangle of cells around two. */
export function around(a: CellBox, b: CellBox): CellBox {
  const column = Math.min(a.column, b.column), row = Math.min(a.row, b.row);
  return {
    column,
    row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
  };
}
