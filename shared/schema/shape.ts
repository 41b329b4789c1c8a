/**
 * A shape as it is stored and sent: one flat JSON object (E1–E6).
 *
 * @module
 */

import { z } from "zod";
import { shapeIdSchema } from "./ids.ts";
import type { Kind } from "./kinds/kind.ts";
import { type KindName, KINDS } from "./kinds/kinds.ts";
import {
  DEFAULT_STYLE,
  PROPERTIES,
  type PropertyName,
  type RegisterName,
  registerOf,
  STYLE,
} from "./properties.ts";
import { sparseObject } from "./sparse_object.ts";
import type { Box } from "./units.ts";

/** What the server alone writes, and every shape it sends carries (E4 `z`, E6). */
const serverFields = {
  /** Order key: shapes are stacked by (`z`, `id`). */
  z: z.string().min(1),
  /** 1 at creation, then one more for each effective change. */
  version: z.int().positive(),
  /** `seq` of the last change. */
  seq: z.int().nonnegative(),
  createdBy: z.string(),
  updatedBy: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  /** Milliseconds since 1970. */
  updatedAt: z.number(),
  /** The word its creator used for `type`, where it is not ours: the chat dialect says it back. */
  alias: z.literal("rect").optional(),
} as const;

/** Names of the fields that only the server writes, in the order in which shapes carry them. */
export const SERVER_FIELDS = Object.keys(
  serverFields,
) as (keyof typeof serverFields)[];

type KindShape<K extends KindName> =
  & { id: string; type: K }
  & z.infer<z.ZodObject<typeof KINDS[K]["properties"]>>
  & z.infer<z.ZodObject<typeof STYLE>>
  & z.infer<z.ZodObject<typeof serverFields>>;

/** A whole shape: every property of its kind, its style, and the server's fields. */
export type Shape = { [K in KindName]: KindShape<K> }[KindName];

/** A whole shape of one kind. */
export type ShapeOf<K extends KindName> = Extract<Shape, { type: K }>;

type Content<S> = S extends Shape
  ? Omit<S, Exclude<keyof typeof serverFields, "alias">>
  : never;

/** A shape without what the server adds. */
export type ShapeContent = Content<Shape>;

/** A shape with an inside. */
export type ClosedShape = ShapeOf<
  "rectangle" | "circle" | "ellipse" | "diamond"
>;

/** A line or an arrow. */
export type PathShape = ShapeOf<"line" | "arrow">;

/** Values of properties that a client may write, in parts. */
export type Props = {
  -readonly [P in PropertyName]?: z.infer<typeof PROPERTIES[P]>;
};

/** What a client sends to create a shape; missing properties get their kind's defaults. */
export type ShapeInput = { id: string; type: KindName | "rect" } & Props;

function optional<P extends Record<string, z.ZodType>>(properties: P) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      // What stored shapes lack is put in when they are read; what a client leaves out stays out.
      const said = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
      return [name, (said as z.ZodType).optional()];
    }),
  ) as { [N in keyof P]: z.ZodOptional<P[N]> };
}

const kindEntries = Object.entries(KINDS) as [KindName, Kind][];

// The server's fields are accepted and ignored, so that a shape read from inkroom can be sent
// back to it as it is.
const ignoredServerFields = optional(
  Object.fromEntries(SERVER_FIELDS.map((name) => [name, z.unknown()])),
);

function inputOf(literal: string, kind: Kind) {
  return sparseObject({
    id: shapeIdSchema,
    type: z.literal(literal),
    ...optional(kind.properties),
    ...optional(STYLE),
    ...ignoredServerFields,
  });
}

/** A shape as a client sends it in `create` or `put`: unknown properties are refused. */
export const shapeInputSchema = z.discriminatedUnion("type", [
  inputOf("rect", KINDS.rectangle),
  ...kindEntries.map(([name, kind]) => inputOf(name, kind)),
], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? `type must be one of ${kindEntries.map(([name]) => name).join(", ")}`
      : undefined,
}) as unknown as z.ZodType<ShapeInput>;

