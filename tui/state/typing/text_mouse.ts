/**
 * The mouse in the text that is being typed: a click puts the caret, dragging selects, a double
 * click selects a word, a third one the line.
 *
 * @module
 */

import { cellsOfBox } from "../../../shared/raster/view.ts";
import { boxOf } from "../../../shared/schema/shape.ts";
import { sameCell } from "../../tools/geometry/cells.ts";
import type { Cell } from "../../tools/tool.ts";
import type { Model } from "../model.ts";
import { typedRows } from "./caret.ts";
import { type Entry, entryShape } from "./entry.ts";
import { withCaret } from "./entry_keys.ts";
import { caretAt } from "./text_buffer.ts";
import { nearestPlace } from "./text_rows.ts";
import { lineEnd, lineStart, wordAround } from "./text_steps.ts";

/** A press of the mouse in a text. */
export interface TextPress {
  readonly cell: Cell;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** How often the mouse was pressed there without a pause. */
  readonly times: number;
  /** Is the button still down? */
  readonly isHeld: boolean;
}

/** Presses within this time on one cell belong together, in milliseconds. */
const AGAIN_MS = 400;

/**
 * A press on a cell; `null` where that is not in the text.
 *
 * @param extend what is selected is extended to there.
 */
export function pressInText(
  model: Model,
  entry: Entry,
  cell: Cell,
  { now, extend }: { readonly now: number; readonly extend: boolean },
): Model | null {
  if (!isInText(model, entry, cell)) return null;
  const { press, buffer } = entry;
  const again = press !== null && sameCell(press.cell, cell) &&
    now - press.at < AGAIN_MS;
  const times = again ? press.times + 1 : 1;
  const pressed: Entry = {
    ...entry,
    marking: false,
    press: { cell, at: now, times, isHeld: true },
  };
  const { text } = buffer;
  const place = placeAtCell(model, entry, cell);
  if (times === 1) {
    const anchor = extend ? buffer.anchor : place;
    return withCaret(model, pressed, caretAt(buffer, place, anchor));
  }
  const { from, to } = times === 2
    ? wordAround(text, place)
    : { from: lineStart(text, place), to: lineEnd(text, place) };
  return withCaret(model, pressed, caretAt(buffer, to, from));
}

/** With the mouse dragged to a cell; `null` if no press in the text began that. */
export function dragInText(
  model: Model,
  entry: Entry,
  cell: Cell,
): Model | null {
  const { press, buffer } = entry;
  if (press?.isHeld !== true) return null;
  // Hands tremble: a click stays one until the mouse is in another cell.
  if (sameCell(press.cell, cell) && press.times > 1) return model;
  const place = placeAtCell(model, entry, cell);
  return withCaret(model, entry, caretAt(buffer, place, buffer.anchor));
}

/** With the button let go. */
export function releaseInText(model: Model, entry: Entry): Model {
  if (entry.press?.isHeld !== true) return model;
  const press = { ...entry.press, isHeld: false };
  return { ...model, entry: { ...entry, press } };
}

function placeAtCell(model: Model, entry: Entry, cell: Cell): number {
  const { text } = entry.buffer;
  return nearestPlace(text, typedRows(model, entry), cell);
}

/** Is a cell inside of the shape's border, or in the text or right behind it? */
function isInText(model: Model, entry: Entry, cell: Cell): boolean {
  const shape = entryShape(model, entry);
  if (shape === null) return false;
  const box = cellsOfBox(boxOf(shape), model.view.zoom);
  const border = entry.target.kind === "label" ? 1 : 0;
  const behind = entry.target.kind === "label" ? 0 : 1;
  return cell.column >= box.column + border &&
    cell.column < box.column + box.columns - border + behind &&
    cell.row >= box.row + border && cell.row < box.row + box.rows - border;
}
