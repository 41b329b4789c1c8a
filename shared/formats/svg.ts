/**
 * A drawing as SVG, and back: the shapes travel in the picture as JSON (R50).
 *
 * @module
 */

import { renderSvg } from "../raster/svg_output.ts";
import type { Shape, ShapeInput } from "../schema/shape.ts";
import { documentOf } from "./document_of.ts";
import { FormatError } from "./format_error.ts";
import { readJsonInSteps } from "./json.ts";

/**
 * Writes shapes as a picture.
 *
 * @throws {RangeError} if there are too many for one.
 */
export function writeSvg(shapes: readonly Shape[]): string {
  return [...renderSvg(documentOf(shapes))].join("");
}

const METADATA = /<metadata id="inkroom">([^<]*)<\/metadata>/;

/**
 * Reads the shapes out of a picture that inkroom has written, one after the other.
 *
 * @throws {FormatError} if there are none in it, or something is wrong with them.
 */
export function* readSvgInSteps(
  text: string,
): Generator<void, ShapeInput[]> {
  const json = METADATA.exec(text)?.[1];
  if (json === undefined) {
    throw new FormatError(
      "Cannot read this SVG: no shapes of inkroom are in it. Only pictures that inkroom wrote, and " +
        "no program has rewritten since, can be read back",
    );
  }
  const shapes = yield* unescapeInSteps(json);
  return yield* readJsonInSteps(shapes, "the shapes in this SVG");
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
};

/** Characters that are read at a time. */
const PIECE = 64 * 1024;

function* unescapeInSteps(text: string): Generator<void, string> {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = from + PIECE;
    // No entity is cut in two: none has more than six characters.
    const entity = text.lastIndexOf("&", end - 1);
    const to = entity > end - 6 && entity > from ? entity : end;
    parts.push(unescapeXml(text.slice(from, to)));
    from = to;
    yield;
  }
  return parts.join("");
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ENTITIES[name]!,
  );
}
