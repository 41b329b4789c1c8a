/**
 * Chains of cells that touch at sides or corners, as strokes (R10, R30).
 *
 * @module
 */

import { type Cell, type CellLine, cellLine } from "../geometry/line_cells.ts";
import { arms, FALLING, markStroke, RISING, SIDE, WEIGHT } from "./arms.ts";
import type { Layers } from "./layers.ts";
import { markOf } from "./marks.ts";

/** What a chain goes on to beyond its first and its last cell. */
export interface Beyond {
  readonly first: Cell | undefined;
  readonly last: Cell | undefined;
}

/**
 * Lays the straight lines between some corners on the cells, from one to the next: arms, and
 * slopes for diagonal steps.
 */
export function strokeChain(
  corners: readonly Cell[],
  layers: Layers,
  beyond: Beyond = { first: undefined, last: undefined },
): void {
  const { weight } = layers.pen;
  walk(corners, layers, beyond, (cell, previous, next) => {
    const strokes = strokesAt(cell, previous, next, weight);
    layers.strokes(cell.column, cell.row, strokes);
  });
}

/** The same of arms alone: a diagonal step goes by the cell beside the upper one of the two. */
export function strokeSquareChain(
  corners: readonly Cell[],
  layers: Layers,
): void {
  const { weight } = layers.pen;
  const nowhere = { first: undefined, last: undefined };
  walk(corners, layers, nowhere, (cell, previous, next) => {
    let sides = 0;
    for (const neighbour of [previous, next]) {
      if (neighbour === undefined) continue;
      const dx = neighbour.column - cell.column, dy = neighbour.row - cell.row;
      const upper = dy > 0 ? cell : neighbour;
      const lower = dy > 0 ? neighbour : cell;
      sides |= dx !== 0 && dy < 0 ? SIDE.up : sideOf(dx, dy);
      if (dx === 0 || dy === 0) continue;
      const corner = SIDE.down | sideOf(upper.column - lower.column, 0);
      layers.strokes(lower.column, upper.row, arms(corner, weight));
    }
    layers.strokes(cell.column, cell.row, arms(sides, weight));
  });
}

/** Tells each cell that lies in the region, with its neighbours in the chain. */
function walk(
  corners: readonly Cell[],
  layers: Layers,
  beyond: Beyond,
  lay: (cell: Cell, previous?: Cell, next?: Cell) => void,
): void {
  if (corners.length === 1) {
    const cell = corners[0]!;
    const { first, last } = beyond;
    // By itself it is a short line.
    const alone = first === undefined && last === undefined;
    const left = { column: cell.column - 1, row: cell.row };
    const right = { column: cell.column + 1, row: cell.row };
    return alone ? lay(cell, left, right) : lay(cell, first, last);
  }
  const lines = linesBetween(corners);
  lines.forEach((line, index) => {
    const before = lines[index - 1], after = lines[index + 1];
    const { first, last } = line.within(layers.region);
    for (let step = first; step <= last; step++) {
      const previous = step > 0
        ? line.at(step - 1)
        : before?.at(before.steps - 1) ?? beyond.first;
      const next = step < line.steps
        ? line.at(step + 1)
        : after?.at(1) ?? beyond.last;
      lay(line.at(step), previous, next);
    }
  });
}

/** The lines from corner to corner. */
export function linesBetween(corners: readonly Cell[]): CellLine[] {
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

/** The side of a cell that a step goes through; the horizontal one of a diagonal. */
export function sideOf(dx: number, dy: number): number {
  if (dx !== 0) return dx > 0 ? SIDE.right : SIDE.left;
  return dy > 0 ? SIDE.down : dy < 0 ? SIDE.up : 0;
}

function asciiSlope(slope: number): number {
  const character = slope === RISING ? "/" : slope === FALLING ? "\\" : "X";
  return markStroke(markOf(character));
}
