/**
 * Lines whose ends follow a closed shape (E3, R2, R32).
 *
 * A binding ties an end of a line, its `start` or `end`, to a shape, its target. That is written once;
 * `points` keep where the end was then, and where it is to be drawn follows from where the target is
 * now ({@linkcode resolvedPoints}). So who moves a shape writes to no line. An end that is let go takes
 * the place where it was drawn into `points`: from then on these say where it is.
 *
 * @module
 */

import { Set } from "immutable";
import { MAX_COORDINATE } from "../schema/limits.ts";
import type { Binding, RegisterName } from "../schema/properties.ts";
import {
  boxOf,
  type ClosedShape,
  isClosed,
  isPath,
  type PathShape,
  type Shape,
} from "../schema/shape.ts";
import {
  CELL_HEIGHT,
  CELL_WIDTH,
  cellCentre,
  type Point,
} from "../schema/units.ts";
import type { Document } from "./document.ts";

/** Points relative to their shape's `x`, `y`. */
export type Points = PathShape["points"];

// `floor(v + ½)`, as boxes become cells (R2).
const round = (value: number) => Math.floor(value + 0.5);

/**
 * Where an end lies that is bound to `target`: the centre of the cell, at 100 %, just outside of
 * the side, `ratio` of the way along it.
 *
 * @returns a point in world units.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { endPoint } from "./bindings.ts";
 * import type { ClosedShape } from "../schema/shape.ts";
 *
 * const box = { type: "rectangle", x: 80, y: 160, width: 88, height: 48 } as ClosedShape;
 * // It covers columns 10 to 20 and rows 10 to 12; the end lies in column 21, row 11.
 * assertEquals(endPoint(box, { id: "box", side: "right", ratio: 0.5 }), { x: 172, y: 184 });
 * ```
 */
export function endPoint(target: ClosedShape, binding: Binding): Point {
  const box = boxOf(target);
  const left = round(box.x / CELL_WIDTH), top = round(box.y / CELL_HEIGHT);
  const right = Math.max(left, round((box.x + box.width) / CELL_WIDTH) - 1);
  const bottom = Math.max(top, round((box.y + box.height) / CELL_HEIGHT) - 1);
  const along = (from: number, to: number) =>
    from + round(binding.ratio * (to - from));
  switch (binding.side) {
    case "top":
      return cellCentre(along(left, right), top - 1);
    case "bottom":
      return cellCentre(along(left, right), bottom + 1);
    case "left":
      return cellCentre(left - 1, along(top, bottom));
    case "right":
      return cellCentre(right + 1, along(top, bottom));
  }
}

/** The shape that a binding holds on to, or `null` if it is not live or has no inside. */
export function targetOf(
  document: Document,
  binding: Binding | null,
): ClosedShape | null {
  if (binding === null) return null;
  const target = document.shapes.get(binding.id)?.shape;
  return target !== undefined && isClosed(target) ? target : null;
}

/**
 * The points of a line with its bound ends where their targets are now.
 *
 * @returns points relative to the line's `x`, `y`; the line's own array if nothing differs.
 */
export function resolvedPoints(document: Document, path: PathShape): Points {
  const { points } = path;
  const last = points.length - 1;
  const start = resolvedEnd(document, path, path.start) ?? points[0]!;
  const end = resolvedEnd(document, path, path.end) ?? points[last]!;
  if (same(start, points[0]!) && same(end, points[last]!)) return points;
  return [start, ...points.slice(1, last), end];
}

/** A line as it is to be drawn, its bound ends at their targets; any other shape as it is. */
export function resolved<S extends Shape>(document: Document, shape: S): S {
  if (!isPath(shape)) return shape;
  const points = resolvedPoints(document, shape);
  return points === shape.points ? shape : { ...shape, points };
}

function resolvedEnd(
  document: Document,
  path: PathShape,
  binding: Binding | null,
): Points[number] | null {
  const target = targetOf(document, binding);
  if (target === null) return null;
  const { x, y } = endPoint(target, binding!);
  return [withinBounds(x - path.x), withinBounds(y - path.y)];
}

// Two shapes at opposite ends of the world are further apart than a coordinate may be.
function withinBounds(offset: number): number {
  return Math.max(-MAX_COORDINATE, Math.min(MAX_COORDINATE, offset));
}

function same(a: Points[number], b: Points[number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** The registers of a line that are written when what its ends are bound to, `id`, goes. */
export function registersTiedTo(line: Shape, id: string): RegisterName[] {
  if (!isPath(line)) return [];
  const ends = (["start", "end"] as const).filter((end) =>
    line[end]?.id === id
  );
  return ends.length > 0 ? [...ends, "points"] : [];
}

/** Ids that a shape's ends are bound to. */
function targets(shape: Shape | null): (string | undefined)[] {
  return shape !== null && isPath(shape)
    ? [shape.start?.id, shape.end?.id]
    : [];
}

/** The index of bound lines after a shape became another; `null` for not being there. */
export function reindexBindings(
  bound: Document["bound"],
  before: Shape | null,
  after: Shape | null,
): Document["bound"] {
  const old = targets(before), now = targets(after);
  const id = (before ?? after)!.id;
  for (const target of old) {
    if (target === undefined || now.includes(target)) continue;
    const rest = bound.get(target)?.delete(id);
    bound = rest === undefined || rest.isEmpty()
      ? bound.delete(target)
      : bound.set(target, rest);
  }
  for (const target of now) {
    if (target === undefined || old.includes(target)) continue;
    bound = bound.set(target, (bound.get(target) ?? Set()).add(id));
  }
  return bound;
}
