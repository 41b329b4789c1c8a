/**
 * The cells that a shape covers.
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";
import { FREE, targetsOf } from "../../../shared/raster/targets.ts";
import { tiesOf } from "../../../shared/raster/tie.ts";
import {
  type CellBox,
  cellOfPoint,
  cellsOfBox,
  centreOfCell,
  type Zoom,
} from "../../../shared/raster/view.ts";
import {
  boxOf,
  isPath,
  type PathShape,
  type Shape,
} from "../../../shared/schema/shape.ts";
import type { Cell } from "../tool.ts";

/**
 * The rectangle of cells around a shape. Boxes are rounded, the points of lines and strokes lie
 * in the cell that they are in (R2).
 */
export function cellsOfShape(shape: Shape, zoom: Zoom): CellBox {
  const box = boxOf(shape);
  if (!("points" in shape)) return cellsOfBox(box, zoom);
  const { column, row } = cellOfPoint(box, zoom);
  const far = cellOfPoint(
    { x: box.x + box.width, y: box.y + box.height },
    zoom,
  );
  return {
    column,
    row,
    columns: far.column - column + 1,
    rows: far.row - row + 1,
  };
}

/** The cell of one point of a line or stroke. */
export function cellOfPathPoint(
  { x, y, points }: Pick<PathShape, "x" | "y" | "points">,
  index: number,
  zoom: Zoom,
): Cell {
  const [dx, dy] = points.at(index)!;
  return cellOfPoint({ x: x + dx, y: y + dy }, zoom);
}

/** A shape as it is drawn at a zoom: the bound ends of a line where they meet their targets. */
export function shownShape(
  document: Document,
  shape: Shape,
  zoom: Zoom,
): Shape {
  const targets = targetsOf(shape, (id) => document.shapes.get(id)?.shape);
  if (!isPath(shape) || targets === FREE) return shape;
  const points = [...shape.points];
  const { start, end } = tiesOf(shape, targets, { zoom, charset: "unicode" });
  for (const [at, tie] of [[0, start], [points.length - 1, end]] as const) {
    if (tie === null) continue;
    const { x, y } = centreOfCell(tie.touch.column, tie.touch.row, zoom);
    points[at] = [x - shape.x, y - shape.y];
  }
  return { ...shape, points };
}
