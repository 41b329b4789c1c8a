/**
 * To which side of which shape an end of an arrow is tied, by the cell where it was drawn (R32).
 *
 * @module
 */

import type { CellBox, Zoom } from "../../shared/raster/view.ts";
import type { Binding } from "../../shared/schema/properties.ts";
import type { ClosedShape } from "../../shared/schema/shape.ts";
import { cellsOfShape } from "./shape_cells.ts";
import type { Cell } from "./tool.ts";

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
  return sideTowards(other, box);
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

/** How far along its side; round shapes touch their box in the middle only. */
function ratioOf(
  shape: ClosedShape,
  box: CellBox,
  cell: Cell,
  side: Binding["side"],
): number {
  if (shape.type !== "rectangle") return 0.5;
  const upright = side === "left" || side === "right";
  const from = upright ? cell.row - box.row : cell.column - box.column;
  const most = (upright ? box.rows : box.columns) - 1;
  return most === 0 ? 0.5 : Math.max(0, Math.min(1, from / most));
}
