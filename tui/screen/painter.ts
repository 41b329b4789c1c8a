/**
 * Turns one picture after another into the bytes that change the first into the second (R40–R45).
 *
 * @module
 */

import {
  BLANK,
  type CellStyle,
  CONTINUATION,
  DEFAULT_PAINT,
  Grid,
  PLAIN,
} from "../../shared/raster/grid.ts";
import { type ColorDepth, reducePaint } from "../terminal/color_depth.ts";
import { moveCursor } from "./cursor.ts";
import { printable } from "./printable.ts";
import { restyle } from "./sgr.ts";

/** What a {@linkcode Painter} is made for. */
export interface PainterOptions {
  readonly columns: number;
  readonly rows: number;
  readonly depth: ColorDepth;
}

/** Frames of up to so many bytes are not worth the 16 that it costs to show them at once. */
const WORTH_SYNCHRONIZING = 256;
/** Stands in a cell of which is not known what the terminal shows there. */
const UNKNOWN = 0xffff_fffe;
const ATTRIBUTES = 63;
const CLEAR = "\x1b[m\x1b[H\x1b[2J";
const ERASE_TO_END = "\x1b[K";
const BEGIN_SYNCHRONIZED = "\x1b[?2026h";
const END_SYNCHRONIZED = "\x1b[?2026l";

/**
 * Paints a terminal by differences. Pure: keeps what the terminal shows, writes nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { glyphOf, Grid, PLAIN } from "../../shared/raster/grid.ts";
 * import { Painter } from "./painter.ts";
 *
 * const painter = new Painter({ columns: 20, rows: 5, depth: "256" });
 * const grid = new Grid(20, 5);
 * painter.frame(grid);
 * grid.set(3, 1, glyphOf("x"), 1, PLAIN);
 * assertEquals(new TextDecoder().decode(painter.frame(grid)), "\x1b[2;4Hx");
 * assertEquals(painter.frame(grid).length, 0);
 * ```
 */
export class Painter {
  /** Does the terminal know synchronized output? */
  synchronized = false;
  readonly #depth: ColorDepth;
  /** The last picture as it was given: rows that are still the same need no look at their cells. */
  #given: Grid;
  /** What the terminal shows: printable glyphs, colors that it has. */
  #shown: Grid;
  /** One row as it shall be shown. */
  #row: Grid;
  /** Is the screen as it was found, and not known? It is then cleared, this once. */
  #fresh = true;
  #style: CellStyle | null = null;
  #column: number | null = null;
  #line: number | null = null;
  #output = "";
  #incomplete = false;
  /** Where the next frame begins. */
  #nextRow = 0;

  constructor({ columns, rows, depth }: PainterOptions) {
    this.#depth = depth;
    this.#given = new Grid(columns, rows);
    this.#shown = new Grid(columns, rows);
    this.#row = new Grid(columns, 1);
  }

  /** Was the last frame cut short, so that rows of it wait for the next one? */
  get incomplete(): boolean {
    return this.#incomplete;
  }

