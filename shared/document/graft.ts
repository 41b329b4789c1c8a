/**
 * Putting some shapes of one document into another one: how a replica goes back to what is
 * confirmed of a few shapes without touching the rest.
 *
 * @module
 */

import type { Document } from "./document.ts";
import { bury, forget, insertRecord } from "./write.ts";

/**
 * A document in which the shapes named are as they are in `source`: alive, dead, or unheard of.
 * It keeps its own `seq`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { Shape } from "../schema/shape.ts";
 * import { graft } from "./graft.ts";
 * import { fromShapes } from "./snapshot.ts";
 *
 * const circle = (id: string, x: number) => ({ id, type: "circle", x, y: 0, z: `a${x}` }) as Shape;
 * const confirmed = fromShapes([circle("a", 1), circle("b", 2)], 7);
 * const shown = fromShapes([circle("a", 5), circle("b", 6), circle("c", 7)], 9);
 * const back = graft(shown, ["a", "c"], confirmed);
 * assertEquals([...back.order].map(({ id, z }) => `${id} at ${z}`), ["a at a1", "b at a6"]);
 * assertEquals(back.seq, 9);
 * ```
 */
export function graft(
  document: Document,
  ids: Iterable<string>,
  source: Document,
): Document {
  let next = document;
  for (const id of ids) {
    const record = source.shapes.get(id);
    const grave = source.tombstones.get(id);
    if (record !== undefined) {
      if (record !== next.shapes.get(id)) next = insertRecord(next, record);
    } else if (grave !== undefined) {
      if (grave !== next.tombstones.get(id)) next = bury(next, id, grave);
    } else {
      next = forget(next, id);
    }
  }
  return next;
}
