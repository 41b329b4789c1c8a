/**
 * The part of a drawing that goes out: all of it, some shapes, or what meets a box.
 *
 * @module
 */

import { resolved, targetOf } from "../document/bindings.ts";
import type { Document } from "../document/document.ts";
import { Scene } from "../raster/scene.ts";
import { isPath, type Shape } from "../schema/shape.ts";
import type { Box } from "../schema/units.ts";

/** Which shapes to take; all when nothing is said. */
export interface Part {
  /** These, of those that are live. */
  readonly ids?: Iterable<string>;
  /** Those that meet this box, in world units, where they are drawn. */
  readonly box?: Box;
}

/**
 * Takes shapes out of a drawing, from back to front, so that they stand on their own: ends of
 * lines are where they are drawn, and bound only to what comes along.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { takeShapes } from "./take.ts";
 *
 * assertEquals(takeShapes(EMPTY_DOCUMENT, { ids: ["gone"] }), []);
 * ```
 */
export function takeShapes(document: Document, part: Part = {}): Shape[] {
  return [...takeInSteps(document, part)];
}

/** The same, one after the other. */
export function* takeInSteps(
  document: Document,
  part: Part = {},
): Generator<Shape, void> {
  const taken = idsOf(document, part);
  for (const { id } of document.order) {
    if (!taken.has(id)) continue;
    yield onItsOwn(document, document.shapes.get(id)!.shape, taken);
  }
}

/** Which shapes come along. */
type Taken = Pick<ReadonlySet<string>, "has">;

function idsOf(document: Document, { ids, box }: Part): Taken {
  if (box !== undefined) {
    return new Set(new Scene(document).query(box).map(({ id }) => id));
  }
  return ids === undefined ? document.shapes : new Set(ids);
}

function onItsOwn(
  document: Document,
  stored: Shape,
  taken: Taken,
): Shape {
  const shape = resolved(document, stored);
  if (!isPath(shape)) return shape;
  const kept = (end: typeof shape.start) =>
    end !== null && taken.has(end.id) && targetOf(document, end) !== null
      ? end
      : null;
  return { ...shape, start: kept(shape.start), end: kept(shape.end) };
}
