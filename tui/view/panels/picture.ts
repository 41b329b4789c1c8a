/**
 * What a panel looks like, as plain values: a title, perhaps a field, lines, a line about its keys.
 * `panel_box.tsx` lays any of them out; a click is looked up in the same values.
 *
 * @module
 */

import type { CellBox } from "../../../shared/raster/view.ts";
import type { Paint } from "../../../shared/schema/color.ts";
import { pointOfWork } from "../../state/typing/caret.ts";
import type { Field } from "../../state/panels/field.ts";
import type { Keymap } from "../../state/input/keymap.ts";
import type { Model } from "../../state/model.ts";
import { CANVAS_TOP, canvasSize, footRows } from "../../state/viewport.ts";

/** Where on the screen a panel lies. */
export interface PanelPlace extends CellBox {
  /** Does it hide the whole canvas? Else its title is a bar, which sets it off. */
  readonly isWhole: boolean;
  /** Is the canvas at its left? Then a rule stands between them. */
  readonly isBeside?: boolean;
}

/** Words of one look. */
export interface Span {
  readonly text: string;
  readonly color?: Paint;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
  /** Behind it. */
  readonly background?: Paint;
  /** The name of the action that a click on it does. */
  readonly action?: string;
  /** What the panel is told by a click on it. */
  readonly pick?: number;
}

/** A line of a panel. */
export interface PanelLine {
  readonly spans: readonly Span[];
  /** Keys act on this one. */
  readonly isAt?: boolean;
  /** What the panel is told by a click on it. */
  readonly pick?: number;
}

/** A panel as it is shown. What does not fit is clipped, but which lines are shown is decided here. */
export interface PanelPicture {
  /** The cells of the screen that it takes. */
  readonly box: PanelPlace;
  readonly title: string;
  /** Beside the title. */
  readonly word: string;
  /** What is typed in it, under the title. */
  readonly field?: { readonly prompt: string; readonly field: Field };
  /** The field stands below the lines instead. */
  readonly isFieldLast?: boolean;
  readonly lines: readonly PanelLine[];
  /** What its keys do, in its last line; without one where nothing is to be told. */
  readonly keys: string;
}

/** Draws the panel of state `P`. */
export type PanelView<P> = (
  model: Model,
  panel: P,
  keys: Keymap,
) => PanelPicture;

/** A line of one look. */
export function textLine(
  text: string,
  look: Omit<Span, "text"> = {},
): PanelLine {
  return { spans: [{ text, ...look }] };
}

/** Cells at the left and right rim of a panel that stay empty. */
export const PANEL_MARGIN = 1;

/** Over the whole canvas. */
export function wholeCanvas(model: Model): PanelPlace {
  return { column: 0, row: CANVAS_TOP, ...canvasSize(model), isWhole: true };
}

/** Over the last rows of the canvas: at most half of it. */
export function footOfCanvas(model: Model, rows: number): PanelPlace {
  const size = canvasSize(model);
  const height = footRows(model, rows);
  return {
    column: 0,
    row: CANVAS_TOP + size.rows - height,
    columns: size.columns,
    rows: height,
    isWhole: false,
  };
}

/** Over the last rows of the canvas; over the first where the last hide the place of work. */
export function awayFromWork(model: Model, rows: number): PanelPlace {
  const foot = footOfCanvas(model, rows);
  const work = pointOfWork(model).row - model.view.row + CANVAS_TOP;
  const isHidden = work >= foot.row && work < foot.row + foot.rows;
  return isHidden ? { ...foot, row: CANVAS_TOP } : foot;
}

/** Rows for lines in a panel with so many rows: without title, keys, and the field if it has one. */
export function rowsForLines({ rows }: CellBox, hasField = false): number {
  return Math.max(1, rows - 2 - (hasField ? 1 : 0));
}

/** What of its frame a panel has room for, beside its field and its lines: its keys go first. */
export function frameOf(
  { box, field, lines }: PanelPicture,
): { readonly title: boolean; readonly keys: boolean } {
  const spare = box.rows - lines.length - (field === undefined ? 0 : 1);
  return { title: spare >= 1, keys: spare >= 2 };
}

/** Cells for a line in a panel. */
export function columnsForLine({ columns }: CellBox): number {
  return Math.max(1, columns - 2 * PANEL_MARGIN);
}

/** The first of so many lines to show, so that line `at` of `count` is seen. */
export function firstShown(at: number, count: number, rows: number): number {
  return Math.max(0, Math.min(at - Math.floor(rows / 2), count - rows));
}
