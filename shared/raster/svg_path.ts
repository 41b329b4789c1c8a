/**
 * The corners of lines in world units, for SVG. There the ends of bound lines touch the outlines
 * that they are bound to.
 *
 * @module
 */

import { elbowRoute } from "../geometry/elbow_route.ts";
import type { Side } from "../schema/properties.ts";
import { boxOf, type ClosedShape, type PathShape } from "../schema/shape.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../schema/units.ts";
import type { Targets } from "./targets.ts";
import { cellsOfBox } from "./view.ts";

/** A point in world units. */
export type Corner = readonly [x: number, y: number];

/** The corners of a line, those of its route included. */
export function svgCorners(shape: PathShape, targets: Targets): Corner[] {
  const { x, y, points, start, end } = shape;
  const corners = points.map(([dx, dy]): Corner => [x + dx, y + dy]);
  const route = shape.route === "elbow"
    ? routed(shape, targets, corners)
    : corners;
  const met = (target: ClosedShape | null, side: Side, corner: Corner) =>
    target === null ? [] : [meet(target, side, corner)];
  return [
    ...start === null ? [] : met(targets.start, start.side, corners[0]!),
    ...route,
    ...end === null ? [] : met(targets.end, end.side, corners.at(-1)!),
  ];
}

// A route goes by cells, and through their middles.
function routed(
  { start, end }: PathShape,
  targets: Targets,
  corners: readonly Corner[],
): Corner[] {
  const cells = corners.map(([x, y]) => ({
    column: x / CELL_WIDTH - 0.5,
    row: y / CELL_HEIGHT - 0.5,
  }));
  const tie = (target: ClosedShape | null, side: Side | undefined) =>
    target === null || side === undefined
      ? undefined
      : { side, box: cellsOfBox(boxOf(target), 100) };
  return elbowRoute(
    cells,
    tie(targets.start, start?.side),
    tie(targets.end, end?.side),
  ).map(({ column, row }) => [
    (column + 0.5) * CELL_WIDTH,
    (row + 0.5) * CELL_HEIGHT,
  ]);
}

/** Where a straight way into a shape, through one of its sides, meets the outline. */
function meet(target: ClosedShape, side: Side, [x, y]: Corner): Corner {
  const box = boxOf(target);
  const rx = box.width / 2, ry = box.height / 2;
  const cx = box.x + rx, cy = box.y + ry;
  // How wide the shape is at a distance from its middle; both from 0 to 1.
  const reach = (off: number) => {
    const away = Math.min(1, Math.abs(off));
    if (target.type === "rectangle") return 1;
    return target.type === "diamond" ? 1 - away : Math.sqrt(1 - away ** 2);
  };
  switch (side) {
    case "top":
      return [x, cy - ry * reach((x - cx) / rx)];
    case "bottom":
      return [x, cy + ry * reach((x - cx) / rx)];
    case "left":
      return [cx - rx * reach((y - cy) / ry), y];
    case "right":
      return [cx + rx * reach((y - cy) / ry), y];
  }
}
