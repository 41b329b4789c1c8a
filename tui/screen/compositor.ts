/**
 * Lays one picture over another: the chrome, the canvas in its box, and what stands on the canvas.
 *
 * @module
 */

import {
  BLANK,
  type CellStyle,
  CONTINUATION,
  type Grid,
} from "../../shared/raster/grid.ts";
import type { CellBox } from "../../shared/raster/view.ts";

/** A half-open rectangle of the screen's cells, counted from its top left. */
export type CellRect = CellBox;

/** A grid, and where on the screen its top left cell stands. */
export interface PlacedGrid {
  readonly grid: Grid;
  readonly column: number;
  readonly row: number;
}

/** A grapheme over the canvas, such as a cursor; in cells of the canvas, counted from its top left. */
export interface Decoration {
  readonly column: number;
  readonly row: number;
  readonly glyph: number;
  readonly width: 1 | 2;
  readonly style: CellStyle;
}

/** What a screen is made of, from below to above. */
export interface Layers {
  /** The frame around the canvas, and the panels over it; of the screen's size. */
  readonly chrome: Grid;
  readonly canvas: PlacedGrid | null;
  /** Where the chrome hides the canvas. */
  readonly panels: readonly CellRect[];
  /** Over the canvas, under the panels; what is outside of the canvas is not shown. */
  readonly decorations: readonly Decoration[];
}

/** Writes all cells of `target`, a grid of the screen's size. */
export function compose(target: Grid, layers: Layers): void {
  const { chrome, canvas, panels, decorations } = layers;
  copy(target, { grid: chrome, column: 0, row: 0 }, whole(target));
  if (canvas === null) return;
  copy(target, canvas, whole(target));
  decorate(target, canvas, decorations);
  for (const panel of panels) {
    copy(target, { grid: chrome, column: 0, row: 0 }, panel);
  }
}

function whole(grid: Grid): CellRect {
  return { column: 0, row: 0, columns: grid.columns, rows: grid.rows };
}

/** Copies the part of `source` that lies in `clip`; halves of wide graphemes become blanks. */
function copy(target: Grid, source: PlacedGrid, clip: CellRect): void {
  const { grid, column, row } = source;
  const left = Math.max(0, column, clip.column);
  const right = Math.min(
    target.columns,
    column + grid.columns,
    clip.column + clip.columns,
  );
  const top = Math.max(0, row, clip.row);
  const bottom = Math.min(target.rows, row + grid.rows, clip.row + clip.rows);
  if (left >= right) return;
  for (let y = top; y < bottom; y++) {
    copyRun(
      { grid, at: (y - row) * grid.columns, from: left - column },
      { grid: target, at: y * target.columns, from: left },
      right - left,
    );
  }
}

/** A place in one row of a grid: `at` is the row's first cell, `from` counts from there. */
interface Place {
  readonly grid: Grid;
  readonly at: number;
  readonly from: number;
}

function copyRun(source: Place, target: Place, length: number): void {
  const from = source.at + source.from, to = target.at + target.from;
  const cuts = (place: Place, column: number) =>
    column < place.grid.columns &&
    place.grid.glyphs[place.at + column] === CONTINUATION;
  const { glyphs } = target.grid;
  // What stood here loses the halves that stick out of the run, …
  if (cuts(target, target.from)) glyphs[to - 1] = BLANK;
  if (cuts(target, target.from + length)) glyphs[to + length] = BLANK;
  for (const cells of ["glyphs", "fg", "bg", "attributes"] as const) {
    target.grid[cells].set(
      source.grid[cells].subarray(from, from + length),
      to,
    );
  }
  // … and what comes loses those that would have to stick out.
  if (cuts(source, source.from)) glyphs[to] = BLANK;
  if (cuts(source, source.from + length)) glyphs[to + length - 1] = BLANK;
}

function decorate(
  target: Grid,
  canvas: PlacedGrid,
  decorations: readonly Decoration[],
): void {
  for (const { column, row, glyph, width, style } of decorations) {
    if (row < 0 || row >= canvas.grid.rows) continue;
    const room = canvas.grid.columns - column;
    if (column + width <= 0 || room <= 0) continue;
    const at = canvas.column + Math.max(0, column);
    const cut = column < 0 || room < width;
    target.set(
      at,
      canvas.row + row,
      cut ? BLANK : glyph,
      cut ? 1 : width,
      style,
    );
  }
}
