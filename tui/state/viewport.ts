/**
 * Where one looks: canvas and screen, scrolling, zooming.
 *
 * @module
 */

import {
  boxOfCells,
  type CellBox,
  cellHeight,
  cellOfPoint,
  cellsTouched,
  cellWidth,
  centreOfCell,
  fitView,
  type View,
  type Zoom,
  ZOOMS,
} from "../../shared/raster/view.ts";
import { MAX_COORDINATE } from "../../shared/schema/limits.ts";
import type { Viewport } from "../../shared/schema/presence.ts";
import type { Box } from "../../shared/schema/units.ts";
import type { Cell, CellVector } from "../tools/tool.ts";
import type { Model } from "./model.ts";

/** Rows above the canvas. */
export const CANVAS_TOP = 1;
/** Rows that chrome always takes: one above the canvas, one below it. */
export const CHROME_ROWS = 2;
/** And while one is in the past: the bar. */
const TIMELINE_ROWS = 1;
/** The smallest terminal in which one can draw (T10). */
export const SMALLEST = { columns: 20, rows: 6 } as const;

/** Is the terminal too small to draw in? */
export function tooSmall(model: Model): boolean {
  return model.screen.columns < SMALLEST.columns ||
    model.screen.rows < SMALLEST.rows;
}

/** Size of the canvas, in cells; at least 1 × 1. */
export function canvasSize(model: Model): { columns: number; rows: number } {
  const { columns, rows } = model.screen;
  const chat = chatSize(model);
  const isBeside = chat.rows > 0 && chat.columns < columns;
  return {
    columns: Math.max(1, isBeside ? columns - chat.columns : columns),
    rows: Math.max(
      1,
      rows - chromeRows(model) - (isBeside ? 0 : chat.rows),
    ),
  };
}

/** Screens from this width on have the chat at the side. */
const WIDE = 110;
/** Cells of the chat at the side, and its rows at the foot, where there are so many. */
const CHAT = { columns: 46, rows: 8 } as const;
/** Cells at both rims of the chat that stay empty. */
export const CHAT_RIMS = 2;

/**
 * What the open chat takes of the screen: the canvas gets smaller by it, so that one can go on
 * drawing. On wide screens it is at the side, else at the foot and as wide as the screen; nothing
 * while it is closed.
 */
export function chatSize(model: Model): { columns: number; rows: number } {
  const { columns } = model.screen;
  const rows = Math.max(1, model.screen.rows - chromeRows(model));
  if (!model.chat.isOpen) return { columns, rows: 0 };
  return columns >= WIDE
    ? { columns: CHAT.columns, rows }
    : { columns, rows: Math.min(CHAT.rows, Math.max(3, Math.floor(rows / 2))) };
}

/** Is a cell of the screen one of the open chat's? */
export function isInChat(model: Model, column: number, row: number): boolean {
  if (!model.chat.isOpen) return false;
  const canvas = canvasSize(model);
  const below = row - CANVAS_TOP;
  return below >= 0 && below < model.screen.rows - chromeRows(model) &&
    (column >= canvas.columns || below >= canvas.rows);
}

/** Rows that a panel at the foot of the canvas gets of those it wants: at most half of it. */
export function footRows(model: Model, wanted: number): number {
  const { rows } = canvasSize(model);
  return Math.min(rows, wanted, Math.max(3, Math.floor(rows / 2)));
}

function chromeRows({ past }: Model): number {
  return past === null ? CHROME_ROWS : CHROME_ROWS + TIMELINE_ROWS;
}

/** The cells of the world that are in sight. */
export function visibleCells(model: Model): CellBox {
  const { column, row } = model.view;
  return { column, row, ...canvasSize(model) };
}

/** Is there a drawing, and all of it out of sight? */
export function looksAway(model: Model): boolean {
  if (model.content === null) return false;
  const seen = visibleCells(model);
  const drawn = cellsTouched(model.content, model.view.zoom);
  return drawn.column + drawn.columns <= seen.column ||
    seen.column + seen.columns <= drawn.column ||
    drawn.row + drawn.rows <= seen.row || seen.row + seen.rows <= drawn.row;
}

/** The part of the world in sight, in world units, as others are told of it. */
export function viewportOf(model: Model): Viewport {
  const box = boxOfCells(visibleCells(model), model.view.zoom);
  return { ...box, x: clampWorld(box.x), y: clampWorld(box.y) };
}

