/**
 * What is read of a drawing of Excalidraw, checked:
 * https://docs.excalidraw.com/docs/codebase/json-schema
 *
 * @module
 */

import { z } from "zod";
import { MAX_POINTS } from "../../schema/limits.ts";

const number = z.number().min(-1e7).max(1e7);
/** Points that a stroke may have before it is thinned out. */
const MOST_POINTS = 50 * MAX_POINTS;

const binding = z.object({ elementId: z.string().max(200) }).nullish()
  .catch(null);

const common = {
  id: z.string().max(200),
  x: number,
  y: number,
  width: number.default(0),
  height: number.default(0),
  angle: z.number().catch(0),
  strokeColor: z.string().catch("#1e1e1e"),
  backgroundColor: z.string().catch("transparent"),
  fillStyle: z.string().catch("solid"),
  strokeWidth: z.number().catch(2),
  strokeStyle: z.string().catch("solid"),
  roundness: z.unknown().optional(),
  /** From the innermost group to the outermost. */
  groupIds: z.array(z.string().max(200)).catch([]),
  locked: z.boolean().catch(false),
  isDeleted: z.boolean().catch(false),
};

const points = z.array(z.tuple([number, number], z.unknown())).min(1).max(
  MOST_POINTS,
);

const closed = <T extends string>(type: T) =>
  z.object({ type: z.literal(type), ...common });

const path = <T extends string>(type: T) =>
  z.object({
    type: z.literal(type),
    ...common,
    points,
    startBinding: binding,
    endBinding: binding,
    startArrowhead: z.string().nullish().catch(null),
    endArrowhead: z.string().nullish().catch(null),
    elbowed: z.boolean().catch(false),
  });

/** The elements that have a shape of ours. */
export const elementSchema = z.discriminatedUnion("type", [
  closed("rectangle"),
  closed("ellipse"),
  closed("diamond"),
  path("line"),
  path("arrow"),
  z.object({ type: z.literal("freedraw"), ...common, points }),
  z.object({
    type: z.literal("text"),
    ...common,
    text: z.string(),
    containerId: z.string().nullish().catch(null),
  }),
]);

/** An element that has a shape of ours. */
export type Element = z.infer<typeof elementSchema>;
/** An element of one type. */
export type ElementOf<T extends Element["type"]> = Extract<
  Element,
  { type: T }
>;

/** The types of elements that have a shape of ours. */
export const KNOWN_TYPES: ReadonlySet<string> = new Set(
  elementSchema.options.map(({ shape }) => shape.type.value),
);

/** A file, or what Excalidraw copies. */
export const fileSchema = z.object({
  type: z.enum(["excalidraw", "excalidraw/clipboard"]),
  elements: z.array(z.unknown()),
});
