/**
 * Work for the server, in transactions that it takes.
 *
 * @module
 */

import { cutOps } from "../../../shared/client/outbox/cut_ops.ts";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Effect } from "../effect.ts";
import type { World } from "../world.ts";

/** Ids of the longest kind, so many of them, fit into one message. */
const IDS_PER_OP = 500;

/**
 * Submits operations: in one transaction, or where that would be too large, in several that are
 * undone together.
 */
export function submit(
  ops: readonly Op[],
  { newId }: Pick<World, "newId">,
  group?: string,
): Effect[] {
  const parts = cutOps(ops.flatMap(inParts), DEFAULT_LIMITS);
  const together = group ?? (parts.length > 1 ? newId() : undefined);
  return parts.map((part) => ({
    type: "submit",
    ops: part,
    ...(together === undefined ? {} : { group: together }),
  }));
}

/** An operation on many shapes as several on fewer. */
function inParts(op: Op): Op[] {
  if (!("ids" in op) || op.ids.length <= IDS_PER_OP) return [op];
  const parts: Op[] = [];
  for (let from = 0; from < op.ids.length; from += IDS_PER_OP) {
    parts.push({ ...op, ids: op.ids.slice(from, from + IDS_PER_OP) });
  }
  // What goes to the back last ends up behind the rest.
  return op.op === "order" && op.to === "back" ? parts.reverse() : parts;
}
