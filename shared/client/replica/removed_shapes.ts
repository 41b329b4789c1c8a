/**
 * Deleted shapes as they were, so that bringing one back shows at once (E14).
 *
 * @module
 */

import { resolved } from "../../document/bindings.ts";
import type { Document } from "../../document/document.ts";
import type { CanonicalOp } from "../../schema/event.ts";
import type { Shape } from "../../schema/shape.ts";

/** Shapes that are remembered: what is not foreseen to come back costs a look at all that is pending. */
const MOST = 10_000;

/** The shapes that were deleted last. */
export class RemovedShapes {
  readonly #shapes = new Map<string, Shape>();

  /** By id, as they were just before their deletion. */
  get shapes(): ReadonlyMap<string, Shape> {
    return this.#shapes;
  }

  /** Remembers shapes as they were just before their deletion. */
  note(removed: readonly Shape[]): void {
    for (const shape of removed) {
      this.#shapes.delete(shape.id);
      this.#shapes.set(shape.id, shape);
    }
    for (const id of this.#shapes.keys()) {
      if (this.#shapes.size <= MOST) break;
      this.#shapes.delete(id);
    }
  }

  /**
   * Remembers what an event deletes, as it was before the event: what else that did to it is not seen
   * till the server brings it back.
   */
  noteEvent(ops: readonly CanonicalOp[], before: Document): void {
    for (const op of ops) {
      if (op.op !== "delete") continue;
      this.note(op.ids.flatMap((id) => {
        const shape = before.shapes.get(id)?.shape;
        return shape === undefined ? [] : [resolved(before, shape)];
      }));
    }
  }
}
