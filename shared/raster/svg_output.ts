/**
 * A drawing as SVG (R50, P20). The shapes themselves travel in it as JSON, so that a drawing can
 * be read back from its picture.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import { contentOf, type Shape } from "../schema/shape.ts";
import type { Box } from "../schema/units.ts";
import { Scene } from "./scene.ts";
import { svgShape } from "./svg_shapes.ts";
import { attributes, escapeXml, PAPER } from "./svg_style.ts";

/** Shapes of one picture at most: what draws it holds all of them at once. */
export const MAX_SVG_SHAPES = 20_000;

/** World units around the content. */
const MARGIN = 16;

/** What to draw. */
export interface SvgOptions {
  /** The part of the world to show, in world units; all of the content when left out. */
  readonly box?: Box;
}

/**
 * A drawing as the text of an SVG file, in parts.
 *
 * @throws {RangeError} if more than {@linkcode MAX_SVG_SHAPES} shapes would be in it.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { renderSvg } from "./svg_output.ts";
 *
 * assert([...renderSvg(EMPTY_DOCUMENT)].join("").startsWith("<svg"));
 * ```
 */
export function renderSvg(
  source: Document | Scene,
  { box }: SvgOptions = {},
): Iterable<string> {
  const scene = source instanceof Scene ? source : new Scene(source);
  const content = scene.contentBox() ?? { x: 0, y: 0, width: 0, height: 0 };
  const shapes = scene.query(box ?? content);
  refuseTooMany(shapes.length);
  return parts(shapes, box ?? grown(content), scene);
}

/**
 * For who would rather know before the work than after it.
 *
 * @throws {RangeError} if one picture can't have so many shapes.
 */
export function refuseTooMany(shapes: number): void {
  if (shapes > MAX_SVG_SHAPES) {
    throw new RangeError(
      `Cannot draw ${shapes} shapes as SVG, the limit is ${MAX_SVG_SHAPES}: ` +
        "say which part to show",
    );
  }
}

function* parts(
  shapes: readonly Shape[],
  { x, y, width, height }: Box,
  scene: Scene,
): Generator<string> {
  const { shapes: records } = scene.document;
  const size = { x, y, width, height };
  const frame = attributes({
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `${x} ${y} ${width} ${height}`,
    width,
    height,
    "font-family": "ui-monospace, Menlo, Consolas, monospace",
    "font-size": 13.33,
  });
  yield `<svg${frame}>\n<rect${attributes({ ...size, fill: PAPER })}/>\n`;
  for (const shape of shapes) {
    yield svgShape(shape, scene.targetsOf(shape.id));
  }
  yield `<metadata id="inkroom">{"inkroom":1,"shapes":[`;
  let separator = "";
  for (const { id } of shapes) {
    const stored = records.get(id)?.shape;
    if (stored === undefined) continue;
    yield separator + escapeXml(jsonForXml(stored));
    separator = ",\n";
  }
  yield "]}</metadata>\n</svg>\n";
}

/** What its creator said of a shape, as JSON without the characters that XML has no place for. */
function jsonForXml(shape: Shape): string {
  return JSON.stringify(contentOf(shape)).replace(
    /[\p{Cc}\ufffe\uffff]/gu,
    (character) =>
      "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

function grown({ x, y, width, height }: Box): Box {
  return {
    x: x - MARGIN,
    y: y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  };
}
