/**
 * The one function that makes the next document of a document and a committed event.
 *
 * @module
 */

import type { CanonicalOp, RoomEvent } from "../schema/event.ts";
import type { Document } from "./document.ts";
import { applyOp, touchedBy } from "./ops/rules.ts";
import type { Author } from "./write.ts";

/** A document, and the ids of the shapes in which it differs from the one before. */
export interface Applied {
  readonly document: Document;
  /**
   * Shapes that were created, changed, restacked or deleted, and the lines that are bound to
   * them: where these ids were drawn, and where they are drawn now, is what to redraw.
   */
  readonly changed: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Applies a committed event. Events are applied once and in the order of their `seq`: one that
 * the document has seen already is skipped, and the same document returned.
 *
 * @throws {RangeError} if an event is missing in between: resume from the document's `seq`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { apply } from "./apply.ts";
 * import { decide } from "./decide.ts";
 * import { EMPTY_DOCUMENT } from "./document.ts";
 *
 * const decision = decide(EMPTY_DOCUMENT, {
 *   ops: [{ op: "create", shape: { id: "c", type: "circle", x: 100, y: 100 } }],
 * }, {
 *   userId: "u_ana",
 *   at: 1_733_000_000_000,
 *   limits: { opsPerTx: 256, shapesPerRoom: 100_000 },
 *   removed: new Map(),
 * });
 * if (decision.kind !== "commit") throw new Error("it has an effect");
 * const { document, changed } = apply(EMPTY_DOCUMENT, decision.event);
 * assertEquals(document.shapes.get("c")?.shape.version, 1);
 * assertEquals([...changed], ["c"]);
 * assertEquals(apply(document, decision.event).document, document);
 * ```
 */
export function apply(document: Document, event: RoomEvent): Applied {
  if (event.seq <= document.seq) return { document, changed: NOTHING };
  if (event.seq !== document.seq + 1) {
    throw new RangeError(
      `Cannot apply event ${event.seq}: the document is at ${document.seq}. Resume from there`,
    );
  }
  return applyOps(document, event.ops, event);
}

/** Applies the operations of one transaction. */
export function applyOps(
  document: Document,
  ops: readonly CanonicalOp[],
  author: Author,
): Applied {
  const changed = new Set<string>();
  let next = document;
  for (const op of ops) {
    next = applyOp(next, op, author);
    for (const id of touchedBy(op)) {
      changed.add(id);
      for (const line of next.bound.get(id) ?? []) changed.add(line);
    }
  }
  return { document: { ...next, seq: author.seq }, changed };
}
