/**
 * Names of shapes, rooms and people.
 *
 * @module
 */

import { z } from "zod";
import { MAX_NAME_CELLS } from "./limits.ts";
import { safeText } from "./safe_text.ts";
import { lineWidth } from "./width.ts";

/** A shape's id, made by the client (E5). */
export const shapeIdSchema = z.string().regex(
  /^[A-Za-z0-9_-]{1,64}$/,
  "an id is 1 to 64 characters of A-Z a-z 0-9 _ -",
);

/** A room's id. The first design's numbers are accepted and become their decimal digits (P2). */
export const roomIdSchema = z.string().regex(
  /^[a-z0-9][a-z0-9-]{0,31}$/,
  "a room id is 1 to 32 characters of a-z 0-9 -, and does not begin with -",
);

/** A room id as it comes over the wire: text, or a number as in the first design. */
export const wireRoomIdSchema = z.union([roomIdSchema, z.int().nonnegative()], {
  error: "a room id is 1 to 32 characters of a-z 0-9 -, or a whole number",
});

/** The secret that names one outbox with one writer (P1). */
export const clientIdSchema = z.string().regex(
  /^[A-Za-z0-9_-]{16,128}$/,
  "a clientId is 16 to 128 characters of A-Z a-z 0-9 _ -",
);

/** The name under which a person is shown to others: one line, at most 24 cells wide. */
export const nameSchema = safeText(1_000, "one-line").trim().min(
  1,
  "a name can't be empty",
)
  .refine(
    (name) => lineWidth(name) <= MAX_NAME_CELLS,
    {
      error: ({ input }) =>
        `a name is at most ${MAX_NAME_CELLS} cells wide, and this has ${
          lineWidth(input as string)
        }`,
    },
  )
  .refine((name) => lineWidth(name) > 0, "a name needs a visible character");

/**
 * Makes a shape id in the manner of the first design: `shape_<ms>_<9 random>`.
 *
 * @param now milliseconds since 1970.
 * @param random gives numbers in [0, 1), as `Math.random` does.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { makeShapeId } from "./ids.ts";
 *
 * assertEquals(makeShapeId(1733000000000, () => 0), "shape_1733000000000_000000000");
 * ```
 */
export function makeShapeId(now: number, random: () => number): string {
  let suffix = "";
  for (let i = 0; i < 9; i++) suffix += Math.floor(random() * 36).toString(36);
  return `shape_${now}_${suffix}`;
}
