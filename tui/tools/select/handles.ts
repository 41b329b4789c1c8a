/**
 * Where a selection can be taken hold of.
 *
 * @module
 */

import {
  around,
  type CellBox,
  type Zoom,
} from "../../../shared/raster/view.ts";
import {
  isPath,
  type PathShape,
  type Shape,
} from "../../../shared/schema/shape.ts";
import { sameCell } from "../geometry/cells.ts";
import { cellOfPathPoint, cellsOfShape } from "../geometry/shape_cells.ts";
import type { Cell } from "../tool.ts";

/** A corner of a box, or the middle of a side. */
export interface BoxHandle {
  readonly kind: "box";
  /** −1 is the left side, 1 the right one, 0 neither. */
  readonly across: -1 | 0 | 1;
  /** −1 is the top, 1 the bottom, 0 neither. */
  readonly down: -1 | 0 | 1;
}

/** A point of a line, by its place among the points. */
export interface PointHandle {
  readonly kind: "point";
  readonly index: number;
}

/** A place by which a selection is resized. */
export type Handle = BoxHandle | PointHandle;

/** A handle and where it is. */
export interface PlacedHandle {
  readonly handle: Handle;
  readonly cell: Cell;
}

/** More shapes than this are not resized together: each would be an operation. */
export const MOST_RESIZED = 1_000;

const box = (across: BoxHandle["across"], down: BoxHandle["down"]) =>
  ({ kind: "box", across, down }) as const;

/** Clockwise from the bottom right. */
const BOX_HANDLES: readonly BoxHandle[] = [
  box(1, 1),
  box(0, 1),
  box(-1, 1),
  box(-1, 0),
  box(-1, -1),
  box(0, -1),
  box(1, -1),
  box(1, 0),
];

/**
 * The handles of what is selected: of one line its points, the last first; else eight around all
 * shapes, the bottom right first and on clockwise. Text has no size of its own, so texts alone
 * have none.
 *
 * @param shapes as they are drawn.
 */
export function handlesOf(
  shapes: readonly Shape[],
  zoom: Zoom,
): PlacedHandle[] {
  const [first, ...more] = shapes;
  if (first === undefined || shapes.length > MOST_RESIZED) return [];
  if (more.length === 0 && isPath(first)) return pointsOf(first, zoom);
  if (shapes.every(({ type }) => type === "text")) return [];
  return boxHandles(cellsAround(shapes, zoom)!);
}

/** The smallest rectangle of cells around some shapes; `null` around none. */
export function cellsAround(
  shapes: readonly Shape[],
  zoom: Zoom,
): CellBox | null {
  return shapes.map((shape) => cellsOfShape(shape, zoom))
    .reduce<CellBox | null>(
      (all, each) => all ? around(all, each) : each,
      null,
    );
}

/**
 * Eight handles on the rim of a box. Those in the middle of a short side are left out; of the
 * smallest boxes all but one, so that the mouse can still move them.
 */
function boxHandles(cells: CellBox): PlacedHandle[] {
  const tiny = cells.columns <= 2 && cells.rows <= 2;
  return (tiny ? BOX_HANDLES.slice(0, 1) : BOX_HANDLES)
    .filter(({ across, down }) =>
      (across !== 0 || cells.columns > 4) && (down !== 0 || cells.rows > 2)
    )
    .map((handle) => ({ handle, cell: cellOnRim(cells, handle) }));
}

/** The cell of a box's rim that a handle is in. */
export function cellOnRim(
  { column, row, columns, rows }: CellBox,
  { across, down }: BoxHandle,
): Cell {
  return {
    column: column + along(columns, across),
    row: row + along(rows, down),
  };
}

/** Are they the same handle? */
export function sameHandle(a: Handle, b: Handle): boolean {
  return a.kind === "point"
    ? b.kind === "point" && a.index === b.index
    : b.kind === "box" && a.across === b.across && a.down === b.down;
}

function along(count: number, side: -1 | 0 | 1): number {
  if (side === 0) return Math.floor((count - 1) / 2);
  return side < 0 ? 0 : count - 1;
}

function pointsOf(path: PathShape, zoom: Zoom): PlacedHandle[] {
  return path.points
    .map((_, index): PlacedHandle => ({
      handle: { kind: "point", index },
      cell: cellOfPathPoint(path, index, zoom),
    }))
    .reverse()
    // Of points in one cell only one can be taken.
    .filter(({ cell }, at, all) =>
      all.findIndex((other) => sameCell(other.cell, cell)) === at
    );
}
