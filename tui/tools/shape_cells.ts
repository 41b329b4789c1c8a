/**
 * The cells that a shape covers.
 *
 * @module
 */

import {
  type CellBox,
  cellOfPoint,
  cellsOfBox,
  type Zoom,
} from "../../shared/raster/view.ts";
import { boxOf, type Shape } from "../../shared/schema/shape.ts";
import type { Cell } from "./tool.ts";

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

/** The cells of the first and last point of a line or stroke; none for other shapes. */
export function endsOfShape(shape: Shape, zoom: Zoom): Cell[] {
  if (!("points" in shape)) return [];
  return [shape.points[0]!, shape.points.at(-1)!].map(([dx, dy]) =>
    cellOfPoint({ x: shape.x + dx, y: shape.y + dy }, zoom)
  );
}
