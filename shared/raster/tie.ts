/**
 * Where the end of a line meets the shape that it is bound to (R2, R10, R32).
 *
 * @module
 */

import type { RouteTie } from "../geometry/elbow_route.ts";
import type { Cell } from "../geometry/line_cells.ts";
import type { Binding, Side } from "../schema/properties.ts";
import { boxOf, type ClosedShape, type PathShape } from "../schema/shape.ts";
import { SIDE } from "./arms.ts";
import type { Lens } from "./layers.ts";
import { rasterizerOf } from "./shapes/shapes.ts";
import { sameTargets, type Targets } from "./targets.ts";
import { cellsOfBox, round } from "./view.ts";

/** A bound end of a line, in cells. */
export interface Tie extends RouteTie {
  /** Just outside of the side of the target's box: up to here the line keeps out of it. */
  readonly cell: Cell;
  /** Just outside of the border: the line's last cell, which has its head. */
  readonly touch: Cell;
  readonly border: Cell;
  readonly head: boolean;
  /** Does the border have arms there, which another joins? */
  readonly joins: boolean;
  /** The way from touch to border. */
  readonly inward: Inward;
}

/** Both ends are free. */
export const UNTIED: Ties = { start: null, end: null };

/** A step into a shape, and the side of a cell that it goes through. */
export interface Inward {
  readonly columns: number;
  readonly rows: number;
  readonly side: number;
}

/** Where both ends of a line meet what they are bound to; `null` for free ends. */
export interface Ties {
  readonly start: Tie | null;
  readonly end: Tie | null;
}

const INWARD: Readonly<Record<Side, Inward>> = {
  top: { columns: 0, rows: 1, side: SIDE.down },
  right: { columns: -1, rows: 0, side: SIDE.left },
  bottom: { columns: 0, rows: -1, side: SIDE.up },
  left: { columns: 1, rows: 0, side: SIDE.right },
};

interface Known {
  readonly targets: Targets;
  readonly zoom: Lens["zoom"];
  readonly charset: Lens["charset"];
  readonly ties: Ties;
}

// A line in sight is drawn again whenever something near it changes, mostly as it was.
const known = new WeakMap<PathShape, Known>();

/**
 * Where the ends of a line meet their targets, as a viewer sees it. The same object as long as
 * nothing has changed.
 */
export function tiesOf(shape: PathShape, targets: Targets, lens: Lens): Ties {
  const { zoom, charset } = lens;
  const before = known.get(shape);
  if (
    before?.zoom === zoom && before.charset === charset &&
    sameTargets(before.targets, targets)
  ) return before.ties;
  const ties = {
    start: tieOf(targets.start, shape.start, shape.startHead, lens),
    end: tieOf(targets.end, shape.end, shape.endHead, lens),
  };
  known.set(shape, { targets, zoom, charset, ties });
  return ties;
}

function tieOf(
  target: ClosedShape | null,
  binding: Binding | null,
  head: PathShape["endHead"],
  lens: Lens,
): Tie | null {
  if (target === null || binding === null) return null;
  const { side, ratio } = binding;
  const box = cellsOfBox(boxOf(target), lens.zoom);
  const inward = INWARD[side];
  const { columns, rows } = inward;
  const upright = rows === 0;
  const cell = upright
    ? {
      column: columns > 0 ? box.column - 1 : box.column + box.columns,
      row: box.row + round(ratio * (box.rows - 1)),
    }
    : {
      column: box.column + round(ratio * (box.columns - 1)),
      row: rows > 0 ? box.row - 1 : box.row + box.rows,
    };
  const inside = (steps: number): Cell => ({
    column: cell.column + steps * columns,
    row: cell.row + steps * rows,
  });
  const { contains, joins } = rasterizerOf(target);
  const isIn = (steps: number) => contains!(target, inside(steps), lens);
  // From its side to its middle a shape only grows wider.
  let out = 0, within = Math.ceil((upright ? box.columns : box.rows) / 2);
  if (isIn(1)) within = 1;
  while (within - out > 1) {
    const between = Math.floor((out + within) / 2);
    if (isIn(between)) within = between;
    else out = between;
  }
  return {
    side,
    box,
    cell,
    touch: inside(within - 1),
    border: inside(within),
    head: head === "arrow",
    joins: joins!(target, lens),
    inward,
  };
}
