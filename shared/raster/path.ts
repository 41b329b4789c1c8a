/**
 * Lines and arrows: from corner to corner, or in right angles around what they are bound to.
 *
 * @module
 */

import type { Cell } from "../geometry/line_cells.ts";
import type { PathShape } from "../schema/shape.ts";
import { arms, head, SIDE, WEIGHT } from "./arms.ts";
import { sideOf, strokeChain } from "./chain.ts";
import { cellMiddle, dotAtSide, strokeDotted } from "./dots.ts";
import { layLabel } from "./label.ts";
import type { Layers } from "./layers.ts";
import { pathCorners, pointCells, withoutRepeats } from "./path_corners.ts";
import { pathLabel } from "./path_label.ts";
import type { Tie, Ties } from "./tie.ts";
import { cellHeight, cellWidth } from "./view.ts";

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
  if (shape.text !== "") layLabel(pathLabel(shape, layers.lens, ties), layers);
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
