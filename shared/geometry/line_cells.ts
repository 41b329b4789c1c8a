/**
 * The cells of a straight line.
 *
 * @module
 */

/** A cell by its column and row. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** A half-open rectangle of cells. */
export interface CellRect extends Cell {
  readonly columns: number;
  readonly rows: number;
}

/**
 * A straight line of cells (R30): `steps` + 1 of them, one for each step along its longer axis.
 * Unlike the loop of Bresenham each cell is found by itself, so a clipped line costs by what is
 * seen of it.
 */
export interface CellLine {
  /** Cells but one. */
  readonly steps: number;
  /** The cell after so many steps; 0 is the start, `steps` the end. */
  at(step: number): Cell;
  /** First and last step that may lie in a rectangle; first > last if none does. */
  within(rect: CellRect): { first: number; last: number };
}

/**
 * The line from one cell to another, both included.
 *
 * `from` → `to` and `to` → `from` cover the same cells, and mirrored ends give mirrored cells.
 * Where the ideal line passes exactly between two cells, the one nearer to the line's own end
 * is taken; in the very middle of a line, where no choice has both symmetries, the upper or
 * left one.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { lineCells } from "./line_cells.ts";
 *
 * assertEquals(lineCells({ column: 0, row: 0 }, { column: 3, row: 1 }), [
 *   { column: 0, row: 0 },
 *   { column: 1, row: 0 },
 *   { column: 2, row: 1 },
 *   { column: 3, row: 1 },
 * ]);
 * ```
 */
export function lineCells(from: Cell, to: Cell): Cell[] {
  const line = cellLine(from, to);
  return Array.from({ length: line.steps + 1 }, (_, step) => line.at(step));
}

/** The line from one cell to another, to be looked at in part; see {@linkcode lineCells}. */
export function cellLine(from: Cell, to: Cell): CellLine {
  const dx = to.column - from.column, dy = to.row - from.row;
  const wide = Math.abs(dx) >= Math.abs(dy);
  const steps = Math.max(Math.abs(dx), Math.abs(dy));
  const minor = wide ? dy : dx;
  const along = Math.sign(wide ? dx : dy);

  const at = (step: number): Cell => {
    const aside = across(step, steps, minor);
    return wide
      ? { column: from.column + along * step, row: from.row + aside }
      : { column: from.column + aside, row: from.row + along * step };
  };

  const within = (rect: CellRect): { first: number; last: number } => {
    const major = wide
      ? span(from.column, along, rect.column, rect.columns)
      : span(from.row, along, rect.row, rect.rows);
    const slope = steps === 0 ? 0 : minor / steps;
    // One cell more on each side: rounding moves the line by half a cell at most.
    const cross = wide
      ? span(from.row, slope, rect.row - 1, rect.rows + 2)
      : span(from.column, slope, rect.column - 1, rect.columns + 2);
    return {
      first: Math.max(0, Math.ceil(Math.max(major.from, cross.from))),
      last: Math.min(steps, Math.floor(Math.min(major.to, cross.to))),
    };
  };

  return { steps, at, within };
}

/** How far aside the line is after `step` steps; in whole numbers, so nothing is lost. */
function across(step: number, steps: number, minor: number): number {
  if (steps === 0) return 0;
  const doubled = 2 * step * minor;
  const low = Math.floor(doubled / (2 * steps));
  const rest = doubled - 2 * steps * low;
  if (rest !== steps) return rest > steps ? low + 1 : low;
  if (2 * step === steps) return low;
  // A tie: toward the start in the first half, toward the end in the second.
  const growing = minor > 0;
  return (2 * step < steps) === growing ? low : low + 1;
}

/** The steps, as real numbers, at which `start + speed * step` is in [low, low + length - 1]. */
function span(
  start: number,
  speed: number,
  low: number,
  length: number,
): { from: number; to: number } {
  const high = low + length - 1;
  if (speed === 0) {
    return start >= low && start <= high
      ? { from: -Infinity, to: Infinity }
      : { from: Infinity, to: -Infinity };
  }
  const a = (low - start) / speed, b = (high - start) / speed;
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
