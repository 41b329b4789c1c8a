/**
 * Cuts work that is too much for one transaction into several.
 *
 * @module
 */

import type { Limits } from "../../schema/limits.ts";
import type { Op } from "../../schema/op.ts";

/** What a transaction's message takes besides its ops, at most. */
const ENVELOPE_BYTES = 256;

/** Bytes that a transaction of these ops takes as a message, at most. */
export function frameBytesOf(ops: readonly Op[]): number {
  return new TextEncoder().encode(JSON.stringify(ops)).length + ENVELOPE_BYTES;
}

/**
 * Cuts ops, in their order, into transactions that the server's limits allow. An op that is too
 * large by itself stands alone.
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
    const size = frameBytesOf([op]) - ENVELOPE_BYTES;
    const last = parts.at(-1);
    if (
      last === undefined || last.length >= opsPerTx || bytes + size > frameBytes
    ) {
      parts.push([op]);
      bytes = ENVELOPE_BYTES + size;
    } else {
      last.push(op);
      bytes += size;
    }
  }
  return parts;
}
