/**
 * The cells in which a line turns, its route included.
 *
 * @module
 */

import { elbowRoute } from "../geometry/elbow_route.ts";
import type { Cell } from "../geometry/line_cells.ts";
import type { PathShape } from "../schema/shape.ts";
import type { Ties } from "./tie.ts";
import { cellHeight, cellWidth, type Zoom } from "./view.ts";

// To find a way around boxes takes longer than to draw it.
const routes = new WeakMap<Ties, readonly Cell[]>();

/** The corners of a line, in cells of a zoom, its route included; without repeats. */
export function pathCorners(
  shape: PathShape,
  ties: Ties,
  zoom: Zoom,
): readonly Cell[] {
  const { start, end } = ties;
  const cells = pointCells(shape, cellWidth(zoom), cellHeight(zoom));
  if (shape.route === "straight") {
    if (start !== null) cells[0] = start.touch;
    if (end !== null) cells[cells.length - 1] = end.touch;
    return withoutRepeats(cells);
  }
  if (start === null && end === null) return elbowRoute(cells);
  let route = routes.get(ties);
  if (route === undefined) {
    route = tiedRoute(cells, ties);
    routes.set(ties, route);
  }
  return route;
}

function tiedRoute(cells: Cell[], { start, end }: Ties): Cell[] {
  if (start !== null) cells[0] = start.cell;
  if (end !== null) cells[cells.length - 1] = end.cell;
  // Of a round shape the border may be further in than the side.
  return withoutRepeats([
    ...start === null ? [] : [start.touch],
    ...elbowRoute(cells, start ?? undefined, end ?? undefined),
    ...end === null ? [] : [end.touch],
  ]);
}

/** The points of a shape as cells of a size. */
export function pointCells(
  { x, y, points }: Pick<PathShape, "x" | "y" | "points">,
  width: number,
  height: number,
): Cell[] {
  return points.map(([dx, dy]) => ({
    column: Math.floor((x + dx) / width),
    row: Math.floor((y + dy) / height),
  }));
}

/** Those that follow on an equal cell are left out. */
export function withoutRepeats(cells: readonly Cell[]): Cell[] {
  return cells.filter(({ column, row }, index) => {
    const before = cells[index - 1];
    return before?.column !== column || before.row !== row;
  });
}
