/**
 * A real terminal emulator in memory, for tests.
 *
 * @module
 */

import xterm from "@xterm/headless";
import * as graphemesAddon from "@xterm/addon-unicode-graphemes";
import {
  ATTRIBUTE,
  BLANK,
  CONTINUATION,
  DEFAULT_PAINT,
  glyphOf,
  Grid,
  palette,
  truecolor,
} from "../../../shared/raster/grid.ts";

type Cell = NonNullable<
  ReturnType<
    NonNullable<
      ReturnType<xterm.Terminal["buffer"]["active"]["getLine"]>
    >["getCell"]
  >
>;

/** An xterm that tells what it shows as a grid. */
export class Emulator {
  readonly #terminal: xterm.Terminal;

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 0,
    });
    // Without this its widths are those of Unicode 6.
    this.#terminal.loadAddon(
      new graphemesAddon.UnicodeGraphemesAddon() as unknown as Parameters<
        xterm.Terminal["loadAddon"]
      >[0],
    );
  }

  /** Settles when all bytes have been worked off. */
  feed(bytes: Uint8Array | string): Promise<void> {
    return new Promise((settle) => this.#terminal.write(bytes, settle));
  }

  /** Calls `listener` with what the emulator answers to queries. */
  onAnswer(listener: (answer: string) => void): void {
    this.#terminal.onData(listener);
  }

  /** Which screen is shown. */
  get screen(): "normal" | "alternate" {
    return this.#terminal.buffer.active.type;
  }

  /** Which modes are on. */
  get modes(): xterm.Terminal["modes"] {
    return this.#terminal.modes;
  }

  /** The window gets another size; as in real ones, what is shown then is its own affair. */
  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** The cells shown. */
  grid(): Grid {
    const { cols, rows, buffer } = this.#terminal;
    const grid = new Grid(cols, rows);
    for (let row = 0; row < rows; row++) {
      const line = buffer.active.getLine(buffer.active.baseY + row)!;
      for (let column = 0; column < cols; column++) {
        write(grid, row * cols + column, line.getCell(column)!);
      }
    }
    return grid;
  }
}

/** Written past {@linkcode Grid.set}: the grid shall hold what the emulator has, right or wrong. */
function write(grid: Grid, at: number, cell: Cell): void {
  const continues = cell.getWidth() === 0;
  grid.glyphs[at] = continues ? CONTINUATION : glyphOf(cell.getChars() || " ");
  const style = continues ? at - 1 : at;
  grid.fg[at] = continues
    ? grid.fg[style]!
    : paint(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor());
  grid.bg[at] = continues
    ? grid.bg[style]!
    : paint(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor());
  grid.attributes[at] = continues
    ? grid.attributes[style]!
    : attributesOf(cell);
}

function paint(isRgb: boolean, isPalette: boolean, color: number): number {
  return isRgb ? truecolor(color) : isPalette ? palette(color) : DEFAULT_PAINT;
}

function attributesOf(cell: Cell): number {
  return (cell.isBold() ? ATTRIBUTE.bold : 0) |
    (cell.isDim() ? ATTRIBUTE.dim : 0) |
    (cell.isItalic() ? ATTRIBUTE.italic : 0) |
    (cell.isUnderline() ? ATTRIBUTE.underline : 0) |
    (cell.isInverse() ? ATTRIBUTE.inverse : 0) |
    (cell.isStrikethrough() ? ATTRIBUTE.strikethrough : 0);
}

/** A grid as text, one line a cell that is not empty: what a failed comparison shows. */
export function describe(grid: Grid): string[] {
  const lines: string[] = [];
  for (let at = 0; at < grid.glyphs.length; at++) {
    const glyph = grid.glyphs[at]!;
    const style = [grid.fg[at], grid.bg[at], grid.attributes[at]];
    if (glyph === BLANK && style.every((part) => part === 0)) continue;
    const row = Math.floor(at / grid.columns), column = at % grid.columns;
    const shown = glyph === CONTINUATION ? "→" : glyph.toString(16);
    lines.push(`${row},${column} ${shown} ${style.join("/")}`);
  }
  return lines;
}