  /**
   * The bytes that make the terminal show `next`; empty if it does.
   *
   * @param limit bytes after which no further row is begun. The next frame goes on from there, so
   *   that on a slow link no row waits for ever.
   * @throws {RangeError} if `next` has not the painter's size.
   */
  frame(next: Grid, limit: number = Infinity): Uint8Array {
    const { columns, rows } = this.#given;
    if (next.columns !== columns || next.rows !== rows) {
      throw new RangeError(
        `Cannot paint ${next.columns}×${next.rows} cells on ${columns}×${rows}: resize the painter first`,
      );
    }
    this.#output = "";
    if (this.#fresh) this.#clear();
    this.#paintRows(next, limit);
    const bytes = encoder.encode(this.#output);
    return this.synchronized && bytes.length > WORTH_SYNCHRONIZING
      ? encoder.encode(BEGIN_SYNCHRONIZED + this.#output + END_SYNCHRONIZED)
      : bytes;
  }

  /** The next frame writes every cell: something else has written to the terminal. */
  repaint(): void {
    this.#shown.glyphs.fill(UNKNOWN);
    // Compared with this, every row differs.
    this.#given.glyphs.fill(UNKNOWN);
    this.#style = this.#column = this.#line = null;
  }

  /** The terminal has a new size; what it shows now is anyone's guess. */
  resize(columns: number, rows: number): void {
    this.#given = new Grid(columns, rows);
    this.#shown = new Grid(columns, rows);
    this.#row = new Grid(columns, 1);
    this.#nextRow = 0;
    this.repaint();
  }

  #clear(): void {
    this.#fresh = false;
    this.#output = CLEAR;
    this.#style = PLAIN;
    this.#column = this.#line = 0;
    this.#shown.clear();
    this.#given.clear();
  }

  /** Paints the rows that differ, from where the last frame stopped, round to there. */
  #paintRows(next: Grid, limit: number): void {
    const first = this.#nextRow, { rows } = next;
    let left = limit;
    this.#incomplete = false;
    this.#nextRow = 0;
    for (let i = 0; i < rows; i++) {
      const row = (first + i) % rows;
      if (!this.#differs(next, row)) continue;
      if (left <= 0) {
        this.#incomplete = true;
        this.#nextRow = row;
        return;
      }
      const before = this.#output.length;
      this.#paintRow(next, row);
      if (limit < Infinity) {
        left -= encoder.encode(this.#output.slice(before)).length;
      }
    }
  }

  /** Is a row to be looked at more closely? */
  #differs(next: Grid, row: number): boolean {
    const given = this.#given;
    const end = (row + 1) * given.columns;
    for (let at = row * given.columns; at < end; at++) {
      if (
        next.glyphs[at] !== given.glyphs[at] || next.fg[at] !== given.fg[at] ||
        next.bg[at] !== given.bg[at] ||
        next.attributes[at] !== given.attributes[at]
      ) return true;
    }
    return false;
  }

  #paintRow(next: Grid, row: number): void {
    const { columns } = next, wanted = this.#row;
    this.#prepare(next, row);
    const tail = this.#blankTail();
    for (let column = 0; column < columns;) {
      const width = wanted.glyphs[column + 1] === CONTINUATION &&
          column + 1 < columns
        ? 2
        : 1;
      if (this.#isShown(column, row)) {
        column += width;
        continue;
      }
      if (column >= tail && this.#eraseTail(column, row)) break;
      this.#reach(column, row);
      this.#put(column, width);
      column += width;
    }
    copyRow(wanted, 0, this.#shown, row);
    copyRow(next, row, this.#given, row);
  }

  /**
   * Makes of a row what can be shown: printable graphemes, wide ones with their second cell, colors
   * that the terminal has. Nothing is taken for granted about the cells.
   */
  #prepare(next: Grid, row: number): void {
    const { columns } = next, start = row * columns, wanted = this.#row;
    for (let column = 0; column < columns; column++) {
      const at = start + column;
      let glyph = next.glyphs[at]!;
      const wide = glyph !== CONTINUATION && printable(glyph).width === 2;
      if (glyph === CONTINUATION) glyph = BLANK;
      else if (
        printable(glyph).text === "?" ||
        wide && (column + 1 === columns ||
            next.glyphs[at + 1] !== CONTINUATION)
      ) glyph = UNPRINTABLE;
      const fg = reducePaint(next.fg[at]!, this.#depth);
      const bg = reducePaint(next.bg[at]!, this.#depth);
      const attributes = next.attributes[at]! & ATTRIBUTES;
      setCell(wanted, column, glyph, fg, bg, attributes);
      if (wide && glyph !== UNPRINTABLE) {
        setCell(wanted, ++column, CONTINUATION, fg, bg, attributes);
      }
    }
  }

  /** Does the terminal show the wanted grapheme, of one or two cells, already? */
  #isShown(column: number, row: number): boolean {
    const wanted = this.#row, shown = this.#shown;
    const at = row * shown.columns + column;
    const continues = column + 1 < shown.columns &&
      (wanted.glyphs[column + 1] === CONTINUATION) !==
        (shown.glyphs[at + 1] === CONTINUATION);
    return !continues && wanted.glyphs[column] === shown.glyphs[at] &&
      wanted.fg[column] === shown.fg[at] &&
      wanted.bg[column] === shown.bg[at] &&
      wanted.attributes[column] === shown.attributes[at];
  }

  /** The column from which on the wanted row is empty. */
  #blankTail(): number {
    const wanted = this.#row;
    let tail = wanted.columns;
    while (tail > 0 && isEmpty(wanted, tail - 1)) tail--;
    return tail;
  }

  /** Erases from `column` to the end of the row, if that is shorter than writing blanks. */
  #eraseTail(column: number, row: number): boolean {
    let last = column;
    for (let later = column + 1; later < this.#row.columns; later++) {
      if (!this.#isShown(later, row)) last = later;
    }
    if (last - column + 1 <= ERASE_TO_END.length) return false;
    this.#reach(column, row);
    this.#restyle(PLAIN);
    this.#output += ERASE_TO_END;
    return true;
  }

  /** Brings the cursor to a cell, over cells that are right already if that is shorter. */
  #reach(column: number, row: number): void {
    const move = moveCursor(
      { column: this.#column, row: this.#line },
      column,
      row,
    );
    if (!this.#writeThrough(column, row, move.length)) this.#output += move;
    this.#column = column;
    this.#line = row;
  }

  #writeThrough(column: number, row: number, budget: number): boolean {
    const from = this.#column;
    if (this.#line !== row || from === null || from >= column) return false;
    if (column - from > budget) return false;
    let text = "", bytes = 0;
    for (let at = from; at < column; at++) {
      const glyph = this.#row.glyphs[at]!;
      if (glyph === CONTINUATION || !this.#hasStyle(at)) return false;
      const { text: grapheme, width, certain } = printable(glyph);
      if (!certain || width !== 1) return false;
      bytes += utf8Length(glyph);
      text += grapheme;
    }
    if (bytes > budget) return false;
    this.#output += text;
    return true;
  }

  #hasStyle(column: number): boolean {
    const style = this.#style, wanted = this.#row;
    return style !== null && style.fg === wanted.fg[column] &&
      style.bg === wanted.bg[column] &&
      style.attributes === wanted.attributes[column];
  }

  #put(column: number, width: 1 | 2): void {
    const wanted = this.#row;
    if (!this.#hasStyle(column)) {
      this.#restyle({
        fg: wanted.fg[column]!,
        bg: wanted.bg[column]!,
        attributes: wanted.attributes[column]!,
      });
    }
    const { text, certain } = printable(wanted.glyphs[column]!);
    this.#output += text;
    const after = column + width;
    // Behind the last column terminals differ in where the cursor stands.
    this.#column = certain && after < wanted.columns ? after : null;
  }

  #restyle(style: CellStyle): void {
    this.#output += restyle(this.#style, style);
    this.#style = style;
  }
}

const encoder = new TextEncoder();
const UNPRINTABLE = 0x3f;

function copyRow(from: Grid, row: number, to: Grid, toRow: number): void {
  const start = row * from.columns, end = start + from.columns;
  const at = toRow * to.columns;
  to.glyphs.set(from.glyphs.subarray(start, end), at);
  to.fg.set(from.fg.subarray(start, end), at);
  to.bg.set(from.bg.subarray(start, end), at);
  to.attributes.set(from.attributes.subarray(start, end), at);
}

function setCell(
  row: Grid,
  column: number,
  glyph: number,
  fg: number,
  bg: number,
  attributes: number,
): void {
  row.glyphs[column] = glyph;
  row.fg[column] = fg;
  row.bg[column] = bg;
  row.attributes[column] = attributes;
}

function isEmpty(row: Grid, column: number): boolean {
  return row.glyphs[column] === BLANK && row.fg[column] === DEFAULT_PAINT &&
    row.bg[column] === DEFAULT_PAINT && row.attributes[column] === 0;
}

/** Bytes of a code point of the BMP. */
function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : 3;
}
