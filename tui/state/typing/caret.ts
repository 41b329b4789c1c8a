/**
 * Where the caret stands on the canvas.
 *
 * @module
 */

import { rasterizerOf } from "../../../shared/raster/shapes/shapes.ts";
import { targetsOf } from "../../../shared/raster/targets.ts";
import { cellsOf } from "../../../shared/raster/text_layout.ts";
import { tiesOf, UNTIED } from "../../../shared/raster/tie.ts";
import {
  type CellBox,
  cellOfPoint,
  cellsOfBox,
} from "../../../shared/raster/view.ts";
import { boxOf, isPath, type Shape } from "../../../shared/schema/shape.ts";
import type { Cell } from "../../tools/tool.ts";
import { type Entry, entryShape } from "./entry.ts";
import type { Model } from "../model.ts";
import {
  cellOfPlace,
  placeAt,
  rowsOfLines,
  type TextRow,
} from "./text_rows.ts";
import { bringIntoSight, moveCursor } from "../viewport.ts";

/** The cell that the user is at: the cursor's, or where text is typed, the caret's. */
export function pointOfWork(model: Model): Cell {
  return (model.entry && caretCell(model, model.entry)) ?? model.cursor;
}

/** With the caret in sight; where typing has ended far from the cursor, the cursor goes there. */
export function followCaret(before: Model, model: Model): Model {
  if (before.entry === null && model.entry === null) return model;
  if (model.entry !== null) {
    const caret = caretCell(model, model.entry);
    return caret === null ? model : bringIntoSight(model, caret);
  }
  return isInSight(model, model.cursor)
    ? model
    : moveCursor(model, pointOfWork(before));
}

/** The same for what others do: not while the user looks elsewhere. */
export function followCaretInSight(before: Model, model: Model): Model {
  return isInSight(before, pointOfWork(before))
    ? followCaret(before, model)
    : model;
}

/**
 * The rows in which the text stands that is being typed.
 *
 * @param which `all`: where some of it has no room to be seen, its lines instead.
 */
export function typedRows(
  model: Model,
  entry: Entry,
  which: "seen" | "all" = "seen",
): readonly TextRow[] {
  const { zoom } = model.view;
  const { text } = entry.buffer;
  if (entry.target.kind === "new") {
    return rowsOfLines(text, cellOfPoint(entry.target.at, zoom));
  }
  const shape = entryShape(model, entry);
  if (shape === null) return [];
  const box = cellsOfBox(boxOf(shape), zoom);
  if (entry.target.kind === "text") return rowsOfLines(text, box);
  const rows = labelRows(model, shape);
  const isAll = rows.length > 0 && !rows.some(({ isCut }) => isCut);
  return which === "seen" || isAll ? rows : rowsOfLines(text, box);
}

/** The rows of a shape's label. */
export function labelRows(
  model: Model,
  shape: Shape,
): readonly (TextRow & { readonly isCut: boolean })[] {
  // To viewers of ASCII a label has the same rows, but in some round shapes.
  const lens = { zoom: model.view.zoom, charset: "unicode" } as const;
  const { shapes } = model.document;
  const ties = isPath(shape)
    ? tiesOf(shape, targetsOf(shape, (id) => shapes.get(id)?.shape), lens)
    : UNTIED;
  const rows = rasterizerOf(shape).label?.(shape, lens, ties) ?? [];
  return rows.map((row) => ({ ...row, cells: cellsOf(row.graphemes) }));
}

function isInSight(model: Model, cell: Cell): boolean {
  return bringIntoSight(model, cell) === model;
}

/** The cell in which the next letter will stand; `null` where its shape is not there yet. */
function caretCell(model: Model, entry: Entry): Cell | null {
  const { text, caret } = entry.buffer;
  const place = placeAt(text, caret);
  const cell = cellOfPlace(typedRows(model, entry), place);
  if (cell !== null) return cell;
  const shape = entryShape(model, entry);
  return shape && middleOf(cellsOfBox(boxOf(shape), model.view.zoom));
}

function middleOf({ column, row, columns, rows }: CellBox): Cell {
  return {
    column: column + Math.floor(columns / 2),
    row: row + Math.floor(rows / 2),
  };
}
