/**
 * What was committed: events of canonical operations, in the order of their `seq` (P6, E20).
 *
 * Canonical means that applying one needs no decision: whole registers, given order keys,
 * transformed edits, and nothing that has no effect.
 *
 * @module
 */

import { z } from "zod";
import { shapeIdSchema } from "./ids.ts";
import { seqSchema, type TextEdit } from "./op.ts";
import { coordinateSchema, PROPERTIES } from "./properties.ts";
import { type Props, type Shape, shapeSchema } from "./shape.ts";

/** An operation as it was decided. */
export type CanonicalOp =
  /** A new shape, whole. */
  | { op: "create"; shape: Shape }
  /** Whole registers of one live shape; adds 1 to its version. */
  | { op: "set"; id: string; props: Props }
  /** Live shapes moved; adds 1 to the version of each. */
  | { op: "move"; ids: string[]; dx: number; dy: number }
  /**
   * An edit of the text as it is at this place of the log; adds 1 to the version. `undoes`: the
   * transactions whose edits of this text it takes back.
   */
  | { op: "text"; id: string; edit: TextEdit; undoes?: number[] }
  /** Live shapes deleted. */
  | { op: "delete"; ids: string[] }
  /** A deleted shape, whole, as it is alive again. */
  | { op: "restore"; shape: Shape }
  /**
   * Order keys, as pairs of id and key: an id may be `__proto__`. Those in `keys` add 1 to the
   * version; those in `rekeyed` only made room and do not count as a change (E15).
   */
  | {
    op: "order";
    keys: [id: string, z: string][];
    rekeyed?: [id: string, z: string][];
  };

const keysSchema = z.array(z.tuple([shapeIdSchema, z.string().min(1)]));

const canonicalProps = Object.fromEntries(
  Object.entries(PROPERTIES).map(([name, schema]) => [name, schema.optional()]),
);

/** An operation as it was decided, checked where it comes out of a database or off a socket. */
export const canonicalOpSchema: z.ZodType<CanonicalOp> = z.discriminatedUnion(
  "op",
  [
    z.object({ op: z.literal("create"), shape: shapeSchema }),
    z.object({
      op: z.literal("set"),
      id: shapeIdSchema,
      props: z.object(canonicalProps),
    }),
    z.object({
      op: z.literal("move"),
      ids: z.array(shapeIdSchema),
      dx: coordinateSchema,
      dy: coordinateSchema,
    }),
    z.object({
      op: z.literal("text"),
      id: shapeIdSchema,
      edit: z.array(z.union([z.int(), z.string(), z.object({ d: z.int() })])),
      undoes: z.array(seqSchema).optional(),
    }),
    z.object({ op: z.literal("delete"), ids: z.array(shapeIdSchema) }),
    z.object({ op: z.literal("restore"), shape: shapeSchema }),
    z.object({
      op: z.literal("order"),
      keys: keysSchema,
      rekeyed: keysSchema.optional(),
    }),
  ],
) as unknown as z.ZodType<CanonicalOp>;

/** A committed transaction. */
export const roomEventSchema = z.object({
  seq: seqSchema.positive(),
  userId: z.string(),
  /** When the server took it, in milliseconds since 1970; never used for order. */
  at: z.number(),
  /** Events of one group are undone together (E19). */
  group: z.string().optional(),
  ops: z.array(canonicalOpSchema),
});

/** A committed transaction. */
export type RoomEvent = z.infer<typeof roomEventSchema>;
