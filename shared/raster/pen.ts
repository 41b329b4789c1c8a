/**
 * A shape's style, in terms of cells.
 *
 * @module
 */

import { type Color, COLOR_NAMES } from "../schema/color.ts";
import type { Shape } from "../schema/shape.ts";
import { WEIGHT, type Weight } from "./arms.ts";
import {
  ATTRIBUTE,
  DEFAULT_PAINT,
  glyphOf,
  palette,
  truecolor,
} from "./grid.ts";

/** The characters that a viewer's terminal can show: `ascii` is 0x20–0x7E and no more (R5). */
export type Charset = "unicode" | "ascii";

/** What fills the inside of a closed shape. */
export type Fill =
  | { readonly kind: "none" }
  | { readonly kind: "color"; readonly paint: number }
  | { readonly kind: "glyph"; readonly glyph: number };

/** With what a shape is drawn. */
export interface Pen {
  readonly weight: Weight;
  /** Lines of dots, eight a cell, instead of arms. */
  readonly braille: boolean;
  /** Hides strokes below instead of joining them (R12). */
  readonly over: boolean;
  readonly fg: number;
  readonly attributes: number;
  readonly fill: Fill;
}

/** The pen for a shape; `dim` for what is not settled yet, such as another's preview. */
export function penOf(shape: Shape, charset: Charset, dim = false): Pen {
  const ascii = charset === "ascii" || shape.stroke === "ascii";
  const braille = !ascii && shape.stroke === "braille";
  return {
    weight: ascii
      ? WEIGHT.ascii
      : shape.stroke === "braille"
      ? WEIGHT.light
      : WEIGHT[shape.stroke as keyof typeof WEIGHT],
    braille,
    over: shape.cross === "over",
    fg: paintOf(shape.color),
    attributes: dim ? ATTRIBUTE.dim : 0,
    fill: fillOf(shape.fill, charset),
  };
}

/** A color, as cells have it. */
export function paintOf(color: Color): number {
  if (color === "default") return DEFAULT_PAINT;
  if (color.startsWith("#")) {
    return truecolor(Number.parseInt(color.slice(1), 16));
  }
  return palette((COLOR_NAMES as readonly string[]).indexOf(color));
}

function fillOf(fill: Shape["fill"], charset: Charset): Fill {
  if (fill === "none") return { kind: "none" };
  if (isColor(fill)) return { kind: "color", paint: paintOf(fill as Color) };
  const character = charset === "ascii" ? asciiFill(fill) : fill;
  return { kind: "glyph", glyph: glyphOf(character) };
}

function isColor(fill: string): boolean {
  return fill.length === 7 && fill.startsWith("#") ||
    (COLOR_NAMES as readonly string[]).includes(fill);
}

const ASCII_SHADES: Readonly<Record<string, string>> = {
  "░": ":",
  "▒": "%",
  "▓": "&",
  "·": ".",
  "•": "*",
};

function asciiFill(character: string): string {
  if (/^[\x20-\x7e]$/.test(character)) return character;
  return ASCII_SHADES[character] ?? "#";
}
