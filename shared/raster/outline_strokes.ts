/**
 * The ways in which outlines become strokes.
 *
 * @module
 */

import { arms, FALLING, markStroke, RISING, SIDE } from "./arms.ts";
import type { Layers } from "./layers.ts";
import { markOf } from "./marks.ts";
import {
  borderOf,
  insetsAt,
  isCap,
  type Outline,
  rowsWithin,
} from "./outline.ts";
import type { CellBox } from "./view.ts";

const { up: UP, right: RIGHT, down: DOWN, left: LEFT } = SIDE;

/** Writes `strokes(column)` to the columns of a row that lie in the region. */
function layRun(
  layers: Layers,
  from: number,
  to: number,
  row: number,
  strokes: (column: number) => number,
): void {
  const first = Math.max(from, layers.region.column);
  const last = Math.min(to, layers.region.column + layers.region.columns - 1);
  for (let column = first; column <= last; column++) {
    layers.strokes(column, row, strokes(column));
  }
}

/** An outline as a closed path of arms: every cell has two (R20). Needs at least 2 × 2 cells. */
export function strokeArms(outline: Outline, layers: Layers): void {
  const { weight } = layers.pen;
  const { from, to } = rowsWithin(outline, layers.region);
  for (let row = from; row < to; row++) {
    const { left, leftEnd, rightStart, right } = borderOf(outline, row);
    const { upper } = insetsAt(outline, row);
    const toCap = upper ? UP : DOWN, toMiddle = upper ? DOWN : UP;
    if (isCap(outline, row)) {
      layRun(layers, left, right, row, (column) => {
        const end = column === left
          ? RIGHT | toMiddle
          : column === right
          ? LEFT | toMiddle
          : LEFT | RIGHT;
        return arms(end, weight);
      });
      continue;
    }
    layRun(layers, left, leftEnd, row, (column) => {
      const sides = (column > left ? LEFT : toMiddle) |
        (column < leftEnd ? RIGHT : toCap);
      return arms(sides, weight);
    });
    layRun(layers, rightStart, right, row, (column) => {
      const sides = (column < right ? RIGHT : toMiddle) |
        (column > rightStart ? LEFT : toCap);
      return arms(sides, weight);
    });
  }
}

/** The characters of an outline whose rows meet at corners of cells. */
export interface SlopeLook {
  /** Where the inset stays as it is. */
  readonly vertical: "arms" | "|";
  /** A run of one cell in the upper left; and what it is in the upper right. */
  readonly rising: string;
  readonly falling: string;
  /** A longer run: its outer end, what lies between, its inner end; upper half, lower half. */
  readonly upper: readonly [outer: string, between: string, inner: string];
  readonly lower: readonly [outer: string, between: string, inner: string];
  /** Left and right of the middle one of an odd number of rows. */
  readonly sides: readonly [left: string, right: string];
  /** A first and last row of one cell; `null` where these are no points but round. */
  readonly tips: readonly [top: string, bottom: string] | null;
}

/** An outline whose rows meet at corners of cells, of slopes. */
export function strokeSlopes(
  outline: Outline,
  look: SlopeLook,
  layers: Layers,
): void {
  const { from, to } = rowsWithin(outline, layers.region);
  for (let row = from; row < to; row++) {
    const { left, leftEnd, rightStart, right } = borderOf(outline, row);
    const ends = slopeEnds(outline, row, look, layers.pen.weight);
    const run = (start: number, end: number) =>
      layRun(
        layers,
        start,
        end,
        row,
        (column) =>
          column === left
            ? ends.left
            : column === right
            ? ends.right
            : column === leftEnd || column === rightStart
            ? ends.inner
            : ends.between,
      );
    if (isCap(outline, row)) run(left, right);
    else {
      run(left, leftEnd);
      run(rightStart, right);
    }
  }
}

/** What stands at the outer ends of a row's runs, between, and at their inner ends. */
function slopeEnds(
  outline: Outline,
  row: number,
  look: SlopeLook,
  weight: Layers["pen"]["weight"],
): { left: number; right: number; between: number; inner: number } {
  const { own, outer, upper } = insetsAt(outline, row);
  const { box } = outline;
  const [outside, between, inside] = upper ? look.upper : look.lower;
  const slope = (left: string, right: string) => ({
    left: strokeOf(left),
    right: strokeOf(right),
    between: strokeOf(between),
    inner: strokeOf(inside),
  });
  const slanted = () =>
    upper ? slope(look.rising, look.falling) : slope(look.falling, look.rising);
  if (2 * (row - box.row) + 1 === box.rows) return slope(...look.sides);
  if (isCap(outline, row)) {
    const width = look.tips === null ? Infinity : box.columns - 2 * own;
    if (width === 1) {
      const tip = look.tips![upper ? 0 : 1];
      return slope(tip, tip);
    }
    if (width === 2) return slanted();
    // The ends of a cap are both outer ones.
    return slope(outside, mirrorOf(outside));
  }
  if (outer === own) {
    const line = look.vertical === "arms"
      ? arms(UP | DOWN, weight)
      : strokeOf(look.vertical);
    return { left: line, right: line, between: line, inner: line };
  }
  return outer - own === 1 ? slanted() : slope(outside, mirrorOf(outside));
}

function mirrorOf(character: string): string {
  return character === "╱" ? "╲" : character === "╲" ? "╱" : character;
}

function strokeOf(character: string): number {
  if (character === "╱") return RISING;
  return character === "╲" ? FALLING : markStroke(markOf(character));
}

/** A shape of one row or one column: a straight line, or a sign in a single cell (R14). */
export function strokeSingle(
  box: CellBox,
  sign: string,
  layers: Layers,
): void {
  const { weight } = layers.pen;
  const lastColumn = box.column + box.columns - 1;
  const lastRow = box.row + box.rows - 1;
  if (box.columns === 1 && box.rows === 1) {
    layers.strokes(box.column, box.row, markStroke(markOf(sign)));
    return;
  }
  if (box.rows === 1) {
    layRun(layers, box.column, lastColumn, box.row, (column) =>
      arms(
        (column > box.column ? LEFT : 0) | (column < lastColumn ? RIGHT : 0),
        weight,
      ));
    return;
  }
  const { region } = layers;
  const from = Math.max(box.row, region.row);
  const to = Math.min(lastRow, region.row + region.rows - 1);
  for (let row = from; row <= to; row++) {
    const sides = (row > box.row ? UP : 0) | (row < lastRow ? DOWN : 0);
    layers.strokes(box.column, row, arms(sides, weight));
  }
}
