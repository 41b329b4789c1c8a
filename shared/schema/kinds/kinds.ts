/**
 * The table of kinds: a new kind is a file beside this one and a line here.
 *
 * @module
 */

import { arrow } from "./arrow.ts";
import { circle } from "./circle.ts";
import { diamond } from "./diamond.ts";
import { ellipse } from "./ellipse.ts";
import { line } from "./line.ts";
import { pencil } from "./pencil.ts";
import { rectangle } from "./rectangle.ts";
import { text } from "./text.ts";

/** All kinds of shape, by the value of `type`. */
export const KINDS = {
  rectangle,
  circle,
  ellipse,
  diamond,
  line,
  arrow,
  pencil,
  text,
} as const;

/** The `type` of a shape. */
export type KindName = keyof typeof KINDS;
