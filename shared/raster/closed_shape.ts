/**
 * Closed shapes: fill, outline, label, in this order.
 *
 * @module
 */

import type { Cell } from "../geometry/line_cells.ts";
import { boxOf, type ClosedShape } from "../schema/shape.ts";
import { SIDE, WEIGHT } from "./arms.ts";
import { strokeDots } from "./dots.ts";
import type { Layers, Lens } from "./layers.ts";
import { type LabelRow, labelRows, layLabel } from "./label.ts";
import {
  borderOf,
  type Outline,
  outlineContains,
  rowsWithin,
} from "./outline.ts";
import {
  type SlopeLook,
  strokeArms,
  strokeSingle,
  strokeSlopes,
} from "./outline_strokes.ts";
import type { Charset } from "./pen.ts";
import { linesOf } from "./per_shape.ts";
import { type CellBox, cellsOfBox } from "./view.ts";

/** How closed shapes of one kind look. */
export interface ClosedLook {
  /** Insets of the outline, as in `geometry/insets.ts`. */
  insets(columns: number, rows: number, joined: boolean): number[];
  /** Slopes of which the outline consists; `null` for arms. */
  readonly slopes: ByCharset<SlopeLook | null>;
  /** The whole shape where it is one cell large. */
  readonly single: ByCharset<string>;
}

interface ByCharset<T> {
  readonly unicode: T;
  readonly ascii: T;
}

/** What a kind of closed shapes does that has this look. */
export function closedKind(look: ClosedLook): {
  draw(shape: ClosedShape, layers: Layers): void;
  contains(shape: ClosedShape, cell: Cell, lens: Lens): boolean;
  joins(shape: ClosedShape, lens: Lens): boolean;
  label(shape: ClosedShape, lens: Lens): readonly LabelRow[];
} {
  return {
    draw: (shape, layers) => drawClosed(shape, look, layers),
    contains: (shape, cell, lens) => closedContains(shape, look, cell, lens),
    joins: (shape, lens) => closedJoins(shape, look, lens),
    label: (shape, lens) => closedLabel(shape, look, lens),
  };
}

function drawClosed(
  shape: ClosedShape,
  look: ClosedLook,
  layers: Layers,
): void {
  const { pen, lens } = layers;
  const box = cellsOfBox(boxOf(shape), lens.zoom);
  const charset = pen.weight === WEIGHT.ascii ? "ascii" : "unicode";
  const outline = outlineOf(box, look, charset);
  const slopes = look.slopes[charset];
  if (pen.fill.kind !== "none") layFill(outline, layers);
  if (pen.braille) {
    strokeDots(dotOutline(box, look), layers);
  } else if (box.columns === 1 || box.rows === 1) {
    strokeSingle(box, look.single[charset], layers);
  } else if (slopes === null) {
    strokeArms(outline, layers);
  } else {
    strokeSlopes(outline, slopes, layers);
  }
  if (shape.text !== "") layLabel(closedLabel(shape, look, lens), layers);
}

// A label is laid again whenever something near it changes; where its words go stays.
const labels = new WeakMap<
  ClosedShape,
  { readonly key: string; readonly rows: readonly LabelRow[] }
>();

function closedLabel(
  shape: ClosedShape,
  look: ClosedLook,
  lens: Lens,
): readonly LabelRow[] {
  const key = `${lens.zoom} ${lens.charset}`;
  const known = labels.get(shape);
  if (known?.key === key) return known.rows;
  const box = cellsOfBox(boxOf(shape), lens.zoom);
  const outline = outlineOf(box, look, charsetOf(shape, lens));
  const rows = labelRows(linesOf(shape), outline, lens);
  labels.set(shape, { key, rows });
  return rows;
}

/** Slopes have no arms but in ASCII, where any two strokes join; nor has a sign in one cell. */
function closedJoins(
  shape: ClosedShape,
  look: ClosedLook,
  lens: Lens,
): boolean {
  const { columns, rows } = cellsOfBox(boxOf(shape), lens.zoom);
  return (columns > 1 || rows > 1) &&
    (charsetOf(shape, lens) === "ascii" || look.slopes.unicode === null);
}

/** Does the outline or the inside of a closed shape have this cell? */
function closedContains(
  shape: ClosedShape,
  look: ClosedLook,
  cell: Cell,
  lens: Lens,
): boolean {
  const box = cellsOfBox(boxOf(shape), lens.zoom);
  const outline = outlineOf(box, look, charsetOf(shape, lens));
  return outlineContains(outline, cell.column, cell.row);
}

function charsetOf(shape: ClosedShape, lens: Lens): Charset {
  return shape.stroke === "ascii" ? "ascii" : lens.charset;
}

function outlineOf(
  box: CellBox,
  look: ClosedLook,
  charset: Charset,
): Outline {
  const joined = look.slopes[charset] === null;
  return { box, joined, insets: look.insets(box.columns, box.rows, joined) };
}

/** The same outline in dots, of which a cell has 2 × 4. */
function dotOutline(box: CellBox, look: ClosedLook): Outline {
  const dots = {
    column: box.column * 2,
    row: box.row * 4,
    columns: box.columns * 2,
    rows: box.rows * 4,
  };
  return {
    box: dots,
    joined: false,
    insets: look.insets(dots.columns, dots.rows, false),
  };
}

function layFill(outline: Outline, layers: Layers): void {
  const { from, to } = rowsWithin(outline, layers.region);
  const first = layers.region.column;
  const last = first + layers.region.columns - 1;
  for (let row = from; row < to; row++) {
    const { left, leftEnd, rightStart, right } = borderOf(outline, row);
    for (
      let column = Math.max(left, first);
      column <= Math.min(right, last);
      column++
    ) {
      if (column > leftEnd && column < rightStart) layers.fill(column, row);
      else layers.keep(column, row, outwardSides(outline, column, row));
    }
  }
}

/** The sides of a border cell behind which the shape is not. */
function outwardSides(outline: Outline, column: number, row: number): number {
  const outside = (dx: number, dy: number) =>
    !outlineContains(outline, column + dx, row + dy);
  return (outside(0, -1) ? SIDE.up : 0) | (outside(1, 0) ? SIDE.right : 0) |
    (outside(0, 1) ? SIDE.down : 0) | (outside(-1, 0) ? SIDE.left : 0);
}
