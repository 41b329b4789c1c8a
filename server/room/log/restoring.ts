/**
 * What `restore` needs of the past: shapes as they were when they were deleted (E14, E22).
 *
 * @module
 */

import { restorable } from "../../../shared/document/decide.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { NackBody, Op } from "../../../shared/schema/op.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import type { Former, Removed } from "../room_message.ts";

/** Shapes that were read from the log, by {@linkcode removedKey}. */
export type FormerShapes = ReadonlyMap<string, Former>;

/** Names a deletion of a shape. */
export function removedKey({ id, seq }: Removed): string {
  return `${seq} ${id}`;
}

/** The deletions that are to be undone and that were not read yet. */
export function unread(
  document: Document,
  ops: readonly Op[],
  former: FormerShapes,
): Removed[] {
  return restorable(document, ops)
    .filter((removed) => !former.has(removedKey(removed)));
}

/** Why the shapes can't come back; `null` if no deletion of them was trimmed from the log. */
export function staleRestore(
  document: Document,
  ops: readonly Op[],
  former: FormerShapes,
): NackBody | null {
  const lost = restorable(document, ops)
    .find((removed) => former.get(removedKey(removed)) === "trimmed");
  if (lost === undefined) return null;
  const at = ops.findIndex((op) => op.op === "restore" && op.id === lost.id);
  return {
    code: "stale",
    message:
      `shape ${lost.id} was deleted by event ${lost.seq}, which is not kept any more; draw it anew`,
    path: `ops.${at}`,
    seq: document.seq,
    current: [],
  };
}

/** The shapes that can come back, by id. */
export function removedFor(
  document: Document,
  ops: readonly Op[],
  former: FormerShapes,
): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const removed of restorable(document, ops)) {
    const shape = former.get(removedKey(removed));
    if (shape && shape !== "trimmed") shapes.set(removed.id, shape);
  }
  return shapes;
}
