/**
 * Routes in right angles around boxes: the cheapest way on a grid of few lines, as editors of
 * diagrams do it. Only columns and rows beside the ends and the boxes, and in the middle between
 * them, can have a corner of the best route.
 *
 * @module
 */

import FlatQueue from "flatqueue";
import type { Cell, CellRect } from "./line_cells.ts";
import {
  type Direction,
  isWide,
  type Leg,
  type LegEnd,
  middleOf,
  outOf,
  STEP,
} from "./route_leg.ts";

// What a route is to be, by rank. A rank never adds up to one of the next: lengths stay below
// 2 ** 24, cells in a box weigh more than all corners that may be.
const OFF_MIDDLE = 1, MOST_OFF_MIDDLE = 31;
const LENGTH = 32;
// Close along a side, where two lines look like one; columns are closer to each other than rows.
const ALONG_COLUMN = 4 * LENGTH, ALONG_ROW = 1 * LENGTH;
const CORNER = 2 ** 31;
/** Leaves a side along it, or a free end along the shorter way. */
const SIDEWAYS = 1.5 * CORNER;
const SIDEWAYS_AT_HEAD = 1.75 * CORNER;
const INSIDE = 64 * CORNER;

/** Is a route outside of the boxes, not close beside them, and right at both ends? */
export function isClear(route: readonly Cell[], leg: Leg): boolean {
  const corners = route.slice(1);
  const isRight = (end: LegEnd, next: Cell) => {
    const out = outOf(end);
    return out === undefined || directionOf(end.cell, next) === out;
  };
  return isRight(leg.from, corners[0]!) && isRight(leg.to, route.at(-2)!) &&
    corners.every((to, index) =>
      costOfWay(route[index]!, to, leg.boxes) ===
        LENGTH * lengthOf(route[index]!, to)
    );
}

/** The best route of a leg. */
export function searchLeg(leg: Leg): Cell[] {
  const { from, to, boxes } = leg;
  const columns = linesOf(leg, "column", "columns");
  const rows = linesOf(leg, "row", "rows");
  const cellAt = (place: number): Cell => ({
    column: columns.at[place % columns.at.length]!,
    row: rows.at[Math.floor(place / columns.at.length)]!,
  });
  const placeOf = ({ column, row }: Cell) =>
    rows.at.indexOf(row) * columns.at.length + columns.at.indexOf(column);
  // A state is a place and the direction in which it was reached.
  const states = 4 * columns.at.length * rows.at.length;
  const costs = new Float64Array(states).fill(Infinity);
  const cameFrom = new Int32Array(states).fill(-1);
  const queue = new FlatQueue<number>();
  const offer = (state: number, cost: number, before: number) => {
    if (cost >= costs[state]!) return;
    costs[state] = cost;
    cameFrom[state] = before;
    queue.push(state, cost);
  };

  const wide = isWide(from.cell, to.cell);
  const start = placeOf(from.cell), goal = placeOf(to.cell);
  for (const direction of DIRECTIONS) {
    offer(4 * start + direction, endCost(from, direction, wide), -1);
  }
  let best = -1, least = Infinity;
  while (queue.length > 0 && queue.peekValue()! < least) {
    const cost = queue.peekValue()!, state = queue.pop()!;
    if (cost > costs[state]!) continue;
    const place = Math.floor(state / 4), direction = state % 4 as Direction;
    if (place === goal) {
      const inward = (direction + 2) % 4 as Direction;
      const total = cost + endCost(to, inward, wide);
      if (total < least) [best, least] = [state, total];
    }
    const next = neighbour(place, direction, columns.at.length, rows.at.length);
    const here = cellAt(place);
    if (next >= 0) {
      const way = costOfWay(here, cellAt(next), boxes);
      offer(4 * next + direction, cost + way, state);
    }
    // A corner in an end's own cell is a matter of how the route leaves it.
    if (place === start || place === goal) continue;
    for (const turn of [1, 3]) {
      const aside = (direction + turn) % 4;
      const off = aside % 2 === 0
        ? columns.offMiddle(here.column)
        : rows.offMiddle(here.row);
      offer(4 * place + aside, cost + CORNER + off, state);
    }
  }
  return cornersOf(best, cameFrom, cellAt);
}

const DIRECTIONS: readonly Direction[] = [0, 1, 2, 3];

/** What it costs to leave an end in a direction. */
function endCost(end: LegEnd, direction: Direction, wide: boolean): number {
  const out = outOf(end);
  if (out === direction) return 0;
  if (out !== undefined) return end.tie?.head ? SIDEWAYS_AT_HEAD : SIDEWAYS;
  return direction % 2 === 1 === wide ? 0 : SIDEWAYS;
}

