/**
 * Where the caret stands on the canvas.
 *
 * @module
 */

import { cellInLabel } from "../../../shared/raster/label.ts";
import { rasterizerOf } from "../../../shared/raster/shapes/shapes.ts";
import {
  type CellBox,
  cellOfPoint,
  cellsOfBox,
} from "../../../shared/raster/view.ts";
import { boxOf, type Shape } from "../../../shared/schema/shape.ts";
import type { Cell } from "../../tools/tool.ts";
import type { Entry } from "./entry.ts";
import type { Model } from "../model.ts";
import { caretPlace } from "./text_buffer.ts";
import { bringIntoSight, moveCursor } from "../viewport.ts";
import { typedProps } from "./typed_props.ts";

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

function isInSight(model: Model, cell: Cell): boolean {
  return bringIntoSight(model, cell) === model;
}

/** The cell in which the next letter will stand; `null` where its shape is not there yet. */
function caretCell(model: Model, entry: Entry): Cell | null {
  const { line, cell } = caretPlace(entry.buffer);
  const { zoom } = model.view;
  if (entry.target.kind === "new") {
    const { column, row } = cellOfPoint(entry.target.at, zoom);
    return { column: column + cell, row: row + line };
  }
  const stored = model.document.shapes.get(entry.target.id)?.shape;
  if (stored === undefined) return null;
  const shape = { ...stored, ...typedProps(model, entry, stored) } as Shape;
  const box = cellsOfBox(boxOf(shape), zoom);
  if (entry.target.kind === "text") {
    return { column: box.column + cell, row: box.row + line };
  }
  // To viewers of ASCII a label has the same rows, but in some round shapes.
  const lens = { zoom, charset: "unicode" } as const;
  const rows = rasterizerOf(shape).label?.(shape, lens) ?? [];
  return cellInLabel(rows, line, cell) ?? middleOf(box);
}

function middleOf({ column, row, columns, rows }: CellBox): Cell {
  return {
    column: column + Math.floor(columns / 2),
    row: row + Math.floor(rows / 2),
  };
}
