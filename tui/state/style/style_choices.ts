/**
 * The strokes, colors and fills to choose from, each with a key of its own (T20).
 *
 * @module
 */

import { type Color, paintSchema } from "../../../shared/schema/color.ts";
import type { Style } from "../../tools/tool.ts";
import type { Model } from "../model.ts";

/** A property of style. */
export type StyleProperty = keyof Style;

/** Something to choose. */
export interface StyleChoice {
  readonly value: string;
  /** What it is called. */
  readonly name: string;
  /** Chooses it while the picker is open. */
  readonly key: string;
}

const STROKES: readonly StyleChoice[] = [
  choice("rounded", "r"),
  choice("light", "l"),
  choice("heavy", "h"),
  choice("double", "d"),
  choice("dashed", "-"),
  choice("ascii", "a"),
  choice("braille", "b"),
];

/** Bright ones have the key of the others with Shift; but C opens a picker, and b another. */
const paints = (blue: string): readonly StyleChoice[] => [
  choice("red", "r"),
  choice("green", "g"),
  choice("yellow", "y"),
  choice("blue", blue),
  choice("magenta", "m"),
  choice("cyan", "c"),
  choice("white", "w"),
  choice("gray", "x"),
  choice("black", "k"),
  choice("brightRed", "R"),
  choice("brightGreen", "G"),
  choice("brightYellow", "Y"),
  choice("brightBlue", blue.toUpperCase()),
  choice("brightMagenta", "M"),
  choice("brightCyan", "N"),
  choice("brightWhite", "W"),
];

const CHOICES: Readonly<Record<StyleProperty, readonly StyleChoice[]>> = {
  stroke: STROKES,
  color: [choice("default", "d"), ...paints("b")],
  fill: [
    choice("none", "n"),
    { value: " ", name: "opaque", key: "o" },
    { value: ".", name: "dots", key: "." },
    { value: ":", name: "colons", key: ":" },
    { value: "#", name: "hashes", key: "h" },
    { value: "░", name: "light", key: "l" },
    { value: "▒", name: "medium", key: "e" },
    { value: "▓", name: "dark", key: "d" },
    ...paints("u"),
  ],
};

function choice(value: string, key: string): StyleChoice {
  return { value, name: value, key };
}

/** What there is to choose: what was chosen lately by the digits, then all. */
export function styleChoices(
  model: Model,
  property: StyleProperty,
): { recent: readonly StyleChoice[]; all: readonly StyleChoice[] } {
  const all = CHOICES[property];
  const recent = model.recent[property].map((value, at) => ({
    value,
    name: all.find((known) => known.value === value)?.name ?? value,
    key: String(at + 1),
  }));
  return { recent, all };
}

/** A color as it was typed: `#rrggbb`, or one of the names; `null` if it is neither. */
export function paintIn(typed: string): Color | null {
  const parsed = paintSchema.safeParse(typed);
  return parsed.success ? parsed.data : null;
}
