/**
 * Taking back that shapes were created, or deleted.
 *
 * @module
 */

import type { Op, OpOf } from "../../schema/op.ts";
import { isClosed, type Shape } from "../../schema/shape.ts";
import { registersTiedTo } from "../bindings.ts";
import { type ShapeRecord, type Stamp, stampOf } from "../document.ts";
import { backToFront } from "../order/z_order.ts";
import type { Doing } from "./doings.ts";
import { isUndisturbed, type Skipped, type Undo } from "./undo.ts";

/** The stamp of a shape as a whole. */
function lastStamp({ shape, other }: ShapeRecord): Stamp {
  return { seq: shape.seq, by: shape.updatedBy, other };
}

/**
 * Brings back what was deleted: closed shapes first, so that lines find what they are bound to; each
 * after what stood below it.
 *
 * @param skipped what somebody else has deleted again is added to it.
 */
export function inverseDeletions(
  undo: Undo,
  doings: ReadonlyMap<string, Doing>,
  skipped: Skipped[],
): OpOf<"restore">[] {
  const targets: Shape[] = [], others: Shape[] = [];
  for (const [id, doing] of doings) {
    const former = undo.before.shapes.get(id)?.shape;
    if (former === undefined || doing.life !== "deleted") continue;
    const grave = undo.now.tombstones.get(id);
    if (grave === undefined) continue; // somebody brought it back already
    // What others changed before the deletion comes back with it; only a deletion of theirs is
    // theirs to take back.
    if (grave.by !== undo.userId) {
      skipped.push({ id, registers: [] });
      continue;
    }
    (isClosed(former) ? targets : others).push(former);
  }
  targets.sort(backToFront);
  others.sort(backToFront);
  return [...targets, ...others].map(({ id }) => ({
    op: "restore",
    id,
    only: undo.now.tombstones.get(id)!.seq,
  }));
}

/**
 * Deletes what was created, but for what somebody else has written or tied something to.
 *
 * @param skipped that is added to it.
 */
export function inverseCreations(
  undo: Undo,
  doings: ReadonlyMap<string, Doing>,
  skipped: Skipped[],
): Op[] {
  const ids: string[] = [];
  for (const [id, doing] of doings) {
    if (undo.before.shapes.has(id) || doing.life !== "born") continue;
    const record = undo.now.shapes.get(id);
    if (record === undefined) continue; // it is gone already
    if (isUndisturbed(undo, lastStamp(record)) && !isHeldByOthers(undo, id)) {
      ids.push(id);
    } else {
      skipped.push({ id, registers: [] });
    }
  }
  // Not the shapes' own stamps: lines that are tied to them may have been written later.
  return ids.length > 0 ? [{ op: "delete", ids, only: undo.now.seq }] : [];
}

/** Has somebody else tied a line to it? To delete it would be to write their registers. */
function isHeldByOthers(undo: Undo, id: string): boolean {
  for (const lineId of undo.now.bound.get(id) ?? []) {
    const line = undo.now.shapes.get(lineId)!;
    const written = registersTiedTo(line.shape, id);
    if (written.some((name) => !isUndisturbed(undo, stampOf(line, name)))) {
      return true;
    }
  }
  return false;
}
