/**
 * Lines, arrows and freehand strokes: chains of cells that touch at sides or corners.
 *
 * @module
 */

import { elbowRoute } from "../geometry/elbow_route.ts";
import { type Cell, type CellLine, cellLine } from "../geometry/line_cells.ts";
import type { PathShape, ShapeOf } from "../schema/shape.ts";
import {
  arms,
  FALLING,
  head,
  markStroke,
  RISING,
  SIDE,
  WEIGHT,
} from "./arms.ts";
import type { Layers } from "./layers.ts";
import { markOf } from "./marks.ts";
import { dotRegion, layDot } from "./dots.ts";
import { cellHeight, cellWidth } from "./view.ts";

/** Lays a line or an arrow on the cells. */
export function drawPath(shape: PathShape, layers: Layers): void {
  const { pen } = layers;
  const corners = cornersOf(shape, layers, 1, 1);
  const route = (cells: readonly Cell[]) =>
    shape.route === "elbow"
      ? elbowRoute(cells, shape.start?.side, shape.end?.side)
      : cells;
  const cells = route(corners);
  if (pen.braille) strokeDotted(route(cornersOf(shape, layers, 2, 4)), layers);
  else strokeChain(cells, layers);
  if (shape.startHead === "arrow") {
    layHead([...cells].reverse(), shape.start?.side, layers);
  }
  if (shape.endHead === "arrow") layHead(cells, shape.end?.side, layers);
}

/** Lays a freehand stroke on the cells. */
export function drawSamples(shape: ShapeOf<"pencil">, layers: Layers): void {
  if (layers.pen.braille) {
    strokeDotted(cornersOf(shape, layers, 2, 4), layers);
  } else strokeChain(cornersOf(shape, layers, 1, 1), layers);
}

/** The points as cells, or as the dots of cells; those that follow in the same one are left out. */
function cornersOf(
  { x, y, points }: PathShape | ShapeOf<"pencil">,
  { lens }: Layers,
  across: number,
  down: number,
): Cell[] {
  const cw = cellWidth(lens.zoom) / across, ch = cellHeight(lens.zoom) / down;
  const cells: Cell[] = [];
  for (const [dx, dy] of points) {
    const column = Math.floor((x + dx) / cw), row = Math.floor((y + dy) / ch);
    const last = cells.at(-1);
    if (last?.column !== column || last.row !== row) {
      cells.push({ column, row });
    }
  }
  return cells;
}

function strokeChain(corners: readonly Cell[], layers: Layers): void {
  if (corners.length === 1) {
    const { column, row } = corners[0]!;
    layers.strokes(
      column,
      row,
      arms(SIDE.left | SIDE.right, layers.pen.weight),
    );
    return;
  }
  const lines = linesOf(corners);
  lines.forEach((line, index) => {
    const before = lines[index - 1], after = lines[index + 1];
    const { first, last } = line.within(layers.region);
    for (let step = first; step <= last; step++) {
      const cell = line.at(step);
      const previous = step > 0
        ? line.at(step - 1)
        : before?.at(before.steps - 1);
      const next = step < line.steps ? line.at(step + 1) : after?.at(1);
      const strokes = strokesAt(cell, previous, next, layers.pen.weight);
      layers.strokes(cell.column, cell.row, strokes);
    }
  });
}

function linesOf(corners: readonly Cell[]): CellLine[] {
  return corners.slice(1).map((corner, index) =>
    cellLine(corners[index]!, corner)
  );
}

/**
 * Strokes of a cell between its neighbours in a chain: arms towards those at its sides. Of a
 * diagonal step the upper cell shows the slope, and the lower one too where it has no arms.
 */
function strokesAt(
  cell: Cell,
  previous: Cell | undefined,
  next: Cell | undefined,
  weight: Layers["pen"]["weight"],
): number {
  let sides = 0, slopes = 0, upper = 0;
  for (const neighbour of [previous, next]) {
    if (neighbour === undefined) continue;
    const dx = neighbour.column - cell.column, dy = neighbour.row - cell.row;
    if (dx !== 0 && dy !== 0) {
      const slope = dx === dy ? FALLING : RISING;
      slopes |= slope;
      if (dy > 0) upper |= slope;
    } else sides |= sideOf(dx, dy);
  }
  const shown = upper !== 0 ? upper : sides === 0 ? slopes : 0;
  if (shown === 0) return arms(sides, weight);
  return weight === WEIGHT.ascii ? asciiSlope(shown) : shown;
}

function sideOf(dx: number, dy: number): number {
  if (dx !== 0) return dx > 0 ? SIDE.right : SIDE.left;
  return dy > 0 ? SIDE.down : dy < 0 ? SIDE.up : 0;
}

function asciiSlope(slope: number): number {
  const character = slope === RISING ? "/" : slope === FALLING ? "\\" : "X";
  return markStroke(markOf(character));
}

/** Where a head points that touches this side of a shape. */
const INTO = {
  top: SIDE.down,
  right: SIDE.left,
  bottom: SIDE.up,
  left: SIDE.right,
} as const;

/**
 * A head at the last of some corners, pointing where the line came from the corner before.
 *
 * @param bound the side that the end is bound to: tells the direction of a line of one cell.
 */
function layHead(
  corners: readonly Cell[],
  bound: keyof typeof INTO | undefined,
  layers: Layers,
): void {
  const tip = corners.at(-1)!, before = corners.at(-2);
  const side = before !== undefined
    ? headSide(tip.column - before.column, tip.row - before.row)
    : bound !== undefined
    ? INTO[bound]
    : SIDE.right;
  const ascii = layers.pen.weight === WEIGHT.ascii;
  layers.strokes(tip.column, tip.row, head(side, ascii));
}

/** The side nearest to a direction, as the eye sees it: cells are twice as high as wide. */
function headSide(dx: number, dy: number): number {
  return Math.abs(dx) >= 2 * Math.abs(dy) ? sideOf(dx, 0) : sideOf(0, dy);
}

function strokeDotted(corners: readonly Cell[], layers: Layers): void {
  const region = dotRegion(layers);
  const lines = corners.length === 1
    ? [cellLine(corners[0]!, corners[0]!)]
    : linesOf(corners);
  for (const line of lines) {
    const { first, last } = line.within(region);
    for (let step = first; step <= last; step++) {
      const { column, row } = line.at(step);
      layDot(layers, column, row);
    }
  }
}