/** A whole shape, as the server sends and stores it. */
export const shapeSchema = z.discriminatedUnion(
  "type",
  kindEntries.map(([name, kind]) =>
    z.object({
      id: shapeIdSchema,
      type: z.literal(name),
      ...kind.properties,
      ...STYLE,
      ...serverFields,
    })
  ) as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>],
) as unknown as z.ZodType<Shape>;

/** Any properties a client may write: which of them a shape has is checked against its kind. */
export const propsSchema: z.ZodType<Props> = sparseObject(
  optional(PROPERTIES),
);

/** All properties that a shape of kind `type` has and a client may write. */
export function propertiesOf(type: KindName): PropertyName[] {
  return PROPERTIES_OF[type];
}

const PROPERTIES_OF = Object.fromEntries(
  kindEntries.map((
    [name, kind],
  ) => [name, [...Object.keys(kind.properties), ...Object.keys(STYLE)]]),
) as Record<KindName, PropertyName[]>;

/** The registers of a shape of kind `type`, `z` included, each with its properties (E7). */
export function registersOf(
  type: KindName,
): ReadonlyMap<RegisterName, readonly string[]> {
  return REGISTERS_OF[type];
}

const REGISTERS_OF = Object.fromEntries(
  kindEntries.map(([name]) => {
    const registers = new Map<RegisterName, string[]>();
    for (const property of [...PROPERTIES_OF[name], "z"] as const) {
      const register = registerOf(property);
      registers.set(register, [...registers.get(register) ?? [], property]);
    }
    return [name, registers];
  }),
) as unknown as Record<KindName, ReadonlyMap<RegisterName, readonly string[]>>;

/**
 * Completes what a client sent to every property of its kind, in the kind's own order.
 * `rect` becomes `rectangle`; the server's fields are left out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { completeShape } from "./shape.ts";
 *
 * const circle = completeShape({ id: "shape_123_abc", type: "circle", x: 100, y: 100 });
 * assertEquals(circle.type === "circle" && circle.radius, 40);
 * ```
 */
export function completeShape(input: ShapeInput): ShapeContent {
  const type = input.type === "rect" ? "rectangle" : input.type;
  const given = input as Record<string, unknown>;
  const defaults: Record<string, unknown> = {
    ...DEFAULT_STYLE,
    ...KINDS[type].defaults,
  };
  const shape: Record<string, unknown> = { id: input.id, type };
  if (input.type === "rect") shape.alias = "rect";
  for (const property of PROPERTIES_OF[type]) {
    shape[property] = given[property] ?? defaults[property];
  }
  return shape as unknown as ShapeContent;
}

/**
 * What a creator says of a shape: every property of its kind, in the kind's own order, and none
 * of the server's fields. So equal drawings are equal texts, whatever room they come from.
 */
export function contentOf(shape: Shape): ShapeInput {
  const { id, type } = shape;
  const given = shape as unknown as Record<string, unknown>;
  const content: Record<string, unknown> = { id, type };
  for (const property of PROPERTIES_OF[type]) {
    content[property] = given[property];
  }
  return content as unknown as ShapeInput;
}

/** Does the shape have an inside? */
export function isClosed(shape: Shape): shape is ClosedShape {
  return KINDS[shape.type].closed;
}

/** Is the shape a line or an arrow? */
export function isPath(shape: Shape): shape is PathShape {
  return shape.type === "line" || shape.type === "arrow";
}

/** The text of a shape, or `null` for a kind that has none. */
export function textOf(shape: Shape): string | null {
  return "text" in shape ? shape.text : null;
}

/** The box that a shape covers, in world units; bound ends lie where their points say. */
export function boxOf(shape: Shape): Box {
  return (KINDS[shape.type] as Kind).box(shape as never);
}
