/**
 * An arrow between two shapes that are there, without steering the cursor to either (T20).
 *
 * @module
 */

import {
  boxOf,
  type ClosedShape,
  isClosed,
  isPath,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { bindingsOf } from "../geometry/bound_end.ts";
import { farCornerOf } from "../geometry/cells.ts";
import { pathGeometry } from "../geometry/path_geometry.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import { wayAhead } from "../geometry/way_ahead.ts";
import type { Cell, CellVector, ToolContext, ToolView } from "../tool.ts";
import {
  bestSides,
  cellBeside,
  middleOfSide,
  type Sides,
} from "./best_sides.ts";

/** An arrow from one shape to another, before it is drawn. */
export interface Joining {
  readonly kind: "joining";
  readonly from: string;
  readonly to: string;
  /** The shapes that it may go to, in Tab's order. */
  readonly targets: readonly string[];
  readonly sides: Sides;
  readonly arrowId: string;
}

/**
 * An arrow begins, to the nearest of the shapes that are not joined with `from` yet, or with
 * `by` -1 to the last one in that order; `null` if there is no other shape.
 */
export function join(
  from: string,
  by: 1 | -1,
  context: ToolContext,
): Joining | null {
  const targets = targetsOf(from, context);
  const to = targets.at(by > 0 ? 0 : -1);
  if (to === undefined) return null;
  const arrowId = context.newId();
  return towards({ kind: "joining", from, to, targets, arrowId }, context);
}

/** Tab: to the next shape, or the one before, that is still there. */
export function goOnJoining(
  joining: Joining,
  by: 1 | -1,
  context: ToolContext,
): Joining | null {
  const { shapes } = context.document;
  const targets = joining.targets.filter((id) =>
    id === joining.to || shapes.has(id)
  );
  const at = targets.indexOf(joining.to);
  const to = targets.at((at + by) % targets.length)!;
  return towards({ ...joining, to }, context);
}

/**
 * An arrow key: to the nearest shape that lies that way from where the arrow begins; where it goes
 * that way already, to the next one further on.
 */
export function aimed(
  joining: Joining,
  by: CellVector,
  context: ToolContext,
): Joining | null {
  const from = middleOf(joining.from, context);
  const now = middleOf(joining.to, context);
  if (from === null || now === null) return joining;
  const here = wayAhead(from, now, by) === null ? from : now;
  let to = joining.to, least = Infinity;
  for (const id of joining.targets) {
    const there = middleOf(id, context);
    const way = there && wayAhead(here, there, by);
    if (way === null || way >= least) continue;
    least = way;
    to = id;
  }
  return towards({ ...joining, to }, context);
}

/** The arrow, and the corner of what it goes to; `null` if one of the two is gone. */
export function joined(
  { from, to, sides, arrowId }: Joining,
  view: ToolView,
): { arrow: ShapeInput; far: Cell } | null {
  const first = closedOf(from, view), last = closedOf(to, view);
  if (first === null || last === null) return null;
  const { zoom } = view;
  const far = cellsOfShape(last, zoom);
  const ends = {
    from: cellBeside(cellsOfShape(first, zoom), middleOfSide(sides.from)),
    to: cellBeside(far, middleOfSide(sides.to)),
  };
  const ties = bindingsOf({ ...ends, nearFrom: [first], nearTo: [last] }, zoom);
  const { stroke, color } = first;
  return {
    arrow: {
      id: arrowId,
      type: "arrow",
      ...pathGeometry(ends.from, ends.to, zoom),
      start: ties.start ?? { id: from, side: sides.from, ratio: 0.5 },
      end: ties.end ?? { id: to, side: sides.to, ratio: 0.5 },
      route: "elbow",
      stroke,
      color,
    },
    far: farCornerOf(far),
  };
}

/** With an arrow from the best side of one to the best side of the other. */
function towards(
  joining: Omit<Joining, "sides">,
  context: ToolContext,
): Joining | null {
  const first = closedOf(joining.from, context);
  const last = closedOf(joining.to, context);
  return first === null || last === null
    ? null
    : { ...joining, sides: bestSides(first, last, context) };
}

/** The other closed shapes, the nearest first; those joined with `from` already last. */
function targetsOf(from: string, view: ToolView): string[] {
  const here = middleOf(from, view);
  if (here === null) return [];
  const found: { id: string; way: number }[] = [];
  const known = new Set<string>();
  for (const { shape } of view.document.shapes.values()) {
    if (isPath(shape)) {
      if (shape.start?.id === from && shape.end) known.add(shape.end.id);
      if (shape.end?.id === from && shape.start) known.add(shape.start.id);
      continue;
    }
    const there = shape.id === from ? null : middleOf(shape.id, view);
    if (there === null) continue;
    const way = Math.hypot(there.x - here.x, there.y - here.y);
    found.push({ id: shape.id, way });
  }
  found.sort((a, b) =>
    Number(known.has(a.id)) - Number(known.has(b.id)) || a.way - b.way ||
    (a.id < b.id ? -1 : 1)
  );
  return found.map(({ id }) => id);
}

function middleOf(
  id: string,
  view: ToolView,
): Point | null {
  const shape = closedOf(id, view);
  if (shape === null) return null;
  const { x, y, width, height } = boxOf(shape);
  return { x: x + width / 2, y: y + height / 2 };
}

function closedOf(id: string, { document }: ToolView): ClosedShape | null {
  const shape = document.shapes.get(id)?.shape;
  return shape !== undefined && isClosed(shape) ? shape : null;
}
