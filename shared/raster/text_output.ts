/**
 * A drawing as lines of text: `.txt`, and `.ans` with color (R50).
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import { BLANK, type CellStyle, graphemeOf, Grid } from "./grid.ts";
import type { Charset } from "./pen.ts";
import { cull, rasterize } from "./rasterize.ts";
import { Scene } from "./scene.ts";
import { sgr, SGR_RESET } from "./sgr.ts";
import {
  type CellBox,
  cellsSeen,
  grown,
  type View,
  type Zoom,
} from "./view.ts";

/** Cells of one text at most: two shapes at opposite ends of the world span 15 billion. */
export const MAX_TEXT_CELLS = 4_000_000;

/** What to write, and how. */
export interface TextOptions {
  /** Columns; up to the last cell of the content when left out. */
  readonly columns?: number;
  /** Rows; up to the last cell of the content when left out. */
  readonly rows?: number;
  /** Top left and zoom; the top left of the content, at 100 %, when left out. */
  readonly view?: View;
  readonly charset?: Charset;
  /** Cells that the text may have; {@linkcode MAX_TEXT_CELLS} when left out. */
  readonly maxCells?: number;
  /** With SGR sequences; each line ends without any style. */
  readonly color?: boolean;
}

/**
 * A drawing as text: lines end with LF and have no trailing spaces; there are no empty lines at
 * the end. Without `view`, empty lines and columns before the content are left out as well.
 *
 * @throws {RangeError} if the text would have more than `maxCells` cells.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../document/document.ts";
 * import { renderText } from "./text_output.ts";
 *
 * assertEquals(renderText(EMPTY_DOCUMENT), "");
 * ```
 */
export function renderText(
  source: Document | Scene,
  options: TextOptions = {},
): string {
  return [...textInSteps(source, options)].join("");
}

/**
 * The same, bit by bit: the parts of the text, some of them empty, none of which takes long.
 *
 * @param onProgress is told how many of the rows are drawn.
 * @throws {RangeError} as {@linkcode renderText} does.
 */
export function* textInSteps(
  source: Document | Scene,
  options: TextOptions = {},
  onProgress: (done: number, total: number) => void = () => {},
): Generator<string, void> {
  const scene = source instanceof Scene ? source : new Scene(source);
  const { charset = "unicode", color = false, view } = options;
  const zoom = view?.zoom ?? 100;
  const region = regionOf(scene, options, zoom);
  if (region === null) return;
  const grid = new Grid(region.columns, region.rows);
  for (const band of bandsOf(region)) {
    layOn(grid, scene, band, region, zoom, charset);
    onProgress(band.row + band.rows - region.row, region.rows);
    yield "";
  }
  const from = view === undefined
    ? marginOf(grid, color)
    : { column: 0, row: 0 };
  let empty = 0;
  for (let row = from.row; row < grid.rows; row++) {
    const line = lineOf(grid, row, from.column, color);
    if (line === "") empty++;
    else {
      yield `${"\n".repeat(empty)}${line}\n`;
      empty = 0;
    }
  }
}

/** Cells that are drawn at a time. */
const BAND_CELLS = 16_000;

/** A region from top to bottom, in parts of whole rows. */
function* bandsOf(region: CellBox): Generator<CellBox> {
  const { row, rows, columns } = region;
  const height = Math.max(1, Math.floor(BAND_CELLS / Math.max(1, columns)));
  for (let done = 0; done < rows; done += height) {
    yield { ...region, row: row + done, rows: Math.min(height, rows - done) };
  }
}

/** The cells of a region, as a grid of its size. */
export function renderGrid(
  scene: Scene,
  region: CellBox,
  zoom: Zoom,
  charset: Charset,
): Grid {
  const grid = new Grid(region.columns, region.rows);
  layOn(grid, scene, region, region, zoom, charset);
  return grid;
}

/** Draws a part of a region on the grid that shows all of it. */
function layOn(
  grid: Grid,
  scene: Scene,
  part: CellBox,
  region: CellBox,
  zoom: Zoom,
  charset: Charset,
): void {
  const wider = grown(part, 1, 0);
  rasterize(cull(scene, wider, zoom), wider, { zoom, charset })
    .copyTo(grid, part, region.column, region.row);
}

function regionOf(
  scene: Scene,
  { columns, rows, view, maxCells = MAX_TEXT_CELLS }: TextOptions,
  zoom: Zoom,
): CellBox | null {
  const box = scene.contentBox();
  if (box === null) return null;
  const content = cellsSeen(box, zoom);
  const { column, row } = view ?? content;
  const region = {
    column,
    row,
    columns: columns ?? Math.max(0, content.column + content.columns - column),
    rows: rows ?? Math.max(0, content.row + content.rows - row),
  };
  if (region.columns * region.rows > maxCells) {
    throw new RangeError(
      `Cannot write ${region.columns} x ${region.rows} cells as text, the limit is ` +
        `${maxCells}: say which columns, rows and view to show`,
    );
  }
  return region;
}

/** Columns and rows before the first cell that is seen. */
function marginOf(
  grid: Grid,
  color: boolean,
): { column: number; row: number } {
  let column = grid.columns, top = grid.rows;
  for (let row = 0; row < grid.rows; row++) {
    const start = row * grid.columns;
    for (let x = 0; x < grid.columns; x++) {
      if (!isSeen(grid, start + x, color)) continue;
      column = Math.min(column, x);
      top = Math.min(top, row);
      break;
    }
  }
  return { column, row: top };
}

function isSeen(grid: Grid, at: number, color: boolean): boolean {
  return grid.glyphs[at] !== BLANK || color && grid.bg[at] !== 0;
}

function lineOf(
  grid: Grid,
  row: number,
  column: number,
  color: boolean,
): string {
  const start = row * grid.columns;
  let end = start + grid.columns;
  while (end > start + column && !isSeen(grid, end - 1, color)) end--;
  let line = "", style = "";
  for (let at = start + column; at < end; at++) {
    if (color) {
      const next = sgr(styleAt(grid, at));
      if (next !== style) {
        line += (style === "" ? "" : SGR_RESET) + next;
        style = next;
      }
    }
    line += graphemeOf(grid.glyphs[at]!);
  }
  return style === "" ? line : line + SGR_RESET;
}

function styleAt(grid: Grid, at: number): CellStyle {
  return {
    fg: grid.fg[at]!,
    bg: grid.bg[at]!,
    attributes: grid.attributes[at]!,
  };
}
