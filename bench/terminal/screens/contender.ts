/**
 * What shows cells on a terminal.
 *
 * @module
 */

import { EventEmitter } from "node:events";
import {
  DEFAULT_PAINT,
  graphemeOf,
  type Grid,
} from "../../../shared/raster/grid.ts";
import { sgr, SGR_RESET } from "../../../shared/raster/sgr.ts";
import type { CellBox } from "../../../shared/raster/view.ts";
import type { Size } from "./stage.ts";

/** The first and the last row of everybody's screen. */
export const CHROME = [
  " bench   v r c o d l a t e z",
  " SELECT   synced",
] as const;

/** A program that shows a grid of cells between two lines of text. */
export interface Contender {
  /**
   * Shows the cells, which differ from those before in `changed` at most; settles when all bytes are
   * written.
   */
  show(grid: Grid, changed: readonly CellBox[]): void | Promise<void>;
  close(): void | Promise<void>;
}

/** Makes a contender for a terminal of some size that hands all its bytes to `write`. */
export type MakeContender = (
  size: Size,
  write: (bytes: Uint8Array | string) => void,
) => Promise<Contender>;

/** A terminal as Node's programs know it. */
export class Tty extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly columns: number;
  readonly rows: number;

  constructor(
    { columns, rows }: Size,
    readonly onWrite: (bytes: Uint8Array | string) => void,
  ) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(bytes: string, ...rest: unknown[]): boolean {
    this.onWrite(bytes);
    const done = rest.at(-1);
    if (typeof done === "function") done();
    return true;
  }

  // What is asked of a keyboard.
  setRawMode(): this {
    return this;
  }
  setEncoding(): this {
    return this;
  }
  read(): null {
    return null;
  }
  resume(): this {
    return this;
  }
  pause(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

/** Rows of cells as text with SGR; only those are made anew that may have changed. */
export class Rows {
  readonly texts: string[];

  constructor(readonly size: Size) {
    this.texts = Array.from({ length: size.rows - 2 }, () => "");
  }

  update(grid: Grid, changed: readonly CellBox[]): void {
    const stale = new Set<number>();
    for (const { row, rows } of changed) {
      for (let at = row; at < row + rows; at++) stale.add(at);
    }
    for (const row of stale) this.texts[row] = rowText(grid, row);
  }
}

function rowText(grid: Grid, row: number): string {
  let text = "", fg = DEFAULT_PAINT, bg = DEFAULT_PAINT, attributes = 0;
  for (let at = row * grid.columns; at < (row + 1) * grid.columns; at++) {
    const differs = grid.fg[at] !== fg || grid.bg[at] !== bg ||
      grid.attributes[at] !== attributes;
    if (differs) {
      if ((fg | bg | attributes) !== 0) text += SGR_RESET;
      [fg, bg, attributes] = [grid.fg[at]!, grid.bg[at]!, grid.attributes[at]!];
      text += sgr({ fg, bg, attributes });
    }
    text += graphemeOf(grid.glyphs[at]!);
  }
  return (fg | bg | attributes) === 0 ? text : text + SGR_RESET;
}
