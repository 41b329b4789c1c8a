/**
 * The table of rasterizers: a new kind is a file beside this one and a line here.
 *
 * @module
 */

import type { KindName } from "../../schema/kinds/kinds.ts";
import type { Shape } from "../../schema/shape.ts";
import { arrow } from "./arrow.ts";
import { circle } from "./circle.ts";
import { diamond } from "./diamond.ts";
import { ellipse } from "./ellipse.ts";
import { line } from "./line.ts";
import { pencil } from "./pencil.ts";
import type { Rasterizer } from "./rasterizer.ts";
import { rectangle } from "./rectangle.ts";
import { text } from "./text.ts";

/** What draws each kind of shape. */
export const RASTERIZERS: { readonly [K in KindName]: Rasterizer<K> } = {
  rectangle,
  circle,
  ellipse,
  diamond,
  line,
  arrow,
  pencil,
  text,
};

/** What draws a shape. */
export function rasterizerOf<S extends Shape>(
  shape: S,
): Rasterizer<S["type"]> {
  // The table has for each kind the rasterizer of that kind.
  return RASTERIZERS[shape.type] as unknown as Rasterizer<S["type"]>;
}
