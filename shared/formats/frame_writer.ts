/**
 * One picture after the other as what a terminal is told: for films, which are written once and
 * played by anybody. (The painter of the terminal client minds the link and the color depth of one
 * terminal; a film knows neither.)
 *
 * @module
 */

import {
  BLANK,
  type CellStyle,
  CONTINUATION,
  graphemeOf,
  type Grid,
} from "../raster/grid.ts";
import { sgr, SGR_RESET } from "../raster/sgr.ts";

/** What a film begins with: no cursor, no wrapping at the right edge, an empty screen. */
export const BEGIN = "\x1b[?25l\x1b[?7l\x1b[0m\x1b[2J\x1b[H";
/** What a film ends with. */
export const END = "\x1b[?7h\x1b[?25h";

/** Cells that stayed between two that changed: fewer are cheaper to write than to jump over. */
const WORTH_JUMPING = 6;

/**
 * The sequences that make a terminal show `after` where it shows `before`; empty if it does.
 * Nothing but printable graphemes, moves of the cursor and colors; all of a style is ended.
 *
 * @throws {RangeError} if they differ in size.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { glyphOf, Grid, palette } from "../raster/grid.ts";
 * import { writeChanges } from "./frame_writer.ts";
 *
 * const before = new Grid(10, 2), after = new Grid(10, 2);
 * after.set(3, 1, glyphOf("x"), 1, { fg: palette(1), bg: 0, attributes: 0 });
 * assertEquals(writeChanges(before, after), "\x1b[2;4H\x1b[31mx\x1b[0m");
 * ```
 */
export function writeChanges(before: Grid, after: Grid): string {
  if (before.columns !== after.columns || before.rows !== after.rows) {
    throw new RangeError("Cannot write a picture over one of another size");
  }
  let output = "";
  for (let row = 0; row < after.rows; row++) {
    for (const [from, to] of changedRuns(before, after, row)) {
      output += run(after, row, from, to);
    }
  }
  return output;
}

/**
 * Half-open stretches of columns that differ. They hold whole graphemes: where a wide one comes
 * or goes, both of its cells change.
 */
function changedRuns(
  before: Grid,
  after: Grid,
  row: number,
): [from: number, to: number][] {
  const runs: [number, number][] = [];
  const start = row * after.columns;
  for (let column = 0; column < after.columns; column++) {
    if (isSame(before, after, start + column)) continue;
    const last = runs.at(-1);
    if (last !== undefined && column - last[1] < WORTH_JUMPING) {
      last[1] = column + 1;
    } else runs.push([column, column + 1]);
  }
  return runs;
}

function isSame(before: Grid, after: Grid, at: number): boolean {
  return before.glyphs[at] === after.glyphs[at] &&
    before.fg[at] === after.fg[at] && before.bg[at] === after.bg[at] &&
    before.attributes[at] === after.attributes[at];
}

function run(grid: Grid, row: number, from: number, to: number): string {
  let output = "", style = "", isPlaced = false;
  for (let column = from; column < to; column++) {
    const at = row * grid.columns + column;
    const glyph = grid.glyphs[at]!;
    if (glyph === CONTINUATION) continue;
    if (!isPlaced) output += `\x1b[${row + 1};${column + 1}H`;
    const next = sgr(styleAt(grid, at));
    if (next !== style) {
      output += (style === "" ? "" : SGR_RESET) + next;
      style = next;
    }
    const text = graphemeOf(glyph);
    output += text;
    // Terminals differ in how far they go for what is more than one character of the first
    // plane, or wide: the next grapheme is placed anew.
    isPlaced = glyph === BLANK || text.length === 1 &&
        grid.glyphs[at + 1] !== CONTINUATION;
  }
  return style === "" ? output : output + SGR_RESET;
}

function styleAt(grid: Grid, at: number): CellStyle {
  return {
    fg: grid.fg[at]!,
    bg: grid.bg[at]!,
    attributes: grid.attributes[at]!,
  };
}
