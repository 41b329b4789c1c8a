/**
 * What typing makes of a shape.
 *
 * @module
 */

import {
  cellHeight,
  cellsOfBox,
  cellWidth,
} from "../../../shared/raster/view.ts";
import { MAX_SIZE } from "../../../shared/schema/limits.ts";
import { boxOf, type Props, type Shape } from "../../../shared/schema/shape.ts";
import { textCells } from "../../../shared/schema/width.ts";
import type { Entry } from "./entry.ts";
import type { Model } from "../model.ts";

/** Cells that border and padding take, of a box that fits its label. */
const FRAME = { columns: 4, rows: 2 } as const;

/**
 * The properties that typing gives a shape: its text, and where nobody chose the size of a box,
 * a size that shows all of it.
 */
export function typedProps(model: Model, entry: Entry, shape: Shape): Props {
  const { text } = entry.buffer;
  if (!entry.grows || shape.type !== "rectangle") return { text };
  const { zoom } = model.view;
  const now = cellsOfBox(boxOf(shape), zoom);
  const needed = textCells(text);
  const columns = needed.columns + FRAME.columns;
  const rows = needed.rows + FRAME.rows;
  if (columns <= now.columns && rows <= now.rows) return { text };
  return {
    text,
    width: Math.min(MAX_SIZE, Math.max(now.columns, columns) * cellWidth(zoom)),
    height: Math.min(MAX_SIZE, Math.max(now.rows, rows) * cellHeight(zoom)),
  };
}
