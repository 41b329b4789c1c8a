/**
 * Cells while shapes are laid on them, from back to front (R10–R13).
 *
 * A cell holds strokes, a grapheme or dots, never a drawn character that would have to be read
 * back: what it looks like is decided in {@linkcode Layers.copyTo}, when all shapes are there.
 *
 * @module
 */

import { glyphOfStrokes, joinStrokes, keepArms } from "./arms.ts";
import { BLANK, DEFAULT_PAINT, glyphOf, type Grid } from "./grid.ts";
import type { Charset, Pen } from "./pen.ts";
import type { CellBox, Zoom } from "./view.ts";

const EMPTY = 0, STROKES = 1, GLYPH = 2, WIDE = 3, SECOND = 4, DOTS = 5;
const BRAILLE = 0x2800;

/** How the viewer looks at the drawing. */
export interface Lens {
  readonly zoom: Zoom;
  readonly charset: Charset;
}

/**
 * A rectangle of cells under work. Columns and rows are absolute, of the lens's zoom; what lies
 * outside is ignored.
 *
 * Invariant: every {@linkcode WIDE} cell is followed by a {@linkcode SECOND}, and no other cell
 * is; writing over one half empties the other. The background of a cell is its own, so that a
 * cell never depends on more than the writes to it and its two neighbours.
 */
export class Layers {
  readonly #kinds: Uint8Array;
  /** Strokes, the number of a grapheme, or dots, by kind. */
  readonly #values: Uint32Array;
  readonly #fg: Uint32Array;
  readonly #bg: Uint32Array;
  readonly #attributes: Uint8Array;
  /** Which shape wrote last, counted from 1 in painting order. */
  readonly #owners: Uint32Array;
  #owner = 0;
  #pen: Pen | undefined;

  constructor(readonly region: CellBox, readonly lens: Lens) {
    const size = region.columns * region.rows;
    this.#kinds = new Uint8Array(size);
    this.#values = new Uint32Array(size);
    this.#fg = new Uint32Array(size);
    this.#bg = new Uint32Array(size);
    this.#attributes = new Uint8Array(size);
    this.#owners = new Uint32Array(size);
  }

  /** The pen of the shape that is being laid. */
  get pen(): Pen {
    if (this.#pen === undefined) {
      throw new TypeError("Cannot draw without a pen: call begin() first");
    }
    return this.#pen;
  }

  /** The next shape, in front of all others so far. */
  begin(pen: Pen): void {
    this.#owner++;
    this.#pen = pen;
  }

