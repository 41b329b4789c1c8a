/**
 * Geometry of closed shapes that cover a rectangle of cells exactly.
 *
 * @module
 */

import {
  boxOfCells,
  type CellBox,
  type Zoom,
} from "../../../shared/raster/view.ts";
import type { Props } from "../../../shared/schema/shape.ts";

/** Cells of a box for which nobody has chosen a size. */
export const USUAL_BOX = { columns: 12, rows: 3 } as const;

/** `x`, `y`, `width`, `height`: for kinds that are placed by their top left corner. */
export function cornerGeometry(cells: CellBox, zoom: Zoom): Props {
  const { x, y, width, height } = boxOfCells(cells, zoom);
  return { x, y, width, height };
}

/** `x`, `y`, `radiusX`, `radiusY`: for kinds that are placed by their centre. */
export function centreGeometry(
  cells: CellBox,
  zoom: Zoom,
): { x: number; y: number; radiusX: number; radiusY: number } {
  const { x, y, width, height } = boxOfCells(cells, zoom);
  return {
    x: x + width / 2,
    y: y + height / 2,
    radiusX: width / 2,
    radiusY: height / 2,
  };
}
