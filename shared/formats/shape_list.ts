/**
 * Lists of shapes that come from outside: checked one by one, whole or not at all.
 *
 * @module
 */

import { check, type Parsed } from "../schema/json.ts";
import { DEFAULT_LIMITS } from "../schema/limits.ts";
import {
  completeShape,
  type ShapeInput,
  shapeInputSchema,
} from "../schema/shape.ts";
import { finished } from "./steps.ts";

/** Shapes that are read from one file at most: as many as a room takes. */
export const MAX_IMPORTED_SHAPES = DEFAULT_LIMITS.shapesPerRoom;

/**
 * Checks values as shapes, each id once. What the server adds to shapes is left out of them;
 * what is missing is as its kind has it.
 *
 * @param path where the list is, for what is told.
 */
export function checkShapes(
  values: readonly unknown[],
  path: string,
): Parsed<ShapeInput[]> {
  return finished(checkInSteps(values, path));
}

/** The same, one after the other. */
export function* checkInSteps(
  values: readonly unknown[],
  path: string,
): Generator<void, Parsed<ShapeInput[]>> {
  if (values.length > MAX_IMPORTED_SHAPES) {
    const message =
      `there are ${values.length} shapes, the limit is ${MAX_IMPORTED_SHAPES}: divide the file`;
    return { ok: false, path, message };
  }
  const shapes = new Map<string, ShapeInput>();
  for (const [index, value] of values.entries()) {
    const parsed = check(shapeInputSchema, value);
    const at = path === "" ? `${index}` : `${path}.${index}`;
    if (!parsed.ok) {
      const inside = parsed.path === "" ? at : `${at}.${parsed.path}`;
      return { ok: false, path: inside, message: parsed.message };
    }
    const { id } = parsed.value;
    if (shapes.has(id)) {
      const message = `the id ${id} is there twice: give each shape its own`;
      return { ok: false, path: `${at}.id`, message };
    }
    // The schemas infer both from one table of kinds, which TypeScript does not see through.
    shapes.set(id, completeShape(parsed.value) as unknown as ShapeInput);
    yield;
  }
  return { ok: true, value: [...shapes.values()] };
}
