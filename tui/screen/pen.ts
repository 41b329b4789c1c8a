/**
 * Writes sequences, and knows where the terminal's cursor is and in which style it writes (R40).
 *
 * @module
 */

import {
  type CellStyle,
  CONTINUATION,
  type Grid,
  PLAIN,
} from "../../shared/raster/grid.ts";
import { moveCursor } from "./cursor.ts";
import { printable } from "./printable.ts";
import { restyle } from "./sgr.ts";

const CLEAR = "\x1b[m\x1b[H\x1b[2J";
/** Erases from the cursor to the end of its row. */
export const ERASE_TO_END = "\x1b[K";

/** The only thing that makes sequences for a picture. */
export class Pen {
  #output = "";
  /** `null` is not known, here and below. */
  #style: CellStyle | null = null;
  #column: number | null = null;
  #row: number | null = null;

  /** What was written since the last time. */
  take(): string {
    const output = this.#output;
    this.#output = "";
    return output;
  }

  /** Someone else has written to the terminal. */
  forget(): void {
    this.#style = this.#column = this.#row = null;
  }

  /** Clears the whole screen. */
  clear(): void {
    this.#output += CLEAR;
    this.#style = PLAIN;
    this.#column = this.#row = 0;
  }

  /**
   * Writes one grapheme of a row.
   *
   * @param cells the row as it shall be; to the left of `column` it is so already.
   */
  put(cells: Grid, column: number, row: number, width: 1 | 2): void {
    this.#reach(cells, column, row);
    if (!this.#hasStyle(cells, column)) {
      this.#restyle({
        fg: cells.fg[column]!,
        bg: cells.bg[column]!,
        attributes: cells.attributes[column]!,
      });
    }
    const { text, certain } = printable(cells.glyphs[column]!);
    this.#output += text;
    const after = column + width;
    // Behind the last column terminals differ in where the cursor stands.
    this.#column = certain && after < cells.columns ? after : null;
  }

  /** Empties a row from a column on; `cells` as in {@linkcode Pen.put}. */
  eraseToEnd(cells: Grid, column: number, row: number): void {
    this.#reach(cells, column, row);
    this.#restyle(PLAIN);
    this.#output += ERASE_TO_END;
  }

  /** Brings the cursor to a cell, over cells that are right already if that is shorter. */
  #reach(cells: Grid, column: number, row: number): void {
    const place = { column: this.#column, row: this.#row };
    const move = moveCursor(place, column, row);
    const through = this.#row === row
      ? this.#writeThrough(cells, column, move.length)
      : null;
    this.#output += through ?? move;
    this.#column = column;
    this.#row = row;
  }

  /** What stands between the cursor and `column`, if it can be written in `budget` bytes. */
  #writeThrough(cells: Grid, column: number, budget: number): string | null {
    const from = this.#column;
    if (from === null || from >= column || column - from > budget) return null;
    let text = "", bytes = 0;
    for (let at = from; at < column; at++) {
      const glyph = cells.glyphs[at]!;
      if (glyph === CONTINUATION || !this.#hasStyle(cells, at)) return null;
      const { text: grapheme, width, certain } = printable(glyph);
      if (!certain || width !== 1) return null;
      bytes += utf8Length(glyph);
      text += grapheme;
    }
    return bytes > budget ? null : text;
  }

  #hasStyle(cells: Grid, column: number): boolean {
    const style = this.#style;
    return style !== null && style.fg === cells.fg[column] &&
      style.bg === cells.bg[column] &&
      style.attributes === cells.attributes[column];
  }

  #restyle(style: CellStyle): void {
    this.#output += restyle(this.#style, style);
    this.#style = style;
  }
}

/** Bytes of a code point of the BMP. */
function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : 3;
}
