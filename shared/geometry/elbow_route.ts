/**
 * Routes in right angles.
 *
 * @module
 */

import type { Cell } from "./line_cells.ts";

/** The side of a box that a route leaves or enters. */
export type RouteSide = "top" | "right" | "bottom" | "left";

/**
 * Corners of a route that goes through some cells by horizontal and vertical stretches alone.
 *
 * @param startSide, endSide the sides of the boxes that its ends are tied to: a route leaves a
 * box at a right angle. An end that is free goes along the longer way on screen, where a cell
 * is twice as high as wide.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { elbowRoute } from "./elbow_route.ts";
 *
 * const from = { column: 0, row: 0 }, to = { column: 8, row: 2 };
 * assertEquals(elbowRoute([from, to]), [
 *   from,
 *   { column: 4, row: 0 },
 *   { column: 4, row: 2 },
 *   to,
 * ]);
 * ```
 */
export function elbowRoute(
  cells: readonly Cell[],
  startSide?: RouteSide,
  endSide?: RouteSide,
): Cell[] {
  const route: Cell[] = cells.slice(0, 1);
  cells.slice(1).forEach((to, index) => {
    const from = cells[index]!;
    const wide = Math.abs(to.column - from.column) >=
      2 * Math.abs(to.row - from.row);
    const first = index === 0 && startSide ? isHorizontal(startSide) : wide;
    const last = index === cells.length - 2 && endSide
      ? isHorizontal(endSide)
      : startSide && index === 0
      ? first
      : wide;
    route.push(...bends(from, to, first, last), to);
  });
  return withoutRepeats(route);
}

function isHorizontal(side: RouteSide): boolean {
  return side === "left" || side === "right";
}

function bends(from: Cell, to: Cell, first: boolean, last: boolean): Cell[] {
  if (first !== last) {
    return first
      ? [{ column: to.column, row: from.row }]
      : [{ column: from.column, row: to.row }];
  }
  if (first) {
    const column = Math.floor((from.column + to.column) / 2);
    return [{ column, row: from.row }, { column, row: to.row }];
  }
  const row = Math.floor((from.row + to.row) / 2);
  return [{ column: from.column, row }, { column: to.column, row }];
}

function withoutRepeats(cells: readonly Cell[]): Cell[] {
  return cells.filter((cell, index) => {
    const before = cells[index - 1];
    return before?.column !== cell.column || before.row !== cell.row;
  });
}
