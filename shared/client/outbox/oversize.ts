/**
 * What can't be sent at all: found here, so that it does not cost the connection.
 *
 * @module
 */

import type { Limits } from "../../schema/limits.ts";
import type { NackBody, Op } from "../../schema/op.ts";
import { frameBytesOf } from "./cut_ops.ts";

/** What is wrong with a transaction that would not even reach the room; `null` if nothing. */
export function refusalOf(
  ops: readonly Op[],
  { opsPerTx, frameBytes }: Pick<Limits, "opsPerTx" | "frameBytes">,
): NackBody | null {
  if (ops.length === 0) {
    return {
      code: "invalid",
      message: "a transaction has at least one op",
      path: "ops",
    };
  }
  if (ops.length > opsPerTx) {
    return {
      code: "limit",
      message: `opsPerTx is ${opsPerTx}, and this has ${ops.length}`,
      path: "ops",
    };
  }
  const bytes = frameBytesOf(ops);
  return bytes <= frameBytes ? null : {
    code: "limit",
    message:
      `frameBytes is ${frameBytes}, and this takes ${bytes}; send it in parts`,
    path: "ops",
  };
}
