/**
 * Turns one picture after another into the bytes that change the first into the second (R40–R45).
 *
 * @module
 */

import { CONTINUATION, Grid } from "../../shared/raster/grid.ts";
import type { ColorDepth } from "../terminal/color_depth.ts";
import { ERASE_TO_END, Pen } from "./pen.ts";
import { blankTail, copyRow, makeShowable, sameCell, sameRow } from "./row.ts";

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
  readonly #pen = new Pen();
  /** The last picture as it was given: rows that are still the same need no look at their cells. */
  #given: Grid;
  /** What the terminal shows: printable glyphs, colors that it has. */
  #shown: Grid;
  /** One row as it shall be shown. */
  #wanted: Grid;
  /** Is the screen as it was found, and not known? It is then cleared, this once. */
  #fresh = true;
  #incomplete = false;
  /** Where the next frame begins. */
  #nextRow = 0;

  constructor({ columns, rows, depth }: PainterOptions) {
    this.#depth = depth;
    this.#given = new Grid(columns, rows);
    this.#shown = new Grid(columns, rows);
    this.#wanted = new Grid(columns, 1);
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
    if (this.#fresh) this.#clear();
    const output = this.#paintRows(next, limit);
    const bytes = encoder.encode(output);
    return this.synchronized && bytes.length > WORTH_SYNCHRONIZING
      ? encoder.encode(BEGIN_SYNCHRONIZED + output + END_SYNCHRONIZED)
      : bytes;
  }

  /** The next frame writes every cell: something else has written to the terminal. */
  repaint(): void {
    this.#shown.glyphs.fill(UNKNOWN);
    // Compared with this, every row differs.
    this.#given.glyphs.fill(UNKNOWN);
    this.#pen.forget();
  }

  /** The terminal has a new size; what it shows now is anyone's guess. */
  resize(columns: number, rows: number): void {
    this.#given = new Grid(columns, rows);
    this.#shown = new Grid(columns, rows);
    this.#wanted = new Grid(columns, 1);
    this.#nextRow = 0;
    this.repaint();
  }

  #clear(): void {
    this.#fresh = false;
    this.#pen.clear();
    this.#shown.clear();
    this.#given.clear();
  }

  /** Paints the rows that differ, from where the last frame stopped, round to there. */
  #paintRows(next: Grid, limit: number): string {
    const first = this.#nextRow, { rows } = next;
    let output = this.#pen.take(), left = limit;
    this.#incomplete = false;
    this.#nextRow = 0;
    for (let i = 0; i < rows; i++) {
      const row = (first + i) % rows;
      if (sameRow(next, this.#given, row)) continue;
      if (left <= 0) {
        this.#incomplete = true;
        this.#nextRow = row;
        break;
      }
      this.#paintRow(next, row);
      const written = this.#pen.take();
      output += written;
      if (limit < Infinity) left -= encoder.encode(written).length;
    }
    return output;
  }

  #paintRow(next: Grid, row: number): void {
    const wanted = this.#wanted, { columns } = wanted;
    makeShowable(next, row, this.#depth, wanted);
    const tail = blankTail(wanted, 0);
    for (let column = 0; column < columns;) {
      const width = this.#continues(wanted, 0, column) ? 2 : 1;
      if (!this.#isShown(column, row)) {
        if (column >= tail && this.#isLongTail(column, row)) {
          this.#pen.eraseToEnd(wanted, column, row);
          break;
        }
        this.#pen.put(wanted, column, row, width);
      }
      column += width;
    }
    copyRow(wanted, 0, this.#shown, row);
    copyRow(next, row, this.#given, row);
  }

  /** Is the grapheme there a wide one? */
  #continues(grid: Grid, row: number, column: number): boolean {
    return column + 1 < grid.columns &&
      grid.glyphs[row * grid.columns + column + 1] === CONTINUATION;
  }

  /** Does the terminal show the wanted grapheme, of one or two cells, already? */
  #isShown(column: number, row: number): boolean {
    const wanted = this.#wanted, shown = this.#shown;
    return sameCell(wanted, column, shown, row * shown.columns + column) &&
      this.#continues(wanted, 0, column) ===
        this.#continues(shown, row, column);
  }

  /** Are there more cells to be blanked from `column` on than it takes to erase all? */
  #isLongTail(column: number, row: number): boolean {
    let last = column;
    for (let later = column + 1; later < this.#wanted.columns; later++) {
      if (!this.#isShown(later, row)) last = later;
    }
    return last - column + 1 > ERASE_TO_END.length;
  }
}

const encoder = new TextEncoder();
