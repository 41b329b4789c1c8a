/**
 * Work that was made in an earlier life of the room, before a backup took its place (E24).
 *
 * @module
 */

import type { Op } from "../../schema/op.ts";

/**
 * Operations as they can be sent in another life: what they say of the log's numbers means
 * nothing there, so that no condition on a stamp holds. What was guarded does not happen, and is
 * told; undo, above all, touches nothing that somebody else did in the new life.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { inAnotherLife } from "./former_life.ts";
 *
 * assertEquals(
 *   inAnotherLife([{ op: "delete", ids: ["a"], only: 4 }]),
 *   [{ op: "delete", ids: ["a"], only: 0 }],
 * );
 * ```
 */
export function inAnotherLife(ops: readonly Op[]): Op[] {
  return ops.map((op): Op => {
    if (op.op === "text") {
      return op.base === undefined ? op : { ...op, base: NEVER };
    }
    if (op.op === "set") {
      return {
        ...op,
        ...op.if && { if: never(op.if) },
        ...op.only && { only: never(op.only) },
      };
    }
    return "only" in op && op.only !== undefined ? { ...op, only: NEVER } : op;
  });
}

/** The place in the log of what was confirmed in an earlier life of the room: before all else. */
export const FORMER_LIFE = 0;

/** The `seq` before all others. */
const NEVER = 0;

function never<T extends object>(stamps: T): T {
  return Object.fromEntries(
    Object.keys(stamps).map((register) => [register, NEVER]),
  ) as T;
}
