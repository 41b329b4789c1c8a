/**
 * Undo: the operations that take back what somebody did, and touch nothing that anybody else
 * changed since (E19).
 *
 * The inverse is made when undo is pressed, of what is there then. It is a transaction like any
 * other; its own event is what redo takes back. `only` guards it against what others do while
 * it is on its way, so of two undos the second is made after the first is answered.
 *
 * @see Berlage: A Selective Undo Mechanism for Graphical User Interfaces Based on Command Objects, 1994;
 * Prakash, Knister: A Framework for Undoing Actions in Collaborative Systems, 1994.
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";
import type { Op } from "../../schema/op.ts";
import type { Document } from "../document.ts";
import { doingsOf } from "./doings.ts";
import { inverseCreations, inverseDeletions } from "./lives.ts";
import type { Skipped, Undo } from "./undo.ts";
import { inverseWrites } from "./writes.ts";

/** What undo will do, and what it leaves alone. */
export interface Inverse {
  /**
   * In an order that makes sense as one transaction. There may be more of them than
   * `opsPerTx` allows: cut them into transactions of one `group`, but not between a `restore` and
   * what follows it of the same shape: its `only` is older than that.
   */
  readonly ops: Op[];
  /** What somebody else has changed since; no registers named: the whole shape. */
  readonly skipped: Skipped[];
}

/**
 * What takes back one event, or several of one author that belong together (a `group`).
 *
 * @param before the document just before the (first) event.
 * @param events ascending in `seq`.
 * @param now the document as it is now, confirmed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decide } from "../decide.ts";
 * import { EMPTY_DOCUMENT } from "../document.ts";
 * import { inverse } from "./inverse.ts";
 *
 * const drawn = decide(EMPTY_DOCUMENT, {
 *   ops: [{ op: "create", shape: { id: "c", type: "circle" } }],
 * }, {
 *   userId: "u_ana",
 *   at: 0,
 *   limits: { opsPerTx: 256, shapesPerRoom: 100_000 },
 *   removed: new Map(),
 * });
 * if (drawn.kind !== "commit") throw new Error("it has an effect");
 * const { ops } = inverse(EMPTY_DOCUMENT, drawn.event, drawn.document);
 * assertEquals(ops, [{ op: "delete", ids: ["c"], only: 1 }]);
 * ```
 */
export function inverse(
  before: Document,
  events: RoomEvent | readonly RoomEvent[],
  now: Document,
): Inverse {
  const all: readonly RoomEvent[] = "seq" in events ? [events] : events;
  const first = all[0];
  if (first === undefined) return { ops: [], skipped: [] };
  const undo: Undo = {
    before,
    now,
    userId: first.userId,
    first: first.seq,
    last: all.at(-1)!.seq,
  };
  const skipped: Skipped[] = [];
  const doings = doingsOf(all);
  const restores = inverseDeletions(undo, doings, skipped);
  const returning = new Set(restores.map(({ id }) => id));
  const writes = inverseWrites(undo, doings, returning, skipped);
  const ops: Op[] = [
    ...restores.flatMap((restore) => [
      restore,
      ...writes.revived.get(restore.id)!,
    ]),
    ...writes.ops,
    ...inverseCreations(undo, doings, skipped),
  ];
  return { ops, skipped };
}
