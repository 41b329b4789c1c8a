/**
 * Reads a frame of Ink's, text with SGR sequences, into cells.
 *
 * @module
 */

import { tokenize } from "@alcalzone/ansi-tokenize";
import {
  ATTRIBUTE,
  type CellStyle,
  DEFAULT_PAINT,
  glyphOf,
  Grid,
  palette,
  PLAIN,
  truecolor,
} from "../../shared/raster/grid.ts";
import { graphemes } from "../../shared/schema/width.ts";

/**
 * The chrome as cells. Reads only the lines that differ from those of the frame before: reading
 * 60 lines takes about 3 ms.
 */
export class Chrome {
  #grid: Grid;
  #lines: string[] = [];

  constructor(columns: number, rows: number) {
    this.#grid = new Grid(columns, rows);
  }

  /** The cells of the last frame read. */
  get grid(): Grid {
    return this.#grid;
  }

  /** Reads a frame; what does not fit is cut off. */
  read(frame: string): void {
    // Ink ends every style at the end of its line, so lines stand for themselves.
    const lines = frame.split("\n");
    for (let row = 0; row < this.#grid.rows; row++) {
      const line = lines[row] ?? "";
      if (line === this.#lines[row]) continue;
      this.#grid.clear(0, row, this.#grid.columns, 1);
      writeLine(this.#grid, row, line);
    }
    this.#lines = lines.slice(0, this.#grid.rows);
  }

  /** Blank, in another size, until the next frame is read. */
  resize(columns: number, rows: number): void {
    this.#grid = new Grid(columns, rows);
    this.#lines = [];
  }
}

function writeLine(grid: Grid, row: number, line: string): void {
  let style = PLAIN, column = 0;
  for (const token of tokenize(line)) {
    if (token.type === "ansi") style = restyle(style, token.code);
    else if (token.type === "char") {
      for (const { text, width } of graphemes(token.value)) {
        grid.set(column, row, glyphOf(text), width, style);
        column += width;
      }
    }
  }
}

const SETS: Readonly<Record<number, number>> = {
  1: ATTRIBUTE.bold,
  2: ATTRIBUTE.dim,
  3: ATTRIBUTE.italic,
  4: ATTRIBUTE.underline,
  7: ATTRIBUTE.inverse,
  9: ATTRIBUTE.strikethrough,
};

const RESETS: Readonly<Record<number, number>> = {
  22: ATTRIBUTE.bold | ATTRIBUTE.dim,
  23: ATTRIBUTE.italic,
  24: ATTRIBUTE.underline,
  27: ATTRIBUTE.inverse,
  29: ATTRIBUTE.strikethrough,
};

/** The style after one SGR sequence, which says one thing: the tokenizer has taken it apart. */
function restyle(style: CellStyle, code: string): CellStyle {
  // deno-lint-ignore no-control-regex
  const match = /^\x1b\[([\d;]*)m$/.exec(code);
  if (match === null) return style;
  const [first = 0, ...rest] = match[1]!.split(";").map(Number);
  const { attributes } = style;
  if (first === 0) return PLAIN;
  if (SETS[first]) return { ...style, attributes: attributes | SETS[first] };
  if (RESETS[first]) {
    return { ...style, attributes: attributes & ~RESETS[first] };
  }
  if (first === 38) return { ...style, fg: extended(rest) };
  if (first === 48) return { ...style, bg: extended(rest) };
  if (first === 39) return { ...style, fg: DEFAULT_PAINT };
  if (first === 49) return { ...style, bg: DEFAULT_PAINT };
  const named = first % 10 + (first >= 90 ? 8 : 0);
  if (/^[39][0-7]$/.test(String(first))) {
    return { ...style, fg: palette(named) };
  }
  if (/^(?:4|10)[0-7]$/.test(String(first))) {
    return { ...style, bg: palette(named) };
  }
  return style;
}

/** What follows 38 or 48: `5;index` or `2;red;green;blue`. */
function extended([kind, a = 0, b = 0, c = 0]: number[]): number {
  if (kind === 5) return palette(a & 255);
  return truecolor((a & 255) << 16 | (b & 255) << 8 | c & 255);
}
