/**
 * Deleted shapes as they were, so that bringing one back shows at once (E14).
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import type { CanonicalOp } from "../../schema/event.ts";
import type { Shape } from "../../schema/shape.ts";

/** Shapes that are remembered. */
const MOST = 1_000;

/** The shapes that were deleted last. */
export class RemovedShapes {
  readonly #shapes = new Map<string, Shape>();

  /** By id, as they were just before their deletion. */
  get shapes(): ReadonlyMap<string, Shape> {
    return this.#shapes;
  }

  /** Remembers what operations delete; `before` is the document before them. */
  note(ops: readonly CanonicalOp[], before: Document): void {
    for (const op of ops) {
      if (op.op !== "delete") continue;
      for (const id of op.ids) this.#put(id, before.shapes.get(id)?.shape);
    }
    for (const id of this.#shapes.keys()) {
      if (this.#shapes.size <= MOST) break;
      this.#shapes.delete(id);
    }
  }

  #put(id: string, shape: Shape | undefined): void {
    if (shape === undefined) return;
    this.#shapes.delete(id);
    this.#shapes.set(id, shape);
  }
}
