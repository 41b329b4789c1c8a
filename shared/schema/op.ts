/**
 * What a client asks for: operations, and transactions of them (E10–E16).
 *
 * @module
 */

import { z } from "zod";
import { shapeIdSchema } from "./ids.ts";
import { MAX_UNDONE_EDITS } from "./limits.ts";
import { coordinateSchema, REGISTER_NAMES } from "./properties.ts";
import { propsSchema, shapeInputSchema } from "./shape.ts";
import { sparseObject } from "./sparse_object.ts";

/** The position of a transaction in its room's log. */
export const seqSchema = z.int().nonnegative();

const ids = z.array(shapeIdSchema).min(1).max(10_000);

/** For each register named, the highest stamp it may have. */
const stampsSchema = z.partialRecord(z.enum(REGISTER_NAMES), seqSchema);

/** A component of an `ot-text-unicode` edit: skip n, insert text, delete n; in code points. */
export const editSchema = z.array(
  z.union([
    z.int().positive(),
    z.string().min(1),
    z.strictObject({ d: z.int().positive() }),
  ], { error: "must be a skip, a text to insert, or {d: n} to delete" }),
).min(1);

/** An edit of a text, in code points, in the form of `ot-text-unicode`. */
export type TextEdit = z.infer<typeof editSchema>;

/** Where `order` puts shapes. */
const placeSchema = z.union([
  z.literal("front"),
  z.literal("back"),
  z.strictObject({ above: shapeIdSchema }),
  z.strictObject({ below: shapeIdSchema }),
], { error: 'must be "front", "back", {"above": id} or {"below": id}' });

/** One operation, as a client sends it. */
export const opSchema = z.discriminatedUnion("op", [
  /** Creates a shape; a live or dead id is left as it is. */
  z.strictObject({ op: z.literal("create"), shape: shapeInputSchema }),
  /** Creates a shape, or sets on the live one the properties it names. */
  z.strictObject({ op: z.literal("put"), shape: shapeInputSchema }),
  /**
   * Writes properties. `if`: refuse the whole transaction unless each register's stamp is at
   * most this. `only`: skip, instead, the registers of which that is not true.
   */
  sparseObject({
    op: z.literal("set"),
    id: shapeIdSchema,
    props: propsSchema,
    if: stampsSchema.optional(),
    only: stampsSchema.optional(),
  }),
  /** Adds to the positions of shapes. `only`: skip those whose `pos` is newer than this. */
  z.strictObject({
    op: z.literal("move"),
    ids,
    dx: coordinateSchema,
    dy: coordinateSchema,
    only: seqSchema.optional(),
  }),
  /**
   * Edits a text or label, as it was at `base`. `undoes`: the transactions whose edits of this
   * text it takes back; skip it if its author has taken one of them back since `base`.
   */
  z.strictObject({
    op: z.literal("text"),
    id: shapeIdSchema,
    base: seqSchema.optional(),
    edit: editSchema,
    undoes: z.array(seqSchema.positive()).min(1).max(MAX_UNDONE_EDITS)
      .optional(),
  }),
  /**
   * Deletes shapes. `only`: skip those whose last change is newer than this, and those that lines
   * are tied to whose ends or points are.
   */
  z.strictObject({ op: z.literal("delete"), ids, only: seqSchema.optional() }),
  /**
   * Brings a deleted shape back as it was just before its deletion. `only`: skip it if its
   * deletion is newer than this.
   */
  z.strictObject({
    op: z.literal("restore"),
    id: shapeIdSchema,
    only: seqSchema.optional(),
  }),
  /**
   * Restacks shapes, keeping their order among themselves. `only`: skip those whose `z` is
   * newer than this.
   */
  z.strictObject({
    op: z.literal("order"),
    ids,
    to: placeSchema,
    only: seqSchema.optional(),
  }),
], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? "op is not one that inkroom knows"
      : undefined,
});

/** One operation. */
export type Op = z.infer<typeof opSchema>;

/** An operation of one kind. */
export type OpOf<K extends Op["op"]> = Extract<Op, { op: K }>;

/** What became of one operation (E10–E14). */
export const opResultSchema = z.union([
  z.literal("ok"),
  /** `create` of a live id. */
  z.literal("exists"),
  /** `create` of a dead id. */
  z.literal("deleted"),
  /** `set`, `text`, `order` of an id that is not live. */
  z.literal("dropped"),
  /** Registers (of `set`) or shapes (of any other op) that `only` held back. */
  z.strictObject({ skipped: z.array(z.string()) }),
]);

/** What became of one operation. */
export type OpResult = z.infer<typeof opResultSchema>;

/** Someone else's value of a register: written over (E18), or in the way of an `if` (E11). */
export const registerStateSchema = z.object({
  id: shapeIdSchema,
  register: z.enum(REGISTER_NAMES),
  /** The transaction that wrote it. */
  seq: seqSchema,
  /** Who wrote it. */
  userId: z.string(),
  /** Its properties by name; left out when larger than 1 KiB. */
  value: z.record(z.string(), z.unknown()).optional(),
});

/** A register as somebody else left it. */
export type RegisterState = z.infer<typeof registerStateSchema>;

/** Why a transaction was refused (P5). */
export const NACK_CODES = [
  "invalid",
  "forbidden",
  "conflict",
  "stale",
  "gap",
  "limit",
  "read_only",
  "not_joined",
  "unavailable",
] as const;

/** Why a transaction was refused. */
export type NackCode = typeof NACK_CODES[number];

/** The answer to a transaction that was accepted, without its address. */
export const ackBodySchema = z.object({
  /** The transaction's place in the log; the head of the log if it had no effect. */
  seq: seqSchema,
  /**
   * `false`: it had no effect, and there is no event of it: the one at `seq` is another's, be it
   * of the same person. Left out where it has an event.
   */
  effect: z.literal(false).optional(),
  results: z.array(opResultSchema),
  /** Registers of others that this transaction wrote over without having seen them. */
  overrode: z.array(registerStateSchema),
});

/** The answer to a transaction that was accepted. */
export type AckBody = z.infer<typeof ackBodySchema>;

/** The answer to a transaction that was refused, without its address. */
export const nackBodySchema = z.object({
  code: z.enum(NACK_CODES),
  /** What is wrong and what to do, for a person. */
  message: z.string(),
  /** Where in the message it is wrong, such as `ops.0.shape.radius`. */
  path: z.string().optional(),
  /** With `conflict` and `stale`: what is there now. */
  current: z.array(registerStateSchema).optional(),
  /** With `stale`: the head at which `current` holds. */
  seq: seqSchema.optional(),
  /** With `gap`: the next number the server takes. */
  expected: z.int().positive().optional(),
  /** With a rate `limit`: when to send again. */
  retryAfterMs: z.number().optional(),
});

/** The answer to a transaction that was refused. */
export type NackBody = z.infer<typeof nackBodySchema>;

/** Did this refusal use up its `cseq`? Others are to be sent again as they are (E16). */
export function consumesNumber(nack: NackBody): boolean {
  switch (nack.code) {
    case "invalid":
    case "conflict":
    case "stale":
      return true;
    case "limit":
      return nack.retryAfterMs === undefined;
    default:
      return false;
  }
}
