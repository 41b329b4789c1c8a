/**
 * Where the caret stands on the canvas.
 *
 * @module
 */

import { cellOfPoint, cellsOfBox } from "../../shared/raster/view.ts";
import { boxOf, type Shape } from "../../shared/schema/shape.ts";
import { lineWidth } from "../../shared/schema/width.ts";
import type { Cell } from "../tools/tool.ts";
import type { Entry } from "./entry.ts";
import type { Model } from "./model.ts";
import { caretPlace } from "./text_buffer.ts";
import { bringIntoSight, moveCursor } from "./viewport.ts";
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
  // Labels are centred, in closed shapes that mirror left and right.
  const lines = entry.buffer.text.split("\n");
  const inside = Math.max(1, box.rows - 2);
  const shown = Math.min(inside, lines.length);
  const top = box.row + 1 + Math.floor((inside - shown) / 2);
  const indent = Math.floor((box.columns - lineWidth(lines[line]!)) / 2);
  return {
    column: Math.min(
      box.column + box.columns - 2,
      Math.max(box.column + 1, box.column + indent) + cell,
    ),
    row: Math.min(top + line, box.row + Math.max(0, box.rows - 2)),
  };
}