/** The columns or rows on which a route may go. */
interface Lines {
  readonly at: readonly number[];
  /** What a stretch along this one costs for not being in the middle. */
  offMiddle(line: number): number;
}

function linesOf(
  { from, to, boxes }: Leg,
  axis: "column" | "row",
  size: "columns" | "rows",
): Lines {
  const ends = [from, to].map(({ cell }) => cell[axis]);
  const lines = new Set(ends);
  for (const end of [from, to]) {
    const out = outOf(end);
    if (out === undefined) continue;
    lines.add(end.cell[axis] + STEP[out]![axis === "column" ? 0 : 1]);
  }
  for (const box of boxes) {
    const last = box[axis] + box[size] - 1;
    for (const clear of [1, 2]) {
      lines.add(box[axis] - clear).add(last + clear);
    }
  }
  const middle = gapMiddle(boxes, axis, size) ?? middleOf(ends[0]!, ends[1]!);
  lines.add(middle);
  return {
    at: [...lines].sort((a, b) => a - b),
    offMiddle: (line) =>
      OFF_MIDDLE * Math.min(MOST_OFF_MIDDLE, Math.abs(line - middle)),
  };
}

/** The middle of what is between two boxes, if anything is. */
function gapMiddle(
  boxes: readonly CellRect[],
  axis: "column" | "row",
  size: "columns" | "rows",
): number | undefined {
  const [a, b] = boxes.toSorted((a, b) => a[axis] - b[axis]);
  if (a === undefined || b === undefined) return undefined;
  const first = a[axis] + a[size], last = b[axis] - 1;
  return first <= last ? middleOf(first, last) : undefined;
}

/** The next place in a direction, or -1. */
function neighbour(
  place: number,
  direction: Direction,
  columns: number,
  rows: number,
): number {
  const [across, down] = STEP[direction]!;
  const column = place % columns + across;
  const row = Math.floor(place / columns) + down;
  return column < 0 || column >= columns || row < 0 || row >= rows
    ? -1
    : row * columns + column;
}

/** What a straight way costs: all its cells but the first. */
function costOfWay(from: Cell, to: Cell, boxes: readonly CellRect[]): number {
  const [across, down] = [
    Math.sign(to.column - from.column),
    Math.sign(to.row - from.row),
  ];
  const way = around(
    { column: from.column + across, row: from.row + down },
    to,
  );
  let cost = LENGTH * lengthOf(from, to);
  for (const box of boxes) {
    cost += INSIDE * common(way, box);
    const beside = across !== 0
      ? { ...box, row: box.row - 1, rows: box.rows + 2 }
      : { ...box, column: box.column - 1, columns: box.columns + 2 };
    cost += (across !== 0 ? ALONG_ROW : ALONG_COLUMN) *
      (common(way, beside) - common(way, box));
  }
  return cost;
}

/** As it looks on screen: a row counts as two columns. */
function lengthOf(from: Cell, to: Cell): number {
  return Math.abs(to.column - from.column) + 2 * Math.abs(to.row - from.row);
}

function around(a: Cell, b: Cell): CellRect {
  return {
    column: Math.min(a.column, b.column),
    row: Math.min(a.row, b.row),
    columns: Math.abs(a.column - b.column) + 1,
    rows: Math.abs(a.row - b.row) + 1,
  };
}

/** How many cells two rectangles have in common. */
function common(a: CellRect, b: CellRect): number {
  const columns = Math.min(a.column + a.columns, b.column + b.columns) -
    Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) -
    Math.max(a.row, b.row);
  return columns > 0 && rows > 0 ? columns * rows : 0;
}

function directionOf(from: Cell, to: Cell): Direction | undefined {
  return DIRECTIONS.find((direction) => {
    const [across, down] = STEP[direction]!;
    return Math.sign(to.column - from.column) === across &&
      Math.sign(to.row - from.row) === down;
  });
}

/** The corners of the way to a state, its ends included. */
function cornersOf(
  last: number,
  cameFrom: Int32Array,
  cellAt: (place: number) => Cell,
): Cell[] {
  const corners: Cell[] = [cellAt(Math.floor(last / 4))];
  for (let state = last; state >= 0; state = cameFrom[state]!) {
    const before = cameFrom[state]!;
    const turns = before < 0 || before % 4 !== state % 4;
    if (turns) corners.push(cellAt(Math.floor(state / 4)));
  }
  return corners.reverse();
}
