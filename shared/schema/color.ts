/**
 * The colors a shape or a person can have (E4).
 *
 * @module
 */

import { z } from "zod";

/** The 16 colors every terminal knows, in the order of their ANSI numbers 0–15. */
export const COLOR_NAMES = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
  "gray",
  "brightRed",
  "brightGreen",
  "brightYellow",
  "brightBlue",
  "brightMagenta",
  "brightCyan",
  "brightWhite",
] as const;

const paints = `one of ${COLOR_NAMES.join(", ")}, or #rrggbb`;

/** One of the 16 names, or `#rrggbb` in lower case. */
export const paintSchema = z.union([
  z.enum(COLOR_NAMES),
  z.string().regex(/^#[0-9a-fA-F]{6}$/, `must be ${paints}`).overwrite((hex) =>
    hex.toLowerCase()
  ),
], { error: `must be ${paints}` });

/** One of the 16 names, or `#rrggbb`. */
export type Paint = z.infer<typeof paintSchema>;

/** A paint, or `default`: the foreground of whoever looks. */
export const colorSchema = z.union([z.literal("default"), paintSchema], {
  error: `must be default, ${paints}`,
});

/** A paint, or the viewer's own foreground. */
export type Color = z.infer<typeof colorSchema>;
