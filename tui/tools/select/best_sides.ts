/**
 * From which side of one shape to which side of another an arrow looks best (T20).
 *
 * @module
 */

import { elbowRoute } from "../../../shared/geometry/elbow_route.ts";
import type { CellBox } from "../../../shared/raster/view.ts";
import type { Binding, Side } from "../../../shared/schema/properties.ts";
import { type ClosedShape, isPath } from "../../../shared/schema/shape.ts";
import { overlap, spanOf } from "../geometry/cells.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import type { Cell, ToolContext } from "../tool.ts";

/** The sides that an arrow leaves and enters. */
export interface Sides {
  readonly from: Side;
  readonly to: Side;
}

const SIDES: readonly Side[] = ["right", "bottom", "left", "top"];

/** What speaks against a way, in corners. */
const COST = {
  /** It runs through another shape. */
  through: 10,
  /** Arrows come out where it goes in, or go in where it comes out. */
  against: 3,
  /** Others do the same there: they share a stretch. */
  along: 0.5,
  /** A column, or half a row. */
  column: 1 / 40,
} as const;

/** Of all pairs of sides the one with the simplest way in between. */
export function bestSides(
  first: ClosedShape,
  last: ClosedShape,
  context: ToolContext,
): Sides {
  const boxes = {
    from: cellsOfShape(first, context.zoom),
    to: cellsOfShape(last, context.zoom),
  };
  const used = {
    from: endsAt(first.id, boxes.from, context),
    to: endsAt(last.id, boxes.to, context),
  };
  let best: Sides = { from: "right", to: "left" }, least = Infinity;
  for (const from of SIDES) {
    for (const to of SIDES) {
      const route = elbowRoute(
        [cellBeside(boxes.from, from), cellBeside(boxes.to, to)],
        { side: from, box: boxes.from },
        { side: to, box: boxes.to },
      );
      const cost = route.length - 2 + costOf(route, [first, last], context) +
        COST.against * (used.from.ends(from) + used.to.starts(to)) +
        COST.along * (used.from.starts(from) + used.to.ends(to));
      if (cost >= least) continue;
      least = cost;
      best = { from, to };
    }
  }
  return best;
}

/** The cell just outside of the middle of a side. */
export function cellBeside(
  { column, row, columns, rows }: CellBox,
  side: Side,
): Cell {
  const middle = {
    column: column + Math.floor(columns / 2),
    row: row + Math.floor(rows / 2),
  };
  switch (side) {
    case "top":
      return { ...middle, row: row - 1 };
    case "right":
      return { ...middle, column: column + columns };
    case "bottom":
      return { ...middle, row: row + rows };
    case "left":
      return { ...middle, column: column - 1 };
  }
}

/** What the length of a way costs, and what is in it. */
function costOf(
  route: readonly Cell[],
  ends: readonly ClosedShape[],
  { touching, zoom }: ToolContext,
): number {
  let columns = 0;
  const crossed = new Set<string>();
  for (const [index, cell] of route.slice(1).entries()) {
    const leg = spanOf(route[index]!, cell);
    columns += leg.columns + 2 * leg.rows;
    for (const shape of touching(leg)) {
      if (isPath(shape) || ends.some(({ id }) => id === shape.id)) continue;
      if (overlap(leg, cellsOfShape(shape, zoom))) crossed.add(shape.id);
    }
  }
  return COST.column * columns + COST.through * crossed.size;
}

/** How many lines begin and end at each side of a shape. */
function endsAt(
  id: string,
  { column, row, columns, rows }: CellBox,
  { touching }: ToolContext,
): { starts(side: Side): number; ends(side: Side): number } {
  const around = {
    column: column - 1,
    row: row - 1,
    columns: columns + 2,
    rows: rows + 2,
  };
  const paths = touching(around).filter(isPath);
  const count = (side: Side, end: (path: typeof paths[0]) => Binding | null) =>
    paths.filter((path) => end(path)?.id === id && end(path)?.side === side)
      .length;
  return {
    starts: (side) => count(side, ({ start }) => start),
    ends: (side) => count(side, ({ end }) => end),
  };
}
