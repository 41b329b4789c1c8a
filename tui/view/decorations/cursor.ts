import { ATTRIBUTE, PLAIN } from "../../../shared/raster/grid.ts";
import { cellOfPoint, cellsOfBox } from "../../../shared/raster/view.ts";
import { boxOf } from "../../../shared/schema/shape.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import type { Entry } from "../../state/entry.ts";
import type { Model } from "../../state/model.ts";
import { caretPlace } from "../../state/text_buffer.ts";
import type { Cell } from "../../tools/tool.ts";
import type { Brush } from "./brush.ts";

const CURSOR = { ...PLAIN, attributes: ATTRIBUTE.inverse };

/** Our own cell cursor; where text is typed, the caret. */
export function cursorMark(model: Model, brush: Brush): void {
  brush.restyle(
    model.entry === null ? model.cursor : caretCell(model, model.entry),
    CURSOR,
  );
}

/** The cell in which the next letter will stand. */
export function caretCell(model: Model, entry: Entry): Cell {
  const { line, cell } = caretPlace(entry.buffer);
  const { zoom } = model.view;
  if (entry.target.kind === "new") {
    const { column, row } = cellOfPoint(entry.target.at, zoom);
    return { column: column + cell, row: row + line };
  }
  const shape = model.document.shapes.get(entry.target.id)?.shape;
  if (shape === undefined) return model.cursor;
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
