/**
 * To which side of which shape an end of an arrow is tied, by the cell where it was drawn (R32).
 *
 * @module
 */

import { type CellBox, round, type Zoom } from "../../../shared/raster/view.ts";
import type { Binding } from "../../../shared/schema/properties.ts";
import type { ClosedShape } from "../../../shared/schema/shape.ts";
import { cellsOfShape } from "./shape_cells.ts";
import type { Cell } from "../tool.ts";

/** Deeper inside of a shape, an end means a place in it, not the shape. */
const DEPTH = { columns: 8, rows: 3 } as const;

/**
 * The binding of an end at `cell` whose line comes from `other`: to the smallest shape that it is
 * on the rim of, just beside, or not far inside of; none to a shape that holds both ends.
 *
 * @param shapes those that come into question.
 */
export function bindingAt(
  cell: Cell,
  other: Cell,
  shapes: readonly ClosedShape[],
  zoom: Zoom,
): Binding | null {
  let best: Binding | null = null, least = Infinity;
  for (const shape of shapes) {
    const box = cellsOfShape(shape, zoom);
    const area = box.columns * box.rows;
    if (area >= least || holds(box, other)) continue;
    const side = sideAt(cell, other, box);
    if (side === null) continue;
    least = area;
    best = { id: shape.id, side, ratio: ratioOf(shape, box, cell, side) };
  }
  return best;
}

/** Both ends of an arrow, each with the shapes that it may be tied to. */
export interface Ends {
  readonly from: Cell;
  readonly to: Cell;
  readonly nearFrom: readonly ClosedShape[];
  readonly nearTo: readonly ClosedShape[];
}

/**
 * The bindings of both ends. Where they are hardly off one level, as when a round shape has moved
 * one of them to the middle of its side, the other goes along, so that the arrow is straight.
 */
export function bindingsOf(
  { from, to, nearFrom, nearTo }: Ends,
  zoom: Zoom,
): { start: Binding | null; end: Binding | null } {
  const start = bindingAt(from, to, nearFrom, zoom);
  const end = bindingAt(to, from, nearTo, zoom);
  const first = nearFrom.find(({ id }) => id === start?.id);
  const last = nearTo.find(({ id }) => id === end?.id);
  if (start === null || end === null || !first || !last) return { start, end };
  // The end of a rectangle's side may go along it; that of a round one stays in the middle.
  const begun = last.type === "rectangle"
    ? start
    : levelled(start, first, cellAlong(end, last, zoom), end, zoom);
  const level = cellAlong(begun, first, zoom);
  return { start: begun, end: levelled(end, last, level, begun, zoom) };
}

/**
 * The bindings of a line without heads. Lines are also drawn beside, into and along boxes, as walls
 * and rows of tables: an end is tied only where it stands on the border of a box, not in a corner,
 * and the line goes away from it.
 */
export function rimBindingsOf(
  { from, to, nearFrom, nearTo }: Ends,
  zoom: Zoom,
): { start: Binding | null; end: Binding | null } {
  return {
    start: rimBinding(from, to, nearFrom, zoom),
    end: rimBinding(to, from, nearTo, zoom),
  };
}

function rimBinding(
  cell: Cell,
  other: Cell,
  shapes: readonly ClosedShape[],
  zoom: Zoom,
): Binding | null {
  for (const shape of shapes) {
    if (shape.type !== "rectangle") continue;
    const box = cellsOfShape(shape, zoom);
    const side = rimSide(cell, other, box);
    if (side === null) continue;
    return { id: shape.id, side, ratio: ratioOf(shape, box, cell, side) };
  }
  return null;
}

/** The side on whose border a cell is, if the other cell is beyond that side. */
function rimSide(
  { column, row }: Cell,
  other: Cell,
  box: CellBox,
): Binding["side"] | null {
  const right = box.column + box.columns - 1;
  const bottom = box.row + box.rows - 1;
  if (row > box.row && row < bottom) {
    if (column === box.column && other.column < column) return "left";
    if (column === right && other.column > column) return "right";
  }
  if (column > box.column && column < right) {
    if (row === box.row && other.row < row) return "top";
    if (row === bottom && other.row > row) return "bottom";
  }
  return null;
}

