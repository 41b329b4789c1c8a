/**
 * A transaction that is posted (P25).
 *
 * @module
 */

import { z } from "zod";
import { txSchema } from "../../shared/schema/client_message.ts";

const { ops, base, group } = txSchema.shape;

/** Operations, or an object with them and with what a `tx` may say besides. */
export const postedOpsSchema = z.union([
  ops,
  z.strictObject({ ops, base, group }),
]);

/** Operations with what a `tx` may say besides. */
export const postedTxSchema = z.strictObject({ ops, base, group });
