/**
 * What typing makes of a shape.
 *
 * @module
 */

import { flowText } from "../../../shared/raster/text_flow.ts";
import {
  cellHeight,
  cellsOfBox,
  cellWidth,
} from "../../../shared/raster/view.ts";
import { MAX_SIZE } from "../../../shared/schema/limits.ts";
import { boxOf, type Props, type Shape } from "../../../shared/schema/shape.ts";
import { graphemes, textCells } from "../../../shared/schema/width.ts";
import type { Entry } from "./entry.ts";
import type { Model } from "../model.ts";

/** Cells that border and padding take, of a box that fits its label. */
const FRAME = { columns: 4, rows: 2 } as const;
/** Cells of a line of text above which a box gets higher instead of wider. */
const WIDEST = 48;

/**
 * The properties that typing gives a shape: its text, and where nobody chose the size of a box,
 * a size that shows all of it.
 */
export function typedProps(model: Model, entry: Entry, shape: Shape): Props {
  const { text } = entry.buffer;
  if (!entry.grows || shape.type !== "rectangle") return { text };
  const { zoom } = model.view;
  const now = cellsOfBox(boxOf(shape), zoom);
  const needed = cellsFor(text, now.columns - FRAME.columns);
  const columns = needed.columns + FRAME.columns;
  const rows = needed.rows + FRAME.rows;
  if (columns <= now.columns && rows <= now.rows) return { text };
  return {
    text,
    width: Math.min(MAX_SIZE, Math.max(now.columns, columns) * cellWidth(zoom)),
    height: Math.min(MAX_SIZE, Math.max(now.rows, rows) * cellHeight(zoom)),
  };
}

/** A shape as it is with what is typed; itself, if it is so already. */
export function typedShape(model: Model, entry: Entry, stored: Shape): Shape {
  const props = typedProps(model, entry, stored);
  const isSo = Object.keys(props).length === 1 && "text" in stored &&
    stored.text === props.text;
  // What is known of a shape as long as it is there must not be found out again.
  return isSo ? stored : { ...stored, ...props } as Shape;
}

/** Cells that a text needs: as it is, or in as many rows as it flows through. */
function cellsFor(
  text: string,
  width: number,
): { readonly columns: number; readonly rows: number } {
  const asItIs = textCells(text);
  const columns = Math.max(width, Math.min(WIDEST, asItIs.columns));
  if (asItIs.columns <= columns) return asItIs;
  // Words need at most twice the rows that their letters would fill.
  const most = asItIs.rows + 2 * Math.ceil(2 * text.length / columns);
  const rows = flowText(
    text.split("\n").map(graphemes),
    new Array<number>(most).fill(columns),
    { charset: "unicode", breakWords: true },
  );
  return { columns, rows: rows?.length ?? most };
}
