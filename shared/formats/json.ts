/**
 * A drawing as JSON: `{"inkroom":1,"shapes":[…]}`, one shape a line, from back to front. What
 * the server adds (`seq`, `updatedBy`, …) is not in it, so that the same drawing in two rooms is
 * the same file.
 *
 * @module
 */

import { parseJson } from "../schema/json.ts";
import { contentOf, type Shape, type ShapeInput } from "../schema/shape.ts";
import { FormatError, orThrow } from "./format_error.ts";
import { checkShapes } from "./shape_list.ts";

/** Writes shapes, which are in their order. */
export function writeJson(shapes: readonly Shape[]): string {
  const lines = shapes.map((shape) => JSON.stringify(contentOf(shape)));
  return `{"inkroom":1,"shapes":[${lines.map((line) => `\n${line}`)}\n]}\n`;
}

/**
 * Reads what {@linkcode writeJson} writes, what the server says at `/rooms/:id.json`, a bare
 * array of shapes, or one shape.
 *
 * @throws {FormatError} that names the place, if anything in it is no shape.
 *
 * @example
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { readJson } from "./json.ts";
 *
 * assertEquals(readJson('[{"id":"sun","type":"circle"}]')[0]?.id, "sun");
 * assertThrows(
 *   () => readJson('{"shapes":[{"id":"sun","type":"circle","radius":-1}]}'),
 *   Error,
 *   "Cannot read this JSON: shapes.0.radius: must be more than 0, not -1",
 * );
 * ```
 */
export function readJson(text: string, what = "this JSON"): ShapeInput[] {
  const value = orThrow(what, parseJson(text));
  if (Array.isArray(value)) return orThrow(what, checkShapes(value, ""));
  if (typeof value === "object" && value !== null) {
    if ("shapes" in value && Array.isArray(value.shapes)) {
      return orThrow(what, checkShapes(value.shapes, "shapes"));
    }
    if ("id" in value && "type" in value) {
      return orThrow(what, checkShapes([value], ""));
    }
  }
  throw new FormatError(
    `Cannot read ${what}: it must be {"shapes":[…]}, an array of shapes, or one shape {"id":…,"type":…}`,
  );
}
