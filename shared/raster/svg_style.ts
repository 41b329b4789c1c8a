/**
 * Colors, strokes and text of shapes in SVG.
 *
 * @module
 */

import { COLOR_NAMES } from "../schema/color.ts";
import type { Shape } from "../schema/shape.ts";
import { printable } from "./sanitize.ts";

/** The color of the paper. */
export const PAPER = "#ffffff";
const INK = "#1f2328";

/** The named colors, in their order; the light ones dark enough for paper. */
const HEX = [
  "#000000",
  "#c4211d",
  "#1a7f37",
  "#9a6700",
  "#0550ae",
  "#8250df",
  "#1b7c83",
  "#8c959f",
  "#57606a",
  "#fa4549",
  "#2da44e",
  "#d4a72c",
  "#218bff",
  "#a475f9",
  "#3192aa",
  "#d0d7de",
];

/** A color of ours as SVG has it. */
export function svgColor(color: string): string {
  if (color === "default") return INK;
  const index = (COLOR_NAMES as readonly string[]).indexOf(color);
  return HEX[index] ?? color;
}

/** Text that can stand between tags and in attributes, whatever it is made of. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A line of text with nothing in it that can't be seen, nor be in XML. */
export function svgLine(line: string): string {
  return escapeXml(printable(line).map(({ text }) => text).join(""));
}

/** Attributes from names and values; those without a value are left out. */
export function attributes(
  values: Record<string, string | number | undefined>,
): string {
  return Object.entries(values).filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`).join("");
}

/** How an outline is drawn. */
export function strokeOf({ stroke, color }: Shape): string {
  const { width, dashes, cap } = STROKE_STYLE[stroke];
  return attributes({
    stroke: svgColor(color),
    "stroke-width": width,
    "stroke-dasharray": dashes,
    "stroke-linecap": cap,
    "stroke-linejoin": "round",
  });
}

const STROKE_STYLE: Record<
  Shape["stroke"],
  { width: number; dashes?: string; cap?: string }
> = {
  light: { width: 1.5 },
  rounded: { width: 1.5 },
  heavy: { width: 3.5 },
  // The middle of it is drawn over in the color of the paper.
  double: { width: 4.5 },
  dashed: { width: 1.5, dashes: "6 4" },
  ascii: { width: 1.5 },
  braille: { width: 2, dashes: "0 4", cap: "round" },
};

/** What a closed shape is filled with, and the pattern that this needs. */
export function fillOf(
  { id, fill, color }: Shape,
): { fill: string; pattern: string } {
  if (fill === "none") return { fill: "none", pattern: "" };
  if (fill === " ") return { fill: PAPER, pattern: "" };
  const isPaint = fill.startsWith("#") && fill.length > 1 ||
    (COLOR_NAMES as readonly string[]).includes(fill);
  if (isPaint) return { fill: svgColor(fill), pattern: "" };
  const name = `fill-${id}`;
  const size = attributes({
    id: name,
    width: 8,
    height: 16,
    patternUnits: "userSpaceOnUse",
  });
  const ink = attributes({ y: 12, fill: svgColor(color) });
  return {
    fill: `url(#${name})`,
    pattern:
      `<pattern${size}><rect width="8" height="16" fill="${PAPER}"/><text${ink}>${
        svgLine(fill)
      }</text></pattern>`,
  };
}
