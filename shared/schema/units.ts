/**
 * World units: like a web canvas's pixels, y growing downward (E2).
 *
 * @module
 */

/** Width of one cell at 100 %, in world units. */
export const CELL_WIDTH = 8;
/** Height of one cell at 100 %, in world units. */
export const CELL_HEIGHT = 16;

/** A point in world units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An axis-aligned box in world units; `width` and `height` are never negative. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** World point at the centre of the cell in `column` and `row` at 100 %. */
export function cellCentre(column: number, row: number): Point {
  return { x: (column + 0.5) * CELL_WIDTH, y: (row + 0.5) * CELL_HEIGHT };
}
