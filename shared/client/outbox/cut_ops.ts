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
  const fits = (count: number, size: number) =>
    count <= opsPerTx && size <= frameBytes;
  for (const run of runsOf(ops)) {
    const isWhole = fits(run.length, frameBytesOf(run));
    for (const some of isWhole ? [run] : run.map((op) => [op])) {
      const size = frameBytesOf(some) - ENVELOPE_BYTES;
      const last = parts.at(-1);
      if (
        last !== undefined && fits(last.length + some.length, bytes + size)
      ) {
        last.push(...some);
        bytes += size;
      } else {
        parts.push(some);
        bytes = ENVELOPE_BYTES + size;
      }
    }
  }
  return parts;
}

/** Operations as they belong together: what brings a shape back, and what follows of it alone. */
function runsOf(ops: readonly Op[]): Op[][] {
  const runs: Op[][] = [];
  for (const op of ops) {
    const last = runs.at(-1);
    const first = last?.[0];
    if (first?.op === "restore" && isOf(op, first.id)) last!.push(op);
    else runs.push([op]);
  }
  return runs;
}

function isOf(op: Op, id: string): boolean {
  if ("ids" in op) return op.ids.length === 1 && op.ids[0] === id;
  return "id" in op && op.id === id;
}
