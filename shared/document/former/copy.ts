/**
 * A drawing as operations that make it in an empty room.
 *
 * @module
 */

import type { Op } from "../../schema/op.ts";
import { isPath } from "../../schema/shape.ts";
import type { Document } from "../document.ts";

/**
 * Creates every shape under its own id, from back to front. They may be sent in any number of
 * transactions: lines are tied once what they are bound to is there.
 */
export function* copyOf({ order, shapes }: Document): Generator<Op> {
  const made = new Set<string>();
  const untied: Op[] = [];
  for (const { id } of order) {
    const { shape } = shapes.get(id)!;
    yield { op: "create", shape };
    made.add(id);
    if (!isPath(shape)) continue;
    const { start, end, points } = shape;
    if ([start, end].some((bound) => bound !== null && !made.has(bound.id))) {
      untied.push({ op: "set", id, props: { start, end, points } });
    }
  }
  yield* untied;
}
