/**
 * A leg of a route in right angles: from one of its cells to the next.
 *
 * @module
 */

import type { Cell, CellRect } from "./line_cells.ts";

/** The side of a box that a route leaves or enters. */
export type RouteSide = "top" | "right" | "bottom" | "left";

/** What an end of a route is tied to. */
export interface RouteTie {
  /** The route leaves this side of the box at a right angle. */
  readonly side: RouteSide;
  /** Cells that the route keeps out of, if there is a way around them. */
  readonly box: CellRect;
  /** Has the end a head? Its cell is no place for a corner, if another will do. */
  readonly head?: boolean;
}

/** An end of a leg. */
export interface LegEnd {
  readonly cell: Cell;
  readonly tie: RouteTie | undefined;
}

/** What a leg goes between, and around. */
export interface Leg {
  readonly from: LegEnd;
  readonly to: LegEnd;
  /** Boxes to keep out of: of the whole route, not of this leg alone. */
  readonly boxes: readonly CellRect[];
}

/** Up, right, down, left: opposite directions differ by 2. */
export type Direction = 0 | 1 | 2 | 3;

/** Columns and rows of a step in each direction. */
export const STEP: readonly (readonly [columns: number, rows: number])[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
];

const OUT: Readonly<Record<RouteSide, Direction>> = {
  top: 0,
  right: 1,
  bottom: 2,
  left: 3,
};

/** The direction in which a route leaves an end; `undefined` for a free one. */
export function outOf({ tie }: LegEnd): Direction | undefined {
  return tie === undefined ? undefined : OUT[tie.side];
}

/** Is the longer way between two cells, as it looks on screen, the horizontal one? */
export function isWide(from: Cell, to: Cell): boolean {
  return Math.abs(to.column - from.column) >= 2 * Math.abs(to.row - from.row);
}

/** The middle of two columns or rows; the left or upper one of two. */
export function middleOf(a: number, b: number): number {
  return Math.floor((a + b) / 2);
}

/** The route with the fewest corners where nothing is in the way: straight, an L or a Z. */
export function freeLeg({ from, to }: Leg): Cell[] {
  const a = from.cell, b = to.cell;
  if (a.column === b.column || a.row === b.row) return [a, b];
  const axis = (end: LegEnd) => {
    const out = outOf(end);
    return out === undefined ? isWide(a, b) : out % 2 === 1;
  };
  const first = axis(from), last = axis(to);
  if (first !== last) {
    return first
      ? [a, { column: b.column, row: a.row }, b]
      : [a, { column: a.column, row: b.row }, b];
  }
  if (first) {
    const column = middleOf(a.column, b.column);
    return [a, { column, row: a.row }, { column, row: b.row }, b];
  }
  const row = middleOf(a.row, b.row);
  return [a, { column: a.column, row }, { column: b.column, row }, b];
}

/** A strict order of ends that does not depend on where in the world they are. */
export function isBefore(a: LegEnd, b: LegEnd): boolean {
  const first = keyOf(a, a.cell), second = keyOf(b, a.cell);
  const differs = first.findIndex((value, index) => value !== second[index]);
  return differs >= 0 && first[differs]! < second[differs]!;
}

function keyOf({ cell, tie }: LegEnd, origin: Cell): number[] {
  const ends = [cell.column - origin.column, cell.row - origin.row];
  if (tie === undefined) return [...ends, -1, 0, 0, 0, 0, 0];
  const { side, box } = tie;
  return [
    ...ends,
    OUT[side],
    box.column - origin.column,
    box.row - origin.row,
    box.columns,
    box.rows,
    tie.head ? 1 : 0,
  ];
}
