/**
 * What a stroke or a fill looks like: drawn by what draws shapes, in a cell's height.
 *
 * @module
 */

import { Canvas } from "../../../shared/raster/canvas.ts";
import type { Charset } from "../../../shared/raster/pen.ts";
import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
import { CELL_HEIGHT, CELL_WIDTH } from "../../../shared/schema/units.ts";
import { shapesOf } from "../../state/company/shapes_of_preview.ts";
import type { StyleProperty } from "../../state/style/style_choices.ts";

/** Cells of a sample. */
export const SAMPLE_COLUMNS = { stroke: 3, fill: 2 } as const;
const ROWS = 3;

const drawn = new Map<string, string>();

/** The upper rim of a box with a stroke, or the inside of one with a fill. */
export function sampleOf(
  property: Exclude<StyleProperty, "color">,
  value: string,
  charset: Charset,
): string {
  const key = `${property} ${charset} ${value}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const sample = draw(property, value, charset);
  drawn.set(key, sample);
  return sample;
}

function draw(
  property: Exclude<StyleProperty, "color">,
  value: string,
  charset: Charset,
): string {
  const isFill = property === "fill";
  const inside = SAMPLE_COLUMNS[property];
  const columns = inside + (isFill ? 2 : 0);
  const [shape] = shapesOf({
    shape: {
      id: "sample",
      type: "rectangle",
      x: 0,
      y: 0,
      width: columns * CELL_WIDTH,
      height: ROWS * CELL_HEIGHT,
      [property]: value,
    },
  }, EMPTY_DOCUMENT);
  const view = { column: 0, row: 0, zoom: 100 } as const;
  const canvas = new Canvas({ columns, rows: ROWS, view, charset });
  canvas.setDrafts([{ shape: shape!, dim: false }]);
  canvas.render();
  return isFill
    ? canvas.grid.rowText(1).slice(1, 1 + inside)
    : canvas.grid.rowText(0);
}