  /** Adds strokes (see `arms.ts`), which join those that are there unless the pen is `over`. */
  strokes(column: number, row: number, strokes: number): void {
    const at = this.#at(column, row);
    if (at < 0) return;
    const joins = this.#kinds[at] === STROKES &&
      (!this.pen.over || this.#owners[at] === this.#owner);
    const value = joins ? joinStrokes(this.#values[at]!, strokes) : strokes;
    this.#write(at, STROKES, value);
  }

  /**
   * Adds arms of a line that reaches into the border of a shape: they join strokes, above or
   * below, and leave whatever else stands there, such as a title on the border.
   */
  reach(column: number, row: number, strokes: number): void {
    const at = this.#at(column, row);
    if (at < 0 || this.#kinds[at]! > STROKES) return;
    this.strokes(column, row, strokes);
  }

  /** Adds braille dots; bits as in Unicode: U+2800 plus the dots is the character. */
  dots(column: number, row: number, dots: number): void {
    const at = this.#at(column, row);
    if (at < 0) return;
    const joins = this.#kinds[at] === DOTS &&
      (!this.pen.over || this.#owners[at] === this.#owner);
    this.#write(at, DOTS, joins ? this.#values[at]! | dots : dots);
  }

  /** Writes a grapheme over what is there; `width` is the number of cells it takes. */
  grapheme(column: number, row: number, glyph: number, width: 1 | 2): void {
    const at = this.#at(column, row);
    if (width === 1) {
      if (at >= 0) this.#write(at, GLYPH, glyph);
      return;
    }
    const second = this.#at(column + 1, row);
    const whole = at >= 0 && second >= 0;
    if (at >= 0) this.#write(at, whole ? WIDE : EMPTY, glyph);
    if (second >= 0) this.#write(second, whole ? SECOND : EMPTY, glyph);
  }

  /** Fills a cell of the inside: nothing below is seen any more. */
  fill(column: number, row: number): void {
    const { fill } = this.pen;
    const at = this.#at(column, row);
    if (at < 0 || fill.kind === "none") return;
    const glyph = fill.kind === "glyph";
    this.#write(at, glyph ? GLYPH : EMPTY, glyph ? fill.glyph : 0);
    this.#bg[at] = fill.kind === "color" ? fill.paint : DEFAULT_PAINT;
  }

  /** On the border of a filled shape: of what is below only arms at these sides are seen. */
  keep(column: number, row: number, sides: number): void {
    const at = this.#at(column, row);
    if (at < 0 || this.#owners[at] === this.#owner) return;
    if (this.#kinds[at] === STROKES) {
      this.#values[at] = keepArms(this.#values[at]!, sides);
      if (this.#values[at] === 0) this.#kinds[at] = EMPTY;
    } else if (this.#kinds[at] !== EMPTY) {
      this.#release(at);
      this.#kinds[at] = EMPTY;
    }
  }

  /** Has the shape that is being laid written to this cell? */
  touched(column: number, row: number): boolean {
    const at = this.#at(column, row);
    return at >= 0 && this.#owners[at] === this.#owner;
  }

  /**
   * Writes the cells of `box` into a grid.
   *
   * @param box a part of the region. Its cells are right if the region is larger by a column on
   * each side, so that graphemes on its edges are known to be whole or not.
   * @param column, row the absolute cell at the grid's top left.
   */
  copyTo(grid: Grid, box: CellBox, column: number, row: number): void {
    const style = { fg: 0, bg: 0, attributes: 0 };
    const right = box.column + box.columns;
    for (let y = box.row; y < box.row + box.rows; y++) {
      for (let x = box.column; x < right; x++) {
        let at = this.#at(x, y), from = x;
        if (this.#kinds[at] === SECOND) {
          // The first half was written with it, unless it stands outside of the box.
          if (x > box.column) continue;
          at--, from--;
        }
        const glyph = this.#glyphAt(at);
        const visible = glyph !== BLANK;
        style.fg = visible ? this.#fg[at]! : DEFAULT_PAINT;
        style.bg = this.#bg[at]!;
        style.attributes = visible ? this.#attributes[at]! : 0;
        const wide = this.#kinds[at] === WIDE;
        grid.set(from - column, y - row, glyph, wide ? 2 : 1, style);
      }
    }
  }

  #glyphAt(at: number): number {
    const value = this.#values[at]!;
    switch (this.#kinds[at]) {
      case STROKES:
        return glyphOf(glyphOfStrokes(value));
      case GLYPH:
      case WIDE:
        return value;
      case DOTS:
        return BRAILLE + value;
      default:
        return BLANK;
    }
  }

  #at(column: number, row: number): number {
    const x = column - this.region.column, y = row - this.region.row;
    const { columns, rows } = this.region;
    return x >= 0 && x < columns && y >= 0 && y < rows ? y * columns + x : -1;
  }

  #write(at: number, kind: number, value: number): void {
    this.#release(at);
    const { fg, attributes } = this.pen;
    this.#kinds[at] = kind;
    this.#values[at] = value;
    this.#fg[at] = fg;
    this.#attributes[at] = attributes;
    this.#owners[at] = this.#owner;
  }

  #release(at: number): void {
    if (this.#kinds[at] === WIDE) this.#kinds[at + 1] = EMPTY;
    else if (this.#kinds[at] === SECOND) this.#kinds[at - 1] = EMPTY;
  }
}
