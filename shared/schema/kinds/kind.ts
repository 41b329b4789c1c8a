/**
 * What a kind of shape is. One file a kind stands beside this one, and one line in `kinds.ts`.
 *
 * @module
 */

import type { z } from "zod";
import type { PropertyName } from "../properties.ts";
import type { Box } from "../units.ts";

/** A kind of shape: what it is made of, and the room it takes. */
export interface Kind<
  P extends Record<string, z.ZodType> = Record<string, z.ZodType>,
> {
  /** Geometry and text of this kind; style comes on top. */
  readonly properties: P;
  /** Geometry for a creator who names none, and style that differs from the common default. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Properties of the `size` register, completed as one when a write names only some. */
  readonly size: readonly PropertyName[];
  /** Has an inside: can be filled and labelled, and lines can be bound to it. */
  readonly closed: boolean;
  /** The box that the shape covers, in world units. */
  box(shape: z.infer<z.ZodObject<P>>): Box;
}

/** Declares a kind, keeping the exact type of its properties. */
export function defineKind<const P extends Record<string, z.ZodType>>(
  kind: Kind<P>,
): Kind<P> {
  return kind;
}
