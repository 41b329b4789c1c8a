/**
 * Cuts work that is too much for one transaction into several.
 *
 * @module
 */

import type { Limits } from "../../schema/limits.ts";
import type { Op, OpOf } from "../../schema/op.ts";

/** What a transaction's message takes besides its ops, at most. */
const ENVELOPE_BYTES = 256;

/** Bytes that a transaction of these ops takes as a message, at most. */
export function frameBytesOf(ops: readonly Op[]): number {
  return new TextEncoder().encode(JSON.stringify(ops)).length + ENVELOPE_BYTES;
}

/**
 * Cuts ops, in their order, into transactions that the server's limits allow. An op that is too
 * large by itself stands alone; a `restore` goes with what follows it of the same shape, since that
 * may have a condition that holds before the restore alone.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { cutOps } from "./cut_ops.ts";
 *
 * const ops = ["a", "b", "c"].map((id) => ({ op: "restore" as const, id }));
 * const parts = cutOps(ops, { opsPerTx: 2, frameBytes: 65_536 });
 * assertEquals(parts.map((part) => part.length), [2, 1]);
 * ```
 */
export function cutOps(
  ops: readonly Op[],
  { opsPerTx, frameBytes }: Pick<Limits, "opsPerTx" | "frameBytes">,
): Op[][] {
  const parts: Op[][] = [];
  let bytes = Infinity;
  for (const op of ops) {
    const size = sizeOf(op);
    const last = parts.at(-1);
    if (
      last !== undefined && last.length < opsPerTx && bytes + size <= frameBytes
    ) {
      last.push(op);
      bytes += size;
      continue;
    }
    const part = [op];
    bytes = ENVELOPE_BYTES + size;
    const before = last?.at(-1);
    const goesAlong = isFollowed(before, op) && last!.length > 1 &&
      bytes + sizeOf(before) <= frameBytes;
    if (goesAlong) {
      part.unshift(last!.pop()!);
      bytes += sizeOf(before);
    }
    parts.push(part);
  }
  return parts;
}

function sizeOf(op: Op): number {
  return frameBytesOf([op]) - ENVELOPE_BYTES;
}

/** Is an operation about the shape that the one before brings back? */
function isFollowed(
  before: Op | undefined,
  op: Op,
): before is OpOf<"restore"> {
  return before?.op === "restore" && "id" in op && op.id === before.id;
}
