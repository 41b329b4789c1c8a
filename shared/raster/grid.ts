/**
 * Cells: what a terminal shows, in flat typed arrays, row by row (R1).
 *
 * @module
 */

/** Foreground or background: the terminal's own. */
export const DEFAULT_PAINT = 0;
const PALETTE = 0x0100_0000;
const TRUECOLOR = 0x0200_0000;

/** A cell's color from the 256-color palette (0–15 are the named colors). */
export function palette(index: number): number {
  return PALETTE | index;
}

/** A cell's color in 24 bits. */
export function truecolor(rgb: number): number {
  return TRUECOLOR | rgb;
}

/** A cell's color, taken apart. */
export function unpackPaint(
  paint: number,
): { kind: "default" } | { kind: "palette"; index: number } | {
  kind: "rgb";
  rgb: number;
} {
  if ((paint & TRUECOLOR) !== 0) return { kind: "rgb", rgb: paint & 0xff_ffff };
  if ((paint & PALETTE) !== 0) return { kind: "palette", index: paint & 0xff };
  return { kind: "default" };
}

/** Bits of a cell's attributes. */
export const ATTRIBUTE = {
  bold: 1,
  dim: 2,
  italic: 4,
  underline: 8,
  inverse: 16,
  strikethrough: 32,
} as const;

/** The glyph of an empty cell. */
export const BLANK = 0x20;
/** Stands in the second cell of a wide grapheme. */
export const CONTINUATION = 0xffff_ffff;
const INTERNED = 0x0020_0000;
const MAX_INTERNED = 0x0010_0000;
const REPLACEMENT = 0xfffd;

// Graphemes of several code points get numbers above Unicode. Cells of all grids of a process
// can so be compared by number. The table is bounded: a stranger chooses what is put in it.
const numbers = new Map<string, number>();
const texts: string[] = [];

/** The number under which a grapheme stands in {@linkcode Grid.glyphs}. */
export function glyphOf(grapheme: string): number {
  const codePoint = grapheme.codePointAt(0) ?? BLANK;
  if (grapheme.length <= (codePoint > 0xffff ? 2 : 1)) return codePoint;
  const known = numbers.get(grapheme);
  if (known !== undefined) return known;
  if (texts.length >= MAX_INTERNED) return REPLACEMENT;
  const number = INTERNED + texts.length;
  numbers.set(grapheme, number);
  texts.push(grapheme);
  return number;
}

/** The grapheme behind a number in {@linkcode Grid.glyphs}; empty for a continuation cell. */
export function graphemeOf(glyph: number): string {
  if (glyph === CONTINUATION) return "";
  return glyph >= INTERNED
    ? texts[glyph - INTERNED]!
    : String.fromCodePoint(glyph);
}

/** How a cell is painted. */
export interface CellStyle {
  readonly fg: number;
  readonly bg: number;
  readonly attributes: number;
}

/** The terminal's own colors, no attributes. */
export const PLAIN: CellStyle = {
  fg: DEFAULT_PAINT,
  bg: DEFAULT_PAINT,
  attributes: 0,
};

/**
 * `rows` × `columns` cells.
 *
 * Invariant: a wide grapheme owns its cell and a {@linkcode CONTINUATION} to its right, and there
 * is no other continuation. Overwriting one half blanks the other; a wide grapheme that would
 * cross the right edge becomes a blank.
 */
export class Grid {
  readonly glyphs: Uint32Array;
  readonly fg: Uint32Array;
  readonly bg: Uint32Array;
  readonly attributes: Uint8Array;

  constructor(readonly columns: number, readonly rows: number) {
    const size = columns * rows;
    this.glyphs = new Uint32Array(size).fill(BLANK);
    this.fg = new Uint32Array(size);
    this.bg = new Uint32Array(size);
    this.attributes = new Uint8Array(size);
  }

