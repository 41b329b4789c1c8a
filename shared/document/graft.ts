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
 * import { EMPTY_DOCUMENT } from "./document.ts";
 * import { graft } from "./graft.ts";
 *
 * assertEquals(graft(EMPTY_DOCUMENT, ["a"], EMPTY_DOCUMENT), EMPTY_DOCUMENT);
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
