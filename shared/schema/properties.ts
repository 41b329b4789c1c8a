/**
 * The properties that shapes are made of, each with its schema. A kind of shape picks the
 * geometry it has; style is the same for all (E3, E4).
 *
 * @module
 */

import { z } from "zod";
import { colorSchema, paintSchema } from "./color.ts";
import { shapeIdSchema } from "./ids.ts";
import { MAX_COORDINATE, MAX_POINTS, MAX_SIZE, MAX_TEXT } from "./limits.ts";
import { safeText } from "./safe_text.ts";
import { lineWidth } from "./width.ts";

// -0 + 0 is 0: JSON writes both as 0, so replicas must not hold one each.
const positiveZero = (value: number) => value + 0;

/** A coordinate in world units. */
export const coordinateSchema = z.number().min(-MAX_COORDINATE).max(
  MAX_COORDINATE,
)
  .overwrite(positiveZero);

/** A width, height or diameter in world units. */
export const sizeSchema = z.number().positive().max(MAX_SIZE);

/** A radius in world units. */
export const radiusSchema = z.number().positive().max(MAX_SIZE / 2);

/** Corners of a line or samples of a stroke, relative to the shape's `x`, `y`. */
export const pointsSchema = z.array(
  z.tuple([coordinateSchema, coordinateSchema]),
)
  .max(MAX_POINTS, {
    error: ({ input }) =>
      `a stroke has at most ${MAX_POINTS} points, and this has ${
        (input as unknown[]).length
      }`,
  });

/** The sides of a closed shape that the end of a line can be bound to. */
export const sideSchema = z.enum(["top", "right", "bottom", "left"]);

/** The side of a shape. */
export type Side = z.infer<typeof sideSchema>;

/** Ties the end of a line to a side of a closed shape, `ratio` of the way along it. */
export const bindingSchema = z.strictObject({
  id: shapeIdSchema,
  side: sideSchema,
  ratio: z.number().min(0).max(1).overwrite(positiveZero),
});

/** Ties the end of a line to a side of a closed shape. */
export type Binding = z.infer<typeof bindingSchema>;

/** How the outline of a shape is drawn. */
export const STROKES = [
  "light",
  "rounded",
  "heavy",
  "double",
  "dashed",
  "ascii",
  "braille",
] as const;

/** The stroke of a shape. */
export type Stroke = typeof STROKES[number];

/** The ends that a line or arrow can have. */
export const HEADS = ["none", "arrow"] as const;

// A fill fills cells: a space is a fill (it hides what is below), a wide character is not.
const fillCharacterSchema = safeText(32, "one-line").refine((text) => {
  const [first, second] = new Intl.Segmenter("en").segment(text);
  return first !== undefined && second === undefined && lineWidth(text) === 1;
});

/** Every property that a client may write, by name. */
export const PROPERTIES = {
  x: coordinateSchema,
  y: coordinateSchema,
  width: sizeSchema,
  height: sizeSchema,
  radius: radiusSchema,
  radiusX: radiusSchema,
  radiusY: radiusSchema,
  points: pointsSchema,
  route: z.enum(["straight", "elbow"]),
  startHead: z.enum(HEADS),
  endHead: z.enum(HEADS),
  start: bindingSchema.nullable(),
  end: bindingSchema.nullable(),
  text: safeText(MAX_TEXT, "multi-line"),
  stroke: z.enum(STROKES),
  color: colorSchema,
  fill: z.union([z.literal("none"), paintSchema, fillCharacterSchema], {
    error:
      "must be none, a character one cell wide, a color's name, or #rrggbb",
  }),
  cross: z.enum(["join", "over"]),
  groupId: shapeIdSchema.nullable(),
  locked: z.boolean(),
} as const;

/** The name of a property that a client may write. */
export type PropertyName = keyof typeof PROPERTIES;

/** The style that every kind of shape has. */
export const STYLE = {
  stroke: PROPERTIES.stroke,
  color: PROPERTIES.color,
  fill: PROPERTIES.fill,
  cross: PROPERTIES.cross,
  groupId: PROPERTIES.groupId,
  locked: PROPERTIES.locked,
} as const;

/** Style of a shape whose creator named none. */
export const DEFAULT_STYLE = {
  stroke: "light",
  color: "default",
  fill: "none",
  cross: "join",
  groupId: null,
  locked: false,
} as const;

/** A named set of properties that are only ever written together (E7). */
export const REGISTER_NAMES = [
  "pos",
  "size",
  "points",
  "route",
  "startHead",
  "endHead",
  "start",
  "end",
  "text",
  "stroke",
  "color",
  "fill",
  "cross",
  "groupId",
  "locked",
  "z",
] as const;

/** The name of a register. */
export type RegisterName = typeof REGISTER_NAMES[number];

const SHARED_REGISTERS: Partial<Record<string, RegisterName>> = {
  x: "pos",
  y: "pos",
  width: "size",
  height: "size",
  radius: "size",
  radiusX: "size",
  radiusY: "size",
};

/** The register that a property belongs to. */
export function registerOf(property: PropertyName | "z"): RegisterName {
  return SHARED_REGISTERS[property] ?? property as RegisterName;
}
