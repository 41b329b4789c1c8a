/**
 * Bound ends of lines, at the zoom they are looked at: in the cell just outside of their side
 * (R2). The document knows that cell at 100 % only.
 *
 * @module
 */

import type { Binding } from "../schema/properties.ts";
import { boxOf, isClosed, isPath, type Shape } from "../schema/shape.ts";
import { cellsOfBox, centreOfCell, round, type Zoom } from "./view.ts";

/** A line with its bound ends beside their targets at a zoom; any other shape as it is. */
export function withEndsAt(
  shape: Shape,
  zoom: Zoom,
  shapeOf: (id: string) => Shape | undefined,
): Shape {
  if (zoom === 100 || !isPath(shape)) return shape;
  if (shape.start === null && shape.end === null) return shape;
  const points = [...shape.points];
  const bind = (at: number, binding: Binding | null) => {
    const target = binding === null ? undefined : shapeOf(binding.id);
    if (target === undefined || !isClosed(target)) return;
    const { x, y } = endAt(target, binding!, zoom);
    points[at] = [x - shape.x, y - shape.y];
  };
  bind(0, shape.start);
  bind(points.length - 1, shape.end);
  return { ...shape, points };
}

function endAt(target: Shape, { side, ratio }: Binding, zoom: Zoom) {
  const { column, row, columns, rows } = cellsOfBox(boxOf(target), zoom);
  const across = column + round(ratio * (columns - 1));
  const down = row + round(ratio * (rows - 1));
  switch (side) {
    case "top":
      return centreOfCell(across, row - 1, zoom);
    case "bottom":
      return centreOfCell(across, row + rows, zoom);
    case "left":
      return centreOfCell(column - 1, down, zoom);
    case "right":
      return centreOfCell(column + columns, down, zoom);
  }
}