/** So far, in cells, an end may be moved to make an arrow straight. */
const HARDLY = 1;

function levelled(
  binding: Binding,
  shape: ClosedShape,
  level: number,
  other: Binding,
  zoom: Zoom,
): Binding {
  const upright = isUpright(binding);
  if (shape.type !== "rectangle" || upright !== isUpright(other)) {
    return binding;
  }
  const box = cellsOfShape(shape, zoom);
  const first = upright ? box.row : box.column;
  const most = (upright ? box.rows : box.columns) - 1;
  const way = Math.abs(level - cellAlong(binding, shape, zoom));
  // Not into a corner: there an arrow seems to miss the shape.
  const beside = level <= first || level >= first + most;
  if (way > HARDLY || beside) return binding;
  return { ...binding, ratio: (level - first) / most };
}

/** The row, or column, of an end at a side. */
function cellAlong(binding: Binding, shape: ClosedShape, zoom: Zoom): number {
  const box = cellsOfShape(shape, zoom);
  return isUpright(binding)
    ? box.row + round(binding.ratio * (box.rows - 1))
    : box.column + round(binding.ratio * (box.columns - 1));
}

function isUpright({ side }: Pick<Binding, "side">): boolean {
  return side === "left" || side === "right";
}

function holds({ column, row, columns, rows }: CellBox, cell: Cell): boolean {
  return cell.column >= column && cell.column < column + columns &&
    cell.row >= row && cell.row < row + rows;
}

function sideAt(cell: Cell, other: Cell, box: CellBox): Binding["side"] | null {
  if (!holds(box, cell)) return sideBeside(cell, box);
  const inside = {
    columns: Math.min(
      cell.column - box.column,
      box.column + box.columns - 1 - cell.column,
    ),
    rows: Math.min(cell.row - box.row, box.row + box.rows - 1 - cell.row),
  };
  if (inside.columns > DEPTH.columns && inside.rows > DEPTH.rows) return null;
  return rimSide(cell, other, box) ?? sideTowards(other, box);
}

/** The side that a cell outside of a box touches. */
function sideBeside(cell: Cell, box: CellBox): Binding["side"] | null {
  const within = {
    columns: cell.column >= box.column &&
      cell.column < box.column + box.columns,
    rows: cell.row >= box.row && cell.row < box.row + box.rows,
  };
  if (within.rows) {
    if (cell.column === box.column - 1) return "left";
    if (cell.column === box.column + box.columns) return "right";
  }
  if (within.columns) {
    if (cell.row === box.row - 1) return "top";
    if (cell.row === box.row + box.rows) return "bottom";
  }
  return null;
}

/** The side through which one leaves a box on the way to a cell. */
function sideTowards(other: Cell, box: CellBox): Binding["side"] {
  const across = (other.column - box.column - (box.columns - 1) / 2) /
    box.columns;
  const down = (other.row - box.row - (box.rows - 1) / 2) / box.rows;
  if (Math.abs(across) >= Math.abs(down)) return across < 0 ? "left" : "right";
  return down < 0 ? "top" : "bottom";
}

/**
 * How far along its side. Round shapes touch their box in the middle only; a corner, where an arrow
 * seems to miss the shape, stands for the middle, and what is beside one for the cell next to it.
 */
function ratioOf(
  shape: ClosedShape,
  box: CellBox,
  cell: Cell,
  side: Binding["side"],
): number {
  if (shape.type !== "rectangle") return 0.5;
  const upright = isUpright({ side });
  const from = upright ? cell.row - box.row : cell.column - box.column;
  const most = (upright ? box.rows : box.columns) - 1;
  if (most < 2 || isCorner(cell, box)) return 0.5;
  return Math.max(1, Math.min(most - 1, from)) / most;
}

function isCorner({ column, row }: Cell, box: CellBox): boolean {
  return (column === box.column || column === box.column + box.columns - 1) &&
    (row === box.row || row === box.row + box.rows - 1);
}
