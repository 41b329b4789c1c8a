/**
 * What decorations are made with: cells of the canvas, some of them out of sight.
 *
 * @module
 */

import {
  BLANK,
  CONTINUATION,
  glyphOf,
  type Grid,
} from "../../../shared/raster/grid.ts";
import type { CellStyle } from "../../../shared/raster/grid.ts";
import type { CellBox, View } from "../../../shared/raster/view.ts";
import { graphemes } from "../../../shared/schema/width.ts";
import type { Decoration } from "../../screen/compositor.ts";
import type { Cell } from "../../tools/tool.ts";

/** Collects decorations, in cells of the world. */
export class Brush {
  readonly #cells: Decoration[] = [];
  /** What was put last at each cell in sight. */
  readonly #top = new Map<number, Decoration>();

  /** @param canvas the drawing as it is in sight: cursors let it show through. */
  constructor(readonly view: View, readonly canvas: Grid) {}

  /** All that was put, those put last above the others. */
  get cells(): readonly Decoration[] {
    return this.#cells;
  }

  /** A character at a cell. */
  put(cell: Cell, character: string, style: CellStyle): void {
    this.#put(cell, glyphOf(character), 1, style);
  }

  /** A character where nothing is drawn; what is drawn shows through in its style. */
  putUnder(cell: Cell, character: string, style: CellStyle): void {
    if (this.drawnIn(cell, 1) === 0) this.put(cell, character, style);
    else this.restyle(cell, style);
  }

  /** A line of text from a cell on. */
  text(cell: Cell, text: string, style: CellStyle): void {
    let { column } = cell;
    for (const grapheme of graphemes(text)) {
      const at = { column, row: cell.row };
      this.#put(at, glyphOf(grapheme.text), grapheme.width, style);
      column += grapheme.width;
    }
  }

  /** What is at a cell, drawn there or put there before, in another style. */
  restyle(cell: Cell, style: CellStyle): void {
    const { columns, rows, glyphs } = this.canvas;
    let column = cell.column - this.view.column;
    const row = cell.row - this.view.row;
    if (column < 0 || column >= columns || row < 0 || row >= rows) return;
    const at = row * columns;
    const put = this.#top.get(at + column);
    if (put !== undefined) return this.#add({ ...put, style });
    if (glyphs[at + column] === CONTINUATION) column -= 1;
    const wide = column + 1 < columns &&
      glyphs[at + column + 1] === CONTINUATION;
    const glyph = glyphs[at + column] ?? BLANK;
    this.#add({ column, row, glyph, width: wide ? 2 : 1, style });
  }

  /** Is any cell of a rectangle in sight? */
  sees({ column, row, columns, rows }: CellBox): boolean {
    const { view, canvas } = this;
    return column < view.column + canvas.columns &&
      row < view.row + canvas.rows &&
      column + columns > view.column && row + rows > view.row;
  }

  /**
   * How many of these cells are drawn in, or have something put in them; `null` if not all of them
   * are in sight.
   */
  drawnIn(cell: Cell, columns: number): number | null {
    const column = cell.column - this.view.column;
    const row = cell.row - this.view.row;
    const { canvas } = this;
    const out = column < 0 || column + columns > canvas.columns || row < 0 ||
      row >= canvas.rows;
    if (out) return null;
    const from = row * canvas.columns + column;
    let drawn = 0;
    for (let at = from; at < from + columns; at++) {
      const glyph = this.#top.get(at)?.glyph ?? canvas.glyphs[at];
      if (glyph !== BLANK) drawn += 1;
    }
    return drawn;
  }

  /** Restyles the corners of a rectangle of cells: marks that hide nothing of the drawing. */
  corners(box: CellBox, style: CellStyle): void {
    for (const row of ends(box.row, box.rows)) {
      for (const column of ends(box.column, box.columns)) {
        this.restyle({ column, row }, style);
      }
    }
  }

  /** Restyles the middles of the sides, where a rectangle is long enough. */
  middles(box: CellBox, style: CellStyle): void {
    if (box.columns > 4) {
      const column = box.column + Math.floor((box.columns - 1) / 2);
      for (const row of ends(box.row, box.rows)) {
        this.restyle({ column, row }, style);
      }
    }
    if (box.rows > 2) {
      const row = box.row + Math.floor((box.rows - 1) / 2);
      for (const column of ends(box.column, box.columns)) {
        this.restyle({ column, row }, style);
      }
    }
  }

  #put(cell: Cell, glyph: number, width: 1 | 2, style: CellStyle): void {
    const column = cell.column - this.view.column;
    const row = cell.row - this.view.row;
    const out = column + width <= 0 || column >= this.canvas.columns ||
      row < 0 || row >= this.canvas.rows;
    if (!out) this.#add({ column, row, glyph, width, style });
  }

  #add(put: Decoration): void {
    this.#cells.push(put);
    const { columns } = this.canvas;
    for (let column = put.column; column < put.column + put.width; column++) {
      if (column < 0 || column >= columns) continue;
      this.#top.set(put.row * columns + column, put);
    }
  }
}

/** The first and the last of `count` cells; one, if they are the same. */
function ends(first: number, count: number): number[] {
  return count > 1 ? [first, first + count - 1] : [first];
}
