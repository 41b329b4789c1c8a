/**
 * A transaction that is posted (P25).
 *
 * @module
 */

import { z } from "zod";
import { txSchema } from "../../shared/schema/client_message.ts";
import { nameSchema } from "../../shared/schema/ids.ts";

const { ops, base, group } = txSchema.shape;

/** Operations, with what a `tx` may say besides, and how their author is called. */
export const postedTxSchema = z.strictObject({
  ops,
  base,
  group,
  name: nameSchema.optional(),
});

/** Operations alone, or with what may be said besides. */
export const postedOpsSchema = z.union([ops, postedTxSchema]);
