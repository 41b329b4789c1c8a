/**
 * Rectangles in a picture: four straight rows of edges of one weight.
 *
 * @module
 */

import type { Picture, Place } from "./picture.ts";

const RIGHT = 1, DOWN = 2, LEFT = 3, UP = 0;

/** A rectangle by the cells of its border, the last ones included. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly weight: number;
}

/** Pairs of corners to look at: far more than any drawing has, which a text made to be slow has. */
const MOST_PAIRS = 2_000_000;

/** How much may be looked at still. */
interface Budget {
  pairs: number;
}

/** Finds rectangles, from the top down, and explains their edges. */
export function findRects(picture: Picture, most: number): Rect[] {
  const found: Rect[] = [];
  const budget = { pairs: MOST_PAIRS };
  const { columns, rows } = picture.grid;
  for (let row = 0; row < rows && found.length < most; row++) {
    for (let column = 0; column < columns; column++) {
      const rect = rectFrom(picture, { column, row }, budget);
      if (rect === null || !explains(picture, rect)) continue;
      found.push(rect);
    }
  }
  return found;
}

/**
 * The rectangle with this cell as its top left corner. From a plain corner, lines that cross the
 * border are passed over at first: two boxes that overlap are two boxes, not three.
 */
function rectFrom(
  picture: Picture,
  corner: Place,
  budget: Budget,
): Rect | null {
  const weight = picture.edge(corner, RIGHT);
  if (weight === 0 || picture.edge(corner, DOWN) !== weight) return null;
  const isPlain = picture.edge(corner, UP) === 0 &&
    picture.edge(corner, LEFT) === 0;
  return isPlain && rectAcross(picture, corner, weight, true, budget) ||
    rectAcross(picture, corner, weight, false, budget);
}

function rectAcross(
  picture: Picture,
  corner: Place,
  weight: number,
  passCrossings: boolean,
  budget: Budget,
): Rect | null {
  const { column: left, row: top } = corner;
  const goesOn = (place: Place, side: number) =>
    picture.edge(place, side) === weight;
  const isCrossing = (place: Place) =>
    [UP, RIGHT, DOWN, LEFT].every((side) => picture.edge(place, side) !== 0);
  for (
    let right = left + 1;
    goesOn({ column: right - 1, row: top }, RIGHT);
    right++
  ) {
    const topRight = { column: right, row: top };
    if (!goesOn(topRight, DOWN) || passCrossings && isCrossing(topRight)) {
      continue;
    }
    for (let bottom = top + 1;; bottom++) {
      if (--budget.pairs < 0) return null;
      if (!goesOn({ column: left, row: bottom - 1 }, DOWN)) break;
      if (!goesOn({ column: right, row: bottom - 1 }, DOWN)) break;
      const bottomLeft = { column: left, row: bottom };
      if (!goesOn(bottomLeft, RIGHT)) continue;
      if (passCrossings && isCrossing(bottomLeft)) continue;
      if (isRow(picture, bottomLeft, right, weight)) {
        return { left, top, right, bottom, weight };
      }
    }
  }
  return null;
}

function isRow(
  picture: Picture,
  { column, row }: Place,
  right: number,
  weight: number,
): boolean {
  for (let at = column; at < right; at++) {
    if (picture.edge({ column: at, row }, RIGHT) !== weight) return false;
  }
  return true;
}

/** Explains the edges of a rectangle; `false` if all of them were explained before. */
function explains(picture: Picture, rect: Rect): boolean {
  let isNew = false;
  for (const [place, side] of edgesOf(rect)) {
    if (picture.openEdge(place, side) === 0) continue;
    picture.explain(place, side);
    isNew = true;
  }
  return isNew;
}

function* edgesOf(
  { left, top, right, bottom }: Rect,
): Generator<[Place, number]> {
  for (let column = left; column < right; column++) {
    yield [{ column, row: top }, RIGHT];
    yield [{ column, row: bottom }, RIGHT];
  }
  for (let row = top; row < bottom; row++) {
    yield [{ column: left, row }, DOWN];
    yield [{ column: right, row }, DOWN];
  }
}

/** The cells of the border. */
export function* borderOf(
  { left, top, right, bottom }: Rect,
): Generator<Place> {
  for (let column = left; column <= right; column++) {
    yield { column, row: top };
    yield { column, row: bottom };
  }
  for (let row = top + 1; row < bottom; row++) {
    yield { column: left, row };
    yield { column: right, row };
  }
}
