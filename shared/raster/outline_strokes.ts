/**
 * The ways in which outlines become strokes.
 *
 * @module
 */

import { arms, FALLING, markStroke, RISING, SIDE, WEIGHT } from "./arms.ts";
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

/** What a sloping outline is made of. */
interface Slopes {
  readonly vertical: number;
  readonly horizontal: number;
  readonly rising: number;
  readonly falling: number;
  /** Where a run begins low and ends high, or the other way round. */
  readonly low: number;
  readonly high: number;
}

/** An outline whose rows meet at corners of cells; of slopes, or in ASCII of `.-'`. */
export function strokeSlopes(
  outline: Outline,
  turns: { unicode: string; ascii: string },
  layers: Layers,
): void {
  const ascii = layers.pen.weight === WEIGHT.ascii;
  const slopes = ascii ? asciiSlopes() : unicodeSlopes(layers);
  const turn = ascii ? turns.ascii : turns.unicode;
  const { from, to } = rowsWithin(outline, layers.region);
  for (let row = from; row < to; row++) {
    const { left, leftEnd, rightStart, right } = borderOf(outline, row);
    const run = runOf(outline, row, slopes, turn);
    if (isCap(outline, row)) {
      layRun(
        layers,
        left,
        right,
        row,
        (column) =>
          column === left
            ? run.left
            : column === right
            ? run.right
            : slopes.horizontal,
      );
      continue;
    }
    layRun(
      layers,
      left,
      leftEnd,
      row,
      (column) =>
        column === left
          ? run.left
          : column === leftEnd
          ? run.leftEnd
          : slopes.horizontal,
    );
    layRun(
      layers,
      rightStart,
      right,
      row,
      (column) =>
        column === right
          ? run.right
          : column === rightStart
          ? run.rightStart
          : slopes.horizontal,
    );
  }
}

/** The strokes at both ends of both runs of a row. */
function runOf(outline: Outline, row: number, slopes: Slopes, turn: string) {
  const { own, outer, upper } = insetsAt(outline, row);
  const { box } = outline;
  const middle = 2 * (row - box.row) + 1 === box.rows;
  const { low, high, rising, falling, vertical, horizontal } = slopes;
  if (middle) {
    return {
      left: markStroke(markOf(turn[0]!)),
      leftEnd: horizontal,
      rightStart: horizontal,
      right: markStroke(markOf(turn[1]!)),
    };
  }
  const cap = isCap(outline, row);
  const narrow = cap ? box.columns - 2 * own === 2 : outer - own === 1;
  if (!cap && outer === own) {
    return {
      left: vertical,
      leftEnd: vertical,
      rightStart: vertical,
      right: vertical,
    };
  }
  // The outer end of a run is its lower one in the upper half.
  const outside = upper ? low : high, inside = upper ? high : low;
  const sharp = narrow && (!cap || isSharp(outline, row));
  return {
    left: sharp ? (upper ? rising : falling) : outside,
    leftEnd: inside,
    rightStart: inside,
    right: sharp ? (upper ? falling : rising) : outside,
  };
}

/** Does a cap of two cells continue in a slope, so that it is a point? */
function isSharp({ insets, box }: Outline, row: number): boolean {
  const cap = insets[row - box.row]!;
  const next = insets[row === box.row ? 1 : box.rows - 2] ?? cap;
  return cap - next === 1;
}

function asciiSlopes(): Slopes {
  const mark = (character: string) => markStroke(markOf(character));
  return {
    vertical: mark("|"),
    horizontal: mark("-"),
    rising: mark("/"),
    falling: mark("\\"),
    low: mark("."),
    high: mark("'"),
  };
}

function unicodeSlopes(layers: Layers): Slopes {
  const { weight } = layers.pen;
  return {
    vertical: arms(UP | DOWN, weight),
    horizontal: arms(LEFT | RIGHT, weight),
    rising: RISING,
    falling: FALLING,
    low: arms(LEFT | RIGHT, weight),
    high: arms(LEFT | RIGHT, weight),
  };
}

/** A shape of one row or one column: a straight line, or a sign of one cell (R14). */
export function strokeSingle(
  box: CellBox,
  single: { unicode: string; ascii: string },
  layers: Layers,
): void {
  const { weight } = layers.pen;
  const lastColumn = box.column + box.columns - 1;
  const lastRow = box.row + box.rows - 1;
  if (box.columns === 1 && box.rows === 1) {
    const sign = weight === WEIGHT.ascii ? single.ascii : single.unicode;
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

// Bits of the dots of a braille character, by row and column.
const DOT_BITS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/** Sets one dot; `column` and `row` count dots, of which a cell has 2 × 4. */
export function layDot(layers: Layers, column: number, row: number): void {
  layers.dots(column >> 1, row >> 2, DOT_BITS[row & 3]![column & 1]!);
}

/** The region in dots. */
export function dotRegion({ region }: Layers): CellBox {
  return {
    column: region.column * 2,
    row: region.row * 4,
    columns: region.columns * 2,
    rows: region.rows * 4,
  };
}

/** An outline in dots. */
export function strokeDots(outline: Outline, layers: Layers): void {
  const region = dotRegion(layers);
  const { from, to } = rowsWithin(outline, region);
  const lastColumn = region.column + region.columns - 1;
  const run = (start: number, end: number, row: number) => {
    const last = Math.min(end, lastColumn);
    for (
      let column = Math.max(start, region.column);
      column <= last;
      column++
    ) {
      layDot(layers, column, row);
    }
  };
  for (let row = from; row < to; row++) {
    const { left, leftEnd, rightStart, right } = borderOf(outline, row);
    run(left, leftEnd, row);
    run(rightStart, right, row);
  }
}
