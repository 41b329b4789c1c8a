/**
 * Freehand strokes (R33): samples, joined.
 *
 * A mouse tells the cells that it goes through, so a stroke is a flight of stairs. As arms it is
 * one line without gaps, whatever its weight; in ASCII, whose joints would be a row of `+`, stairs
 * become slopes; in dots, finer than the cells, a smooth curve.
 *
 * @module
 */

import type { Cell } from "../geometry/line_cells.ts";
import { smoothCurve } from "../geometry/smooth_curve.ts";
import type { ShapeOf } from "../schema/shape.ts";
import { WEIGHT } from "./arms.ts";
import { strokeChain, strokeSquareChain } from "./chain.ts";
import { strokeDotted } from "./dots.ts";
import type { Layers } from "./layers.ts";
import { pointCells, withoutRepeats } from "./path_corners.ts";
import { perShape } from "./per_shape.ts";
import { cellHeight, cellWidth } from "./view.ts";

type Stroke = ShapeOf<"pencil">;

/**
 * Parts of a unit in which a curve is kept: a power of two, so that adding the place of the shape
 * rounds nothing, and the curve looks the same wherever it is.
 */
const PARTS = 1_024;

const smoothed = perShape((shape: Stroke) => ({
  ...shape,
  points: smoothCurve(shape.points).map(([x, y]): [number, number] => [
    Math.round(x * PARTS) / PARTS,
    Math.round(y * PARTS) / PARTS,
  ]),
}));

/** Lays a freehand stroke on the cells. */
export function drawSamples(shape: Stroke, layers: Layers): void {
  const { lens, pen } = layers;
  const width = cellWidth(lens.zoom), height = cellHeight(lens.zoom);
  if (pen.braille) {
    const dots = pointCells(smoothed(shape), width / 2, height / 4);
    return strokeDotted(withoutRepeats(dots), layers);
  }
  const cells = withoutRepeats(pointCells(shape, width, height));
  if (pen.weight === WEIGHT.ascii) strokeChain(withoutStairs(cells), layers);
  else strokeSquareChain(cells, layers);
}

/** Without the outer cell of each corner at which the stroke goes one cell aside. */
function withoutStairs(corners: readonly Cell[]): Cell[] {
  const kept: Cell[] = [];
  for (const corner of corners) {
    const before = kept.at(-1), first = kept.at(-2);
    if (before !== undefined && first !== undefined) {
      const cut = cutCorner(first, before, corner);
      if (cut !== null) {
        kept.pop();
        if (!isSame(cut, first) && !isSame(cut, corner)) kept.push(cut);
      }
    }
    kept.push(corner);
  }
  return kept;
}

/** The cell that takes the place of the middle one, where a diagonal step does as well. */
function cutCorner(first: Cell, corner: Cell, last: Cell): Cell | null {
  const isRight = first.column === corner.column && corner.row === last.row ||
    first.row === corner.row && corner.column === last.column;
  if (!isRight) return null;
  if (isOneStep(corner, last)) return stepTowards(corner, first);
  return isOneStep(first, corner) ? stepTowards(corner, last) : null;
}

function stepTowards(from: Cell, to: Cell): Cell {
  return {
    column: from.column + Math.sign(to.column - from.column),
    row: from.row + Math.sign(to.row - from.row),
  };
}

function isSame(a: Cell, b: Cell): boolean {
  return a.column === b.column && a.row === b.row;
}

function isOneStep(from: Cell, to: Cell): boolean {
  return Math.abs(to.column - from.column) + Math.abs(to.row - from.row) === 1;
}
