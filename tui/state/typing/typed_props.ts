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
  type Zoom,
} from "../../../shared/raster/view.ts";
import { MAX_SIZE } from "../../../shared/schema/limits.ts";
import {
  boxOf,
  type Props,
  type Shape,
  type ShapeOf,
} from "../../../shared/schema/shape.ts";
import { graphemes, textCells } from "../../../shared/schema/width.ts";
import { USUAL_BOX } from "../../tools/geometry/box_geometry.ts";
import type { Growth } from "../../tools/tool.ts";
import type { Entry } from "./entry.ts";
import type { Model } from "../model.ts";

/** Cells that borders take, across or down. */
const BORDERS = 2;

type Rectangle = ShapeOf<"rectangle">;

/** Cells that border and padding take, of a box that fits its label. */
const FRAME = { columns: 4, rows: 2 } as const;
/** Cells of a line of text above which a box gets higher instead of wider. */
const WIDEST = 48;

/**
 * The properties that typing gives a shape: its text, and of a box that was just drawn a size that
 * shows all of it.
 */
export function typedProps(model: Model, entry: Entry, shape: Shape): Props {
  const { text } = entry.buffer;
  const { grows } = entry;
  if (grows === null || shape.type !== "rectangle") return { text };
  const size = grows === "lines"
    ? sizeForLines(shape, text, model.view.zoom)
    : sizeForWords(shape, text, entry.columns);
  return { text, ...size };
}

/**
 * How a label that is typed on later may make its box larger: as it could when it was new. One that
 * is cut already was given no more room by somebody.
 */
export function growthOf(shape: Shape): Growth | null {
  if (shape.type !== "rectangle") return null;
  const { columns, rows } = cellsOfBox(boxOf(shape), 100);
  const isCut =
    Object.keys(sizeForWords(shape, shape.text, columns)).length > 0;
  if (isCut) return null;
  const label = textCells(shape.text);
  const fitting = label.columns + FRAME.columns;
  const isItsOwn = rows === label.rows + FRAME.rows &&
    (columns === fitting || columns === Math.max(fitting, USUAL_BOX.columns));
  return isItsOwn ? "lines" : "words";
}

/** As wide as the longest line. */
function sizeForLines(shape: Rectangle, text: string, zoom: Zoom): Props {
  const now = cellsOfBox(boxOf(shape), zoom);
  const needed = cellsFor(text, now.columns - FRAME.columns);
  const columns = needed.columns + FRAME.columns;
  const rows = needed.rows + FRAME.rows;
  if (columns <= now.columns && rows <= now.rows) return {};
  return {
    width: Math.min(MAX_SIZE, Math.max(now.columns, columns) * cellWidth(zoom)),
    height: Math.min(MAX_SIZE, Math.max(now.rows, rows) * cellHeight(zoom)),
  };
}

/** As wide as somebody made it, unless a word has no room, and high enough for all rows. */
function sizeForWords(
  shape: Rectangle,
  text: string,
  chosen: number,
): Props {
  if (text.trim() === "") return {};
  const now = cellsOfBox(boxOf(shape), 100);
  const words = text.split(/\s+/).map((word) => textCells(word).columns);
  const longest = Math.min(WIDEST, Math.max(...words));
  const fitting = longest <= chosen - BORDERS ? 0 : longest + FRAME.columns;
  const columns = Math.max(now.columns, fitting);
  const rows = rowsIn(text, columns - BORDERS) + BORDERS;
  if (columns === now.columns && rows <= now.rows) return {};
  return {
    width: Math.min(MAX_SIZE, columns * cellWidth(100)),
    height: Math.min(MAX_SIZE, Math.max(now.rows, rows) * cellHeight(100)),
  };
}

/** A shape as it is with what is typed; itself, if it is so already. */
export function typedShape(model: Model, entry: Entry, stored: Shape): Shape {
  // It got its size with its text. What is known of it must not be found out at every look.
  if ("text" in stored && stored.text === entry.buffer.text) return stored;
  return { ...stored, ...typedProps(model, entry, stored) } as Shape;
}

/** Cells that a text needs: as it is, or in as many rows as it flows through. */
function cellsFor(
  text: string,
  width: number,
): { readonly columns: number; readonly rows: number } {
  const asItIs = textCells(text);
  const columns = Math.max(width, Math.min(WIDEST, asItIs.columns));
  return asItIs.columns <= columns
    ? asItIs
    : { columns, rows: rowsIn(text, columns) };
}

/** Rows that a text flows through. */
function rowsIn(text: string, columns: number): number {
  const lines = text.split("\n").map(graphemes);
  // Words need at most twice the rows that their letters would fill.
  const most = lines.length + 2 * Math.ceil(2 * text.length / columns);
  const rows = flowText(
    lines,
    new Array<number>(most).fill(columns),
    { charset: "unicode", breakWords: true },
  );
  return rows?.length ?? most;
}