  /**
   * Writes a grapheme; outside of the grid nothing happens.
   *
   * @param width cells that the grapheme takes, 1 or 2.
   */
  set(
    column: number,
    row: number,
    glyph: number,
    width: 1 | 2,
    style: CellStyle,
  ): void {
    if (row < 0 || row >= this.rows || column >= this.columns) return;
    if (width === 2 && (column < 0 || column + 1 >= this.columns)) {
      // Half of it is outside: what would be visible is blank.
      const visible = column < 0 ? column + 1 : column;
      if (visible >= 0) this.set(visible, row, BLANK, 1, style);
      return;
    }
    if (column < 0) return;
    const at = row * this.columns + column;
    this.#release(at);
    this.#put(at, glyph, style);
    if (width === 2) {
      this.#release(at + 1);
      this.#put(at + 1, CONTINUATION, style);
    }
  }

  /** Makes the cells of a rectangle blank, in the terminal's own colors. */
  clear(
    column = 0,
    row = 0,
    columns: number = this.columns,
    rows: number = this.rows,
  ): void {
    const left = Math.max(0, column),
      right = Math.min(this.columns, column + columns);
    const top = Math.max(0, row), bottom = Math.min(this.rows, row + rows);
    if (left >= right) return;
    for (let y = top; y < bottom; y++) {
      const from = y * this.columns + left, to = y * this.columns + right;
      this.#release(from);
      this.#release(to - 1);
      this.#blank(from, to);
    }
  }

  /** Copies all cells of a grid of the same size. */
  copyFrom(other: Grid): void {
    this.glyphs.set(other.glyphs);
    this.fg.set(other.fg);
    this.bg.set(other.bg);
    this.attributes.set(other.attributes);
  }

  /**
   * Moves all cells by some columns to the right and rows down, either of which may be negative.
   * What leaves the grid is lost, what is uncovered is blank.
   */
  shift(columns: number, rows: number): void {
    if (Math.abs(columns) >= this.columns || Math.abs(rows) >= this.rows) {
      return this.clear();
    }
    if (columns !== 0) {
      this.#cut(columns > 0 ? this.columns - columns : -columns);
    }
    const by = rows * this.columns + columns, size = this.glyphs.length;
    for (const cells of [this.glyphs, this.fg, this.bg, this.attributes]) {
      if (by > 0) cells.copyWithin(by, 0, size - by);
      else cells.copyWithin(0, -by, size);
    }
    const top = Math.max(0, rows), bottom = this.rows + Math.min(0, rows);
    const left = Math.max(0, columns),
      right = this.columns + Math.min(0, columns);
    this.#blank(0, top * this.columns);
    this.#blank(bottom * this.columns, size);
    for (let row = top; row < bottom; row++) {
      this.#blank(row * this.columns, row * this.columns + left);
      this.#blank(row * this.columns + right, (row + 1) * this.columns);
    }
  }

  /** The text of one row, trailing blanks included. */
  rowText(row: number): string {
    let text = "";
    for (let at = row * this.columns; at < (row + 1) * this.columns; at++) {
      text += graphemeOf(this.glyphs[at]!);
    }
    return text;
  }

  /** Blanks the visible half of each wide grapheme that stands across the left edge of a column. */
  #cut(column: number): void {
    for (let row = 0; row < this.rows; row++) {
      const at = row * this.columns + column;
      if (this.glyphs[at] !== CONTINUATION) continue;
      this.glyphs[at] = BLANK;
      this.glyphs[at - 1] = BLANK;
    }
  }

  #blank(from: number, to: number): void {
    this.glyphs.fill(BLANK, from, to);
    this.fg.fill(DEFAULT_PAINT, from, to);
    this.bg.fill(DEFAULT_PAINT, from, to);
    this.attributes.fill(0, from, to);
  }

  #put(at: number, glyph: number, style: CellStyle): void {
    this.glyphs[at] = glyph;
    this.fg[at] = style.fg;
    this.bg[at] = style.bg;
    this.attributes[at] = style.attributes;
  }

  /** Blanks the other half of a wide grapheme before one half is written over. */
  #release(at: number): void {
    if (this.glyphs[at] === CONTINUATION) this.glyphs[at - 1] = BLANK;
    else if (
      (at + 1) % this.columns !== 0 && this.glyphs[at + 1] === CONTINUATION
    ) {
      this.glyphs[at + 1] = BLANK;
    }
  }
}
