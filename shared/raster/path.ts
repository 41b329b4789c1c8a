/**
 * Lines and arrows: from corner to corner, or in right angles around what they are bound to.
 *
 * @module
 */

import { elbowRoute } from "../geometry/elbow_route.ts";
import type { Cell } from "../geometry/line_cells.ts";
import type { PathShape } from "../schema/shape.ts";
import { arms, head, SIDE, WEIGHT } from "./arms.ts";
import { sideOf, strokeChain } from "./chain.ts";
import { cellMiddle, dotAtSide, strokeDotted } from "./dots.ts";
import type { Layers } from "./layers.ts";
import type { Tie, Ties } from "./tie.ts";
import { cellHeight, cellWidth, type Zoom } from "./view.ts";

/** Lays a line or an arrow on the cells. */
export function drawPath(shape: PathShape, layers: Layers, ties: Ties): void {
  const corners = pathCorners(shape, ties, layers.lens.zoom);
  const { start, end } = ties;
  if (layers.pen.braille) strokeDotted(dotCorners(shape, ties, layers), layers);
  else {
    strokeChain(corners, layers, { first: start?.border, last: end?.border });
    reachIn(start, layers);
    reachIn(end, layers);
  }
  const elbow = shape.route === "elbow";
  if (shape.startHead === "arrow") {
    layHead([...corners].reverse(), start, elbow, layers);
  }
  if (shape.endHead === "arrow") layHead(corners, end, elbow, layers);
}

// To find a way around boxes takes longer than to draw it.
const routes = new WeakMap<Ties, readonly Cell[]>();

/** The corners of a line, in cells of a zoom, its route included; without repeats. */
function pathCorners(
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

/** The corners in dots. Bound ends go on to the edge of their last cell, where the border is. */
function dotCorners(shape: PathShape, ties: Ties, { lens }: Layers): Cell[] {
  const dots = shape.route === "elbow"
    ? pathCorners(shape, ties, lens.zoom).map(cellMiddle)
    : pointCells(shape, cellWidth(lens.zoom) / 2, cellHeight(lens.zoom) / 4);
  const { start, end } = ties;
  if (start !== null) dots[0] = dotAtSide(start.touch, start.inward);
  if (end !== null) dots[dots.length - 1] = dotAtSide(end.touch, end.inward);
  return withoutRepeats(dots);
}

/** An end without a head joins the border that it is bound to. */
function reachIn(tie: Tie | null, layers: Layers): void {
  // What crosses over hides strokes; it would hide the border.
  if (tie === null || tie.head || !tie.joins || layers.pen.over) return;
  const { border: { column, row }, inward } = tie;
  const outward = sideOf(-inward.columns, -inward.rows);
  layers.reach(column, row, arms(outward, layers.pen.weight));
}

/**
 * A head at the last of some corners, pointing where the line came from the corner before; in
 * right angles, or where there is no other corner, into what the end is bound to.
 */
function layHead(
  corners: readonly Cell[],
  tie: Tie | null,
  elbow: boolean,
  layers: Layers,
): void {
  const tip = corners.at(-1)!, before = corners.at(-2);
  const side = tie !== null && (elbow || before === undefined)
    ? tie.inward.side
    : before !== undefined
    ? headSide(tip.column - before.column, tip.row - before.row)
    : SIDE.right;
  const ascii = layers.pen.weight === WEIGHT.ascii;
  layers.strokes(tip.column, tip.row, head(side, ascii));
}

/** The side nearest to a direction, as the eye sees it: cells are twice as high as wide. */
function headSide(dx: number, dy: number): number {
  return Math.abs(dx) >= 2 * Math.abs(dy) ? sideOf(dx, 0) : sideOf(0, dy);
}
