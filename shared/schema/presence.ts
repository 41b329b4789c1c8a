/**
 * What members show each other without its being part of the drawing (P7, P8).
 *
 * @module
 */

import { z } from "zod";
import { colorSchema } from "./color.ts";
import { nameSchema, shapeIdSchema } from "./ids.ts";
import { MAX_PREVIEW_BYTES } from "./limits.ts";
import { coordinateSchema } from "./properties.ts";
import { propsSchema, shapeInputSchema } from "./shape.ts";
import { utf8Length } from "./utf8.ts";

const newShapeSchema = z.strictObject({ shape: shapeInputSchema });
const changeSchema = z.strictObject({ id: shapeIdSchema, props: propsSchema });

/**
 * A shape as it is being dragged. Either a new shape, whole; or properties that a live one will
 * get; or several of these; or a distance by which live ones will be moved.
 */
export const previewSchema = z.union([
  newShapeSchema,
  changeSchema,
  z.strictObject({
    parts: z.array(z.union([newShapeSchema, changeSchema])).min(1),
  }),
  z.strictObject({
    ids: z.array(shapeIdSchema).min(1),
    dx: coordinateSchema,
    dy: coordinateSchema,
  }),
], { error: "must be {shape}, {id, props}, {parts} or {ids, dx, dy}" })
  .refine((preview) => sizeOf(preview) <= MAX_PREVIEW_BYTES, {
    error: ({ input }) =>
      `a preview is at most ${MAX_PREVIEW_BYTES} bytes of JSON, and this has ${
        sizeOf(input)
      }`,
  });

function sizeOf(preview: unknown): number {
  return utf8Length(JSON.stringify(preview));
}

/** A shape as it is being dragged. */
export type Preview = z.infer<typeof previewSchema>;

const viewportSize = z.number().positive().max(4_000_000);

/** The part of the world that a member sees, in world units. */
export const viewportSchema = z.strictObject({
  x: coordinateSchema,
  y: coordinateSchema,
  width: viewportSize,
  height: viewportSize,
});

/** The part of the world that a member sees. */
export type Viewport = z.infer<typeof viewportSchema>;

/** What a member is doing now; the latest wins. */
export const presenceSchema = z.strictObject({
  /** World point of the cell cursor, or `null` when it is not in the canvas. */
  cursor: z.strictObject({ x: coordinateSchema, y: coordinateSchema })
    .nullable().default(null),
  /** The name of the tool in hand. */
  tool: z.string().regex(
    /^[a-z-]{1,24}$/,
    "a tool's name is 1 to 24 characters of a-z -",
  )
    .default("select"),
  selection: z.array(shapeIdSchema).max(256).default([]),
  preview: previewSchema.nullable().default(null),
  viewport: viewportSchema.nullable().default(null),
  /** Of a terminal, in percent: who follows it looks as closely. */
  zoom: z.literal([25, 50, 100, 200]).optional(),
});

/** What a member is doing now. */
export type Presence = z.infer<typeof presenceSchema>;

/** A connection in a room. One person (`userId`) may have several. */
export const memberSchema = z.object({
  /** Names the connection within its room. */
  memberId: z.string(),
  userId: z.string(),
  name: nameSchema,
  color: colorSchema,
});

/** A connection in a room. */
export type Member = z.infer<typeof memberSchema>;

/** A member's presence, as others are told of it. */
export const memberPresenceSchema = z.object({
  memberId: z.string(),
  userId: z.string(),
  ...presenceSchema.shape,
});

/** A member's presence. */
export type MemberPresence = z.infer<typeof memberPresenceSchema>;
