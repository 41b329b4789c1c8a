/**
 * The shapes of a document in the order of their places, so that what lies together in a drawing
 * lies together in its snapshot.
 *
 * @module
 */

import { resolved } from "../../../../shared/document/bindings.ts";
import type {
  Document,
  ShapeRecord,
} from "../../../../shared/document/document.ts";
import { drawnBox, targetsOf } from "../../../../shared/raster/targets.ts";
import type { Box } from "../../../../shared/schema/units.ts";

/** World units of a side of the squares that shapes are sorted into: a fifth of a screen. */
const SQUARE = 128;
/** Squares in a row, half of them on either side of 0; what lies further out counts as the rim. */
const SQUARES = 1 << 16;
/** Shapes that are looked at in one step. */
const STEP = 1_000;

/** A live shape, and the box in which it is drawn, in world units. */
export interface Placed {
  readonly record: ShapeRecord;
  readonly box: Box;
}

/**
 * The live shapes square by square, along a curve on which neighbors are near each other; in one
 * square by their last change. `null` after each step of the work: there is time for other work.
 */
export function* byPlace(
  document: Document,
): Generator<Placed | null, void, undefined> {
  const squares = new Map<number, Placed[]>();
  let left = STEP;
  for (const id of document.changes.since(0)) {
    const record = document.shapes.get(id);
    if (record === undefined) continue;
    const box = placeOf(document, record);
    const square = squareOf(box);
    const there = squares.get(square);
    if (there === undefined) squares.set(square, [{ record, box }]);
    else there.push({ record, box });
    if (--left > 0) continue;
    left = STEP;
    yield null;
  }
  for (const square of Uint32Array.from(squares.keys()).sort()) {
    yield* squares.get(square)!;
  }
}

/** The box in which a live shape of a document is drawn, in world units. */
export function placeOf(document: Document, { shape }: ShapeRecord): Box {
  const shapeOf = (id: string) => document.shapes.get(id)?.shape;
  return drawnBox(resolved(document, shape), targetsOf(shape, shapeOf));
}

function squareOf({ x, y, width, height }: Box): number {
  return alongCurve(numberOf(x + width / 2), numberOf(y + height / 2));
}

function numberOf(coordinate: number): number {
  const number = Math.floor(coordinate / SQUARE) + SQUARES / 2;
  return Math.max(0, Math.min(SQUARES - 1, number));
}

/**
 * How far along a Hilbert curve a square lies.
 *
 * @see Hilbert: Über die stetige Abbildung einer Linie auf ein Flächenstück, 1891.
 */
function alongCurve(column: number, row: number): number {
  let along = 0;
  for (let side = SQUARES / 2; side >= 1; side /= 2) {
    const right = (column & side) > 0 ? 1 : 0;
    const down = (row & side) > 0 ? 1 : 0;
    along += side * side * ((3 * right) ^ down);
    if (down === 1) continue;
    if (right === 1) {
      column = SQUARES - 1 - column;
      row = SQUARES - 1 - row;
    }
    [column, row] = [row, column];
  }
  return along;
}
