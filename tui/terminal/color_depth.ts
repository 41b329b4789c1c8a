/**
 * How many colors a terminal has, and paints reduced to them (R44).
 *
 * @module
 */

import {
  DEFAULT_PAINT,
  palette,
  unpackPaint,
} from "../../shared/raster/grid.ts";
import type { TerminalEnvironment } from "./streams.ts";

/** How many colors a terminal shows. */
export type ColorDepth = "truecolor" | "256" | "16" | "none";

/** Terminals of 24 bits that name themselves in TERM, and so say it over ssh too. */
const TRUECOLOR_TERMS =
  /direct|truecolor|24bit|kitty|ghostty|alacritty|wezterm|^foot|^contour|^rio|^iterm/;
const MONOCHROME_TERMS = /^(?:|dumb|unknown|vt\d+.*|.*-m(?:ono)?)$/;

/**
 * The colors to paint with.
 *
 * @param setting what the viewer chose; it goes before what the environment says. NO_COLOR goes
 *   before the rest of the environment (<https://no-color.org>).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { colorDepth } from "./color_depth.ts";
 *
 * assertEquals(colorDepth({ TERM: "xterm-256color" }), "256");
 * assertEquals(colorDepth({ TERM: "xterm-256color", COLORTERM: "truecolor" }), "truecolor");
 * assertEquals(colorDepth({ TERM: "xterm-256color", NO_COLOR: "1" }), "none");
 * assertEquals(colorDepth({ NO_COLOR: "1" }, "16"), "16");
 * ```
 */
export function colorDepth(
  env: TerminalEnvironment,
  setting: ColorDepth | "auto" = "auto",
): ColorDepth {
  if (setting !== "auto") return setting;
  if (env.NO_COLOR) return "none";
  const term = (env.TERM ?? "").toLowerCase();
  if (/^(?:|dumb)$/.test(term)) return "none";
  const colorTerm = (env.COLORTERM ?? "").toLowerCase();
  if (/^(?:truecolor|24bit)$/.test(colorTerm)) return "truecolor";
  if (TRUECOLOR_TERMS.test(term)) return "truecolor";
  if (term.includes("256")) return "256";
  if (MONOCHROME_TERMS.test(term) && colorTerm === "") return "none";
  return "16";
}

/**
 * A cell's paint (`shared/raster/grid.ts`) as a terminal of that depth can show it: the nearest
 * color there is. Reducing twice changes nothing.
 */
export function reducePaint(paint: number, depth: ColorDepth): number {
  if (paint === DEFAULT_PAINT || depth === "truecolor") return paint;
  if (depth === "none") return DEFAULT_PAINT;
  const known = reduced[depth].get(paint);
  if (known !== undefined) return known;
  const nearest = depth === "256" ? to256(paint) : to16(paint);
  // Strangers choose colors: the table must not grow without end.
  if (reduced[depth].size >= 4096) reduced[depth].clear();
  reduced[depth].set(paint, nearest);
  return nearest;
}

const reduced = {
  "256": new Map<number, number>(),
  "16": new Map<number, number>(),
};

function to256(paint: number): number {
  const color = unpackPaint(paint);
  if (color.kind !== "rgb") return paint;
  const cube = nearestIndex(color.rgb, 16, 232);
  const gray = nearestIndex(color.rgb, 232, 256);
  return palette(
    distance(color.rgb, rgbOf(gray)) < distance(color.rgb, rgbOf(cube))
      ? gray
      : cube,
  );
}

function to16(paint: number): number {
  const color = unpackPaint(paint);
  if (color.kind === "palette" && color.index < 16) return paint;
  const rgb = color.kind === "rgb"
    ? color.rgb
    : color.kind === "palette"
    ? rgbOf(color.index)
    : 0;
  return palette(nearestIndex(rgb, 0, 16));
}

/** The palette's color in `[from, to)` that is nearest. */
function nearestIndex(rgb: number, from: number, to: number): number {
  let best = from, least = Infinity;
  for (let index = from; index < to; index++) {
    const far = distance(rgb, rgbOf(index));
    if (far < least) [best, least] = [index, far];
  }
  return best;
}

// xterm's 16; users change them, but the nearest of these is still the one that was meant.
// deno-fmt-ignore
const NAMED = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
  0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
const STEPS = [0, 95, 135, 175, 215, 255];

/** What xterm shows for a number of its 256-color palette. */
function rgbOf(index: number): number {
  if (index < 16) return NAMED[index]!;
  if (index >= 232) return (8 + (index - 232) * 10) * 0x01_01_01;
  const cube = index - 16;
  return STEPS[Math.floor(cube / 36)]! << 16 |
    STEPS[Math.floor(cube / 6) % 6]! << 8 | STEPS[cube % 6]!;
}

/** Squared distance as the eye weighs it ("redmean", <https://www.compuphase.com/cmetric.htm>). */
function distance(a: number, b: number): number {
  const red = (a >> 16 & 255) - (b >> 16 & 255);
  const green = (a >> 8 & 255) - (b >> 8 & 255);
  const blue = (a & 255) - (b & 255);
  const mean = ((a >> 16 & 255) + (b >> 16 & 255)) / 2;
  return (2 + mean / 256) * red * red + 4 * green * green +
    (2 + (255 - mean) / 256) * blue * blue;
}