/** What of the world is in sight at first on a terminal of a size: asked for before the rest (P3). */
export function firstSight(
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Viewport {
  return boxOfCells({
    column: 0,
    row: 0,
    columns: Math.max(1, columns),
    rows: Math.max(1, rows - CHROME_ROWS),
  }, 100);
}

/** The cell of the world at a cell of the screen; `null` outside of the canvas. */
export function cellAt(model: Model, column: number, row: number): Cell | null {
  const { columns, rows } = canvasSize(model);
  const inside = column >= 0 && column < columns && row >= CANVAS_TOP &&
    row < CANVAS_TOP + rows;
  return inside ? nearestCell(model, column, row) : null;
}

/** The cell of the world nearest to a cell of the screen. */
export function nearestCell(model: Model, column: number, row: number): Cell {
  const { columns, rows } = canvasSize(model);
  return clampCell({
    column: model.view.column + clamp(column, 0, columns - 1),
    row: model.view.row + clamp(row - CANVAS_TOP, 0, rows - 1),
  }, model.view.zoom);
}

/** With the view moved; the cursor stays where it is in the world. */
export function pan(model: Model, by: CellVector): Model {
  const view = clampCell({
    column: model.view.column + by.columns,
    row: model.view.row + by.rows,
  }, model.view.zoom);
  return { ...model, view: { ...view, zoom: model.view.zoom } };
}

/** With the view moved, and the cursor kept in sight. */
export function scroll(model: Model, by: CellVector): Model {
  return withCursorInSight(pan(model, by));
}

/** With the cursor on the nearest cell that is in sight. */
export function withCursorInSight(model: Model): Model {
  const { column, row, columns, rows } = visibleCells(model);
  return {
    ...model,
    cursor: {
      column: clamp(model.cursor.column, column, column + columns - 1),
      row: clamp(model.cursor.row, row, row + rows - 1),
    },
  };
}

/** With the cursor at a cell, and the view moved as far as it takes to see it. */
export function moveCursor(model: Model, to: Cell): Model {
  const cursor = clampCell(to, model.view.zoom);
  return { ...model, cursor, view: viewOf(model, cursor) };
}

/** With the view moved as far as it takes to see a cell. */
export function bringIntoSight(model: Model, cell: Cell): Model {
  const view = viewOf(model, clampCell(cell, model.view.zoom));
  const { column, row } = model.view;
  return view.column === column && view.row === row
    ? model
    : { ...model, view };
}

function viewOf(model: Model, cell: Cell): View {
  const { columns, rows } = canvasSize(model);
  return {
    ...model.view,
    column: scrolled(model.view.column, columns, cell.column, 8),
    row: scrolled(model.view.row, rows, cell.row, 4),
  };
}

/** With the next larger or smaller zoom; `around` stays where it is on the screen. */
export function zoomBy(model: Model, by: 1 | -1, around: Cell): Model {
  const index = ZOOMS.indexOf(model.view.zoom) + by;
  const zoom = ZOOMS[clamp(index, 0, ZOOMS.length - 1)]!;
  return zoomTo(model, zoom, around);
}

/** With a zoom; `around` stays where it is on the screen. */
export function zoomTo(model: Model, zoom: Zoom, around: Cell): Model {
  const { view } = model;
  if (zoom === view.zoom) return model;
  const convert = (cell: Cell): Cell =>
    cellOfPoint(centreOfCell(cell.column, cell.row, view.zoom), zoom);
  const fixed = convert(around);
  const next: View = {
    column: fixed.column - (around.column - view.column),
    row: fixed.row - (around.row - view.row),
    zoom,
  };
  return moveCursor({ ...model, view: next }, convert(model.cursor));
}

/** With a box of the world in the middle, as large as it fits, but never above 100 %. */
export function fit(model: Model, content: Box): Model {
  const { columns, rows } = canvasSize(model);
  const view = fitView(content, { columns, rows });
  const cursor = {
    column: view.column + Math.floor(columns / 2),
    row: view.row + Math.floor(rows / 2),
  };
  return moveCursor({ ...model, view }, cursor);
}

/**
 * With a terminal of another size; the cursor stays in sight. A terminal that gets its old size
 * back, without anything being done in between, gets its old view back.
 */
export function resized(model: Model, columns: number, rows: number): Model {
  const { resizing } = model;
  const from = resizing?.to === model.view ? resizing.from : model.view;
  const next = moveCursor(
    { ...model, view: from, screen: { columns, rows } },
    model.cursor,
  );
  return { ...next, resizing: { from, to: next.view } };
}

/** How far the view starts so that `at` is in it: a jump, since each costs a whole picture. */
function scrolled(
  start: number,
  size: number,
  at: number,
  jump: number,
): number {
  const margin = Math.min(jump, Math.floor((size - 1) / 2));
  if (at < start) return at - margin;
  if (at >= start + size) return at - size + 1 + margin;
  return start;
}

function clampCell(cell: Cell, zoom: Zoom): Cell {
  // A screen's width from the rim of the world, so that what is drawn there is still in it.
  const columns = Math.floor(MAX_COORDINATE / cellWidth(zoom)) - 700;
  const rows = Math.floor(MAX_COORDINATE / cellHeight(zoom)) - 700;
  return {
    column: clamp(cell.column, -columns, columns),
    row: clamp(cell.row, -rows, rows),
  };
}

function clampWorld(value: number): number {
  return clamp(value, -MAX_COORDINATE, MAX_COORDINATE);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
