/**
 * Routes in right angles (R31).
 *
 * @module
 */

import type { Cell, CellRect } from "./line_cells.ts";
import {
  freeLeg,
  isBefore,
  type Leg,
  type LegEnd,
  type RouteSide,
  type RouteTie,
} from "./route_leg.ts";
import { isClear, searchLeg } from "./route_search.ts";

export type { RouteSide, RouteTie };

/**
 * Corners of a route that goes through some cells by horizontal and vertical stretches alone.
 *
 * A tied end leaves its box at a right angle; a free one goes along the longer way on screen,
 * where a cell is twice as high as wide. Of all routes outside of both boxes it is one with the
 * fewest corners; of those a short one, with a cell between itself and a box where there is
 * room, and in the middle of what it passes through. From end to start it takes the same way,
 * and it does not depend on where in the world it is.
 *
 * @param start, end what the first and the last cell are tied to; each cell lies just outside
 * of its side.
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
  start?: RouteTie,
  end?: RouteTie,
): Cell[] {
  const boxes = [start, end].flatMap((tie) => tie === undefined ? [] : tie.box);
  const route: Cell[] = cells.slice(0, 1);
  for (let index = 1; index < cells.length; index++) {
    const from = {
      cell: cells[index - 1]!,
      tie: index === 1 ? start : undefined,
    };
    const to = {
      cell: cells[index]!,
      tie: index === cells.length - 1 ? end : undefined,
    };
    route.push(...legRoute(from, to, boxes).slice(1));
  }
  return withoutRepeats(route);
}

/** Found in one direction only, so that both directions agree wherever there is a choice. */
function legRoute(
  from: LegEnd,
  to: LegEnd,
  boxes: readonly CellRect[],
): Cell[] {
  if (isBefore(to, from)) return legRoute(to, from, boxes).reverse();
  const leg: Leg = { from, to, boxes };
  const simple = freeLeg(leg);
  return boxes.length === 0 || isClear(simple, leg) ? simple : searchLeg(leg);
}

function withoutRepeats(cells: readonly Cell[]): Cell[] {
  return cells.filter((cell, index) => {
    const before = cells[index - 1];
    return before?.column !== cell.column || before.row !== cell.row;
  });
}
