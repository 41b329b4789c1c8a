import { z } from "zod";
import {
  type ShapeInput,
  shapeInputSchema,
} from "../../../shared/schema/shape.ts";

// Ids serve to tie shapes to each other; what needs none may come without.
const namedSchema = z.preprocess(
  (shapes) =>
    Array.isArray(shapes)
      ? shapes.map((shape, at) => ({ id: `pasted-${at}`, ...shape }))
      : shapes,
  z.array(shapeInputSchema).min(1),
);

const pastedSchema = z.union([
  namedSchema,
  z.object({ shapes: namedSchema }).transform(({ shapes }) => shapes),
]);

/**
 * The shapes that a pasted text is the JSON of: an array of shapes, or `{"shapes": [...]}`, as
 * `.json` gives them; `null` for any other text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shapesOfJson } from "./pasted_json.ts";
 *
 * assertEquals(shapesOfJson('[{"type":"circle"}]'), [
 *   { id: "pasted-0", type: "circle" },
 * ]);
 * assertEquals(shapesOfJson("[1, 2]"), null);
 * assertEquals(shapesOfJson("[ ] buy milk"), null);
 * ```
 */
export function shapesOfJson(text: string): readonly ShapeInput[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const result = pastedSchema.safeParse(parsed(text));
  return result.success ? result.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
