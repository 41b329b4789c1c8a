/**
 * Outlines of closed shapes, row by row: which cells of a row are border, and which are inside.
 * Rectangles, ellipses and diamonds differ by their insets alone.
 *
 * @module
 */

import type { CellBox } from "./view.ts";

/** A closed outline that is convex in each row and mirrors left and right, top and bottom. */
export interface Outline {
  readonly box: CellBox;
  /** How far the outline stands in from the left of the box, one a row. */
  readonly insets: readonly number[];
  /** Walked from side to side of cells, without diagonal steps. */
  readonly joined: boolean;
}

/** Border columns of a row: `left`–`leftEnd` and `rightStart`–`right`; all between is inside. */
export interface BorderRow {
  readonly left: number;
  readonly leftEnd: number;
  readonly rightStart: number;
  readonly right: number;
}

/** Is the row the first or last, where the border goes all the way across? */
export function isCap(outline: Outline, row: number): boolean {
  return row === outline.box.row ||
    row === outline.box.row + outline.box.rows - 1;
}

/** The inset of a row, and that of its neighbour toward the nearer cap. */
export function insetsAt(
  { box, insets }: Outline,
  row: number,
): { own: number; outer: number; upper: boolean } {
  const y = row - box.row;
  const upper = 2 * y < box.rows;
  const own = insets[y]!;
  return { own, outer: insets[upper ? y - 1 : y + 1] ?? own, upper };
}

/** The border of a row of the box. */
export function borderOf(outline: Outline, row: number): BorderRow {
  const { box, joined } = outline;
  const { own, outer } = insetsAt(outline, row);
  const left = box.column + own;
  const right = box.column + box.columns - 1 - own;
  if (isCap(outline, row)) {
    return { left, leftEnd: right, rightStart: left, right };
  }
  const run = Math.max(0, outer - own - (joined ? 0 : 1));
  return { left, leftEnd: left + run, rightStart: right - run, right };
}

/** Does the outline or its inside have this cell? */
export function outlineContains(
  outline: Outline,
  column: number,
  row: number,
): boolean {
  const { box, insets } = outline;
  const inset = insets[row - box.row];
  return inset !== undefined && column >= box.column + inset &&
    column < box.column + box.columns - inset;
}

/** The rows of an outline that lie in a region: from the first, up to but not with the last. */
export function rowsWithin(
  { box }: Outline,
  region: CellBox,
): { from: number; to: number } {
  return {
    from: Math.max(box.row, region.row),
    to: Math.min(box.row + box.rows, region.row + region.rows),
  };
}
