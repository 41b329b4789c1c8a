/**
 * How lines meet (R10–R13): a cell collects strokes, and its glyph is looked up when it is
 * painted.
 *
 * The strokes of a cell are one number, so that a screenful of them is a typed array:
 * four arms with a weight each, diagonals, arrow heads, and a mark (see `marks.ts`).
 *
 * @module
 */

import { ARM_GLYPHS, ASCII_GLYPHS, DOUBLE_GLYPHS } from "./arm_glyphs.ts";
import { ASCII_PLUS, glyphOfMark, isAsciiMark, joinMarks } from "./marks.ts";

/** How an arm looks. `rounded` is light with rounded corners. */
export const WEIGHT = {
  none: 0,
  light: 1,
  heavy: 2,
  double: 3,
  dashed: 4,
  rounded: 5,
  ascii: 6,
} as const;

/** How an arm looks: a value of {@linkcode WEIGHT}. */
export type Weight = typeof WEIGHT[keyof typeof WEIGHT];

/** The sides of a cell, as bits. */
export const SIDE = { up: 1, right: 2, down: 4, left: 8 } as const;

const ARM_BITS = 0o7777;
const DIAGONAL_BITS = 3 << 12;
const HEAD_SHIFT = 14;
const HEAD_BITS = 15 << HEAD_SHIFT;
const ASCII_HEAD = 1 << 18;
const MARK_SHIFT = 19;

/** `╱`, as strokes. */
export const RISING = 1 << 12;
/** `╲`, as strokes. */
export const FALLING = 2 << 12;

// Each side's bit spread to the lowest bit of its arm.
const SPREAD = Array.from(
  { length: 16 },
  (_, sides) =>
    (sides & 1) | (sides & 2) << 2 | (sides & 4) << 4 | (sides & 8) << 6,
);

/** Strokes with arms of one weight at some sides. */
export function arms(sides: number, weight: Weight): number {
  return SPREAD[sides]! * weight;
}

/** The weight of the arm at one side. */
export function weightAt(strokes: number, side: number): Weight {
  const shift = side === 1 ? 0 : side === 2 ? 3 : side === 4 ? 6 : 9;
  return (strokes >> shift & 7) as Weight;
}

/** Strokes with an arrow head that points at a side. */
export function head(side: number, ascii: boolean): number {
  return side << HEAD_SHIFT | (ascii ? ASCII_HEAD : 0);
}

/** Strokes with a mark of `marks.ts`. */
export function markStroke(mark: number): number {
  return mark << MARK_SHIFT;
}

/** Only the arms at some sides, and nothing else of the strokes. */
export function keepArms(strokes: number, sides: number): number {
  return strokes & SPREAD[sides]! * 7;
}

/**
 * What two shapes have together in a cell: where both have an arm, the upper one's weight
 * counts (R12). For strokes of one style the order does not matter (R13).
 */
export function joinStrokes(below: number, above: number): number {
  const carried = (above | above >> 1 | above >> 2) & 0o1111;
  const hidden = carried * 7 | ((above & HEAD_BITS) === 0 ? 0 : ASCII_HEAD);
  const mark = joinMarks(below >>> MARK_SHIFT, above >>> MARK_SHIFT);
  const rest = (1 << MARK_SHIFT) - 1;
  return (below & rest & ~hidden) | (above & rest) | mark << MARK_SHIFT;
}

const HEADS = ["▴", "►", "▾", "◄"];
const ASCII_HEADS = ["^", ">", "v", "<"];

/**
 * The grapheme that strokes look like: a head before arms, arms before diagonals.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { arms, glyphOfStrokes, joinStrokes, SIDE, WEIGHT } from "./arms.ts";
 *
 * const across = arms(SIDE.left | SIDE.right, WEIGHT.light);
 * const down = arms(SIDE.down, WEIGHT.heavy);
 * assertEquals(glyphOfStrokes(joinStrokes(across, down)), "┰");
 * ```
 */
export function glyphOfStrokes(strokes: number): string {
  const heads = (strokes & HEAD_BITS) >> HEAD_SHIFT;
  if (heads !== 0) {
    // Several heads in one cell: the first of up, right, down, left.
    const first = 31 - Math.clz32(heads & -heads);
    return (strokes & ASCII_HEAD ? ASCII_HEADS : HEADS)[first]!;
  }
  const mark = strokes >>> MARK_SHIFT;
  if ((strokes & ARM_BITS) !== 0) {
    return isAsciiMark(mark) ? ASCII_PLUS : armGlyph(strokes & ARM_BITS);
  }
  if (mark !== 0) return glyphOfMark(mark);
  switch (strokes & DIAGONAL_BITS) {
    case RISING:
      return "╱";
    case FALLING:
      return "╲";
    case RISING | FALLING:
      return "╳";
  }
  return " ";
}

// 4,096 combinations at most, each looked up again and again.
const armGlyphs = new Map<number, string>();

function armGlyph(packed: number): string {
  let glyph = armGlyphs.get(packed);
  if (glyph === undefined) {
    glyph = findArmGlyph(packed);
    armGlyphs.set(packed, glyph);
  }
  return glyph;
}

const ROUNDED_CORNERS: ReadonlyMap<number, string> = new Map([
  [SIDE.right | SIDE.down, "╭"],
  [SIDE.left | SIDE.down, "╮"],
  [SIDE.up | SIDE.right, "╰"],
  [SIDE.up | SIDE.left, "╯"],
]);

function findArmGlyph(packed: number): string {
  let up = weightAt(packed, SIDE.up), right = weightAt(packed, SIDE.right);
  let down = weightAt(packed, SIDE.down), left = weightAt(packed, SIDE.left);
  const sides = (up && SIDE.up) | (right && SIDE.right) |
    (down && SIDE.down) | (left && SIDE.left);
  const every = (weight: Weight) => packed === arms(sides, weight);

  if ([up, right, down, left].includes(WEIGHT.ascii)) {
    return ASCII_GLYPHS[sides]!;
  }
  if (every(WEIGHT.rounded)) {
    const corner = ROUNDED_CORNERS.get(sides);
    if (corner !== undefined) return corner;
  }
  const horizontal = (sides & (SIDE.up | SIDE.down)) === 0;
  const vertical = (sides & (SIDE.left | SIDE.right)) === 0;
  if (every(WEIGHT.dashed) && (horizontal || vertical)) {
    return horizontal ? "┄" : "┆";
  }
  // A lone arm shows the full line.
  if (horizontal) left ||= right, right ||= left;
  if (vertical) up ||= down, down ||= up;
  return lineGlyph(plain(left), plain(right), plain(up), plain(down));
}

/** What a weight is at a joint: rounded and dashed exist for some corners and straights only. */
function plain(weight: Weight): Weight {
  return weight === WEIGHT.rounded || weight === WEIGHT.dashed
    ? WEIGHT.light
    : weight;
}

function lineGlyph(
  left: Weight,
  right: Weight,
  up: Weight,
  down: Weight,
): string {
  const double = DOUBLE_GLYPHS[`${left}${right}${up}${down}`];
  if (double !== undefined) return double;
  // What does not exist with double lines takes light ones for them.
  const light = (weight: Weight) =>
    weight === WEIGHT.double ? WEIGHT.light : weight;
  const row = ARM_GLYPHS[light(up) + 3 * light(down)]!;
  return row[light(left) + 3 * light(right)]!;
}
