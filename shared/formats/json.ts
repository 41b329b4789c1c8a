/**
 * A drawing as JSON: `{"inkroom":1,"shapes":[…]}`, one shape a line, from back to front. What
 * the server adds (`seq`, `updatedBy`, …) is not in it, so that the same drawing in two rooms is
 * the same file.
 *
 * @module
 */

import { contentOf, type Shape, type ShapeInput } from "../schema/shape.ts";
import { FormatError, orThrow } from "./format_error.ts";
import { parseJsonInSteps } from "./json_steps.ts";
import { checkInSteps } from "./shape_list.ts";
import { finished } from "./steps.ts";

/** Writes shapes, which are in their order. */
export function writeJson(shapes: readonly Shape[]): string {
  return [...jsonInSteps(shapes)].join("");
}

/** The same, one shape after the other. */
export function* jsonInSteps(
  shapes: Iterable<Shape>,
): Generator<string, void> {
  yield '{"inkroom":1,"shapes":[';
  let separator = "\n";
  for (const shape of shapes) {
    yield separator + JSON.stringify(contentOf(shape));
    separator = ",\n";
  }
  yield "\n]}\n";
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
  return finished(readJsonInSteps(text, what));
}

/** The same, one shape after the other. */
export function* readJsonInSteps(
  text: string,
  what = "this JSON",
): Generator<void, ShapeInput[]> {
  const value = orThrow(what, yield* parseJsonInSteps(text));
  if (Array.isArray(value)) {
    return orThrow(what, yield* checkInSteps(value, ""));
  }
  if (typeof value === "object" && value !== null) {
    if ("shapes" in value && Array.isArray(value.shapes)) {
      return orThrow(what, yield* checkInSteps(value.shapes, "shapes"));
    }
    if ("id" in value && "type" in value) {
      return orThrow(what, yield* checkInSteps([value], ""));
    }
  }
  throw new FormatError(
    `Cannot read ${what}: it must be {"shapes":[…]}, an array of shapes, or one shape {"id":…,"type":…}`,
  );
}
