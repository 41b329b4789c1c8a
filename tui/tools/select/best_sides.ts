/**
 * From which side of one shape to which side of another an arrow looks best (T20).
 *
 * @module
 */

import { elbowRoute } from "../../../shared/geometry/elbow_route.ts";
import { type CellBox, round } from "../../../shared/raster/view.ts";
import type { Binding, Side } from "../../../shared/schema/properties.ts";
import {
  type ClosedShape,
  isPath,
  type PathShape,
} from "../../../shared/schema/shape.ts";
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

/**
 * Of all pairs of sides the one with the simplest way in between.
 *
 * @param line the arrow, if it is there already: it is not in its own way.
 */
export function bestSides(
  first: ClosedShape,
  last: ClosedShape,
  context: ToolContext,
  line?: string,
): Sides {
  let best: Sides = { from: "right", to: "left" }, least = Infinity;
  for (const from of SIDES) {
    for (const to of SIDES) {
      const places = { from: middleOfSide(from), to: middleOfSide(to) };
      const cost = sidesCost(first, last, places, context, line);
      if (cost >= least) continue;
      least = cost;
      best = { from, to };
    }
  }
  return best;
}

/** A place on a side of a shape. */
type Place = Pick<Binding, "side" | "ratio">;

/** What speaks against an arrow from a place on one shape to a place on another, in corners. */
export function sidesCost(
  first: ClosedShape,
  last: ClosedShape,
  { from, to }: { readonly from: Place; readonly to: Place },
  context: ToolContext,
  line?: string,
): number {
  const boxes = {
    from: cellsOfShape(first, context.zoom),
    to: cellsOfShape(last, context.zoom),
  };
  const used = {
    from: endsAt(first.id, context, line),
    to: endsAt(last.id, context, line),
  };
  const route = elbowRoute(
    [cellBeside(boxes.from, from), cellBeside(boxes.to, to)],
    { side: from.side, box: boxes.from },
    { side: to.side, box: boxes.to },
  );
  return cornersOf(route, from.side, to.side) +
    costOf(route, [first, last], context) +
    COST.against * (used.from.ends(from.side) + used.to.starts(to.side)) +
    COST.along * (used.from.starts(from.side) + used.to.ends(to.side));
}

/** Corners of a way, with those in the cells beside the shapes. */
function cornersOf(route: readonly Cell[], from: Side, to: Side): number {
  const bends = (cell: Cell, next: Cell | undefined, side: Side) =>
    next !== undefined &&
    (side === "left" || side === "right"
      ? cell.row !== next.row
      : cell.column !== next.column);
  return route.length - 2 + Number(bends(route[0]!, route[1], from)) +
    Number(bends(route.at(-1)!, route.at(-2), to));
}

/** The place in the middle of a side. */
export function middleOfSide(side: Side): Place {
  return { side, ratio: 0.5 };
}

/** The cell just outside of a side. */
export function cellBeside(
  { column, row, columns, rows }: CellBox,
  { side, ratio }: Place,
): Cell {
  const middle = {
    column: column + round(ratio * (columns - 1)),
    row: row + round(ratio * (rows - 1)),
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

/** How many lines begin and end at each side of a shape, but for one. */
function endsAt(
  id: string,
  { document }: ToolContext,
  but: string | undefined,
): { starts(side: Side): number; ends(side: Side): number } {
  const paths = [...document.bound.get(id) ?? []]
    .filter((line) => line !== but)
    .map((line) => document.shapes.get(line)!.shape as PathShape);
  const count = (side: Side, end: "start" | "end") =>
    paths.filter((path) => path[end]?.id === id && path[end]?.side === side)
      .length;
  return {
    starts: (side) => count(side, "start"),
    ends: (side) => count(side, "end"),
  };
}
