/**
 * Arrows take other sides where the shapes that they join have been moved so that the way between
 * the old ones has become a detour, or leads through others (R32, T20).
 *
 * @module
 */

import { targetOf } from "../../../shared/document/bindings.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { Binding } from "../../../shared/schema/properties.ts";
import {
  type ClosedShape,
  isClosed,
  isPath,
  type PathShape,
} from "../../../shared/schema/shape.ts";
import { overlap } from "../geometry/cells.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import { isLocked } from "../shapes/locked.ts";
import type { ToolContext } from "../tool.ts";
import { bestSides, sidesCost } from "./best_sides.ts";
import type { Offset } from "./carrying.ts";

/** The sides at which an arrow is tied from now on. */
export interface Turned {
  readonly id: string;
  readonly props: { readonly start: Binding; readonly end: Binding };
}

/** So much worse than the best way, in corners, is a detour. Less is a matter of taste. */
const DETOUR = 2;
/** Of more lines, or more shapes that move, arrows stay at their sides: each is looked at. */
const MOST = 64;

/**
 * The arrows that take other sides when shapes move. Those whose way was a detour before were
 * drawn so on purpose, and keep it.
 */
export function turnedBy(
  moved: readonly string[],
  offset: Offset,
  context: ToolContext,
): Turned[] {
  const lines = linesOf(moved, context);
  if (moved.length > MOST || lines.length > MOST) return [];
  const then = movedBy(new Set(moved), offset, context);
  return lines.flatMap((line): Turned[] => {
    const before = joint(line, context), after = joint(line, then);
    if (before === null || after === null) return [];
    const cost = costOf(after, then);
    if (cost < DETOUR || isDetour(before, context)) return [];
    const best = bestJoint(after, then);
    if (cost - costOf(best, then) < DETOUR) return [];
    const { start, end } = best;
    return [{ id: line.id, props: { start, end } }];
  });
}

/** An arrow and the two shapes that it joins. */
interface Joint {
  readonly id: string;
  readonly first: ClosedShape;
  readonly last: ClosedShape;
  readonly start: Binding;
  readonly end: Binding;
}

/** Lines in right angles between what moves and what does not, each once. */
function linesOf(
  moved: readonly string[],
  { document }: ToolContext,
): PathShape[] {
  const going = new Set(moved);
  const ids = new Set(moved.flatMap((id) => [...document.bound.get(id) ?? []]));
  return [...ids].map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined && isPath(shape))
    .filter(({ id, route, points, start, end }) =>
      route === "elbow" && points.length === 2 && !going.has(id) &&
      start !== null && end !== null &&
      going.has(start.id) !== going.has(end.id) && !isLocked(document, id)
    );
}

function joint(
  { id, start, end }: PathShape,
  { document }: ToolContext,
): Joint | null {
  const first = targetOf(document, start), last = targetOf(document, end);
  return first === null || last === null
    ? null
    : { id, first, last, start: start!, end: end! };
}

function costOf({ id, first, last, start, end }: Joint, context: ToolContext) {
  return sidesCost(first, last, { from: start, to: end }, context, id);
}

// While something is carried, what there was before is asked at every step.
const detours = new WeakMap<Document, Map<string, boolean>>();

function isDetour(joint: Joint, context: ToolContext): boolean {
  const { document, zoom } = context;
  const known = detours.get(document) ?? new Map<string, boolean>();
  detours.set(document, known);
  const key = `${zoom} ${joint.id}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const best = bestJoint(joint, context);
  const is = costOf(joint, context) - costOf(best, context) >= DETOUR;
  known.set(key, is);
  return is;
}

/** The same by the best sides; an end that keeps its side keeps its place on it. */
function bestJoint(joint: Joint, context: ToolContext): Joint {
  const { id, first, last, start, end } = joint;
  const { from, to } = bestSides(first, last, context, id);
  const at = (tie: Binding, side: Binding["side"]) =>
    tie.side === side ? tie : { id: tie.id, side, ratio: 0.5 };
  return { ...joint, start: at(start, from), end: at(end, to) };
}

/** What a tool will see when some shapes have been moved. */
function movedBy(
  ids: ReadonlySet<string>,
  { dx, dy }: Offset,
  context: ToolContext,
): ToolContext {
  let { shapes } = context.document;
  const boxes: ClosedShape[] = [];
  for (const id of ids) {
    const record = shapes.get(id);
    if (record === undefined) continue;
    const { x, y } = record.shape;
    const shape = { ...record.shape, x: x + dx, y: y + dy };
    shapes = shapes.set(id, { ...record, shape });
    if (isClosed(shape)) boxes.push(shape);
  }
  return {
    ...context,
    document: { ...context.document, shapes },
    touching: (cells) => [
      ...context.touching(cells).filter(({ id }) => !ids.has(id)),
      ...boxes.filter((shape) =>
        overlap(cells, cellsOfShape(shape, context.zoom))
      ),
    ],
  };
}
