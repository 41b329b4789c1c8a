/**
 * The bar in which one sees, and seeks, all of a room's past.
 *
 * @module
 */

import type { PastWorld } from "../world.ts";

/** A cell of the bar. */
export interface TimelineCell {
  /** How dense things happened there, 0 to 4; `null` where that is not known. */
  readonly density: number | null;
  /** Whose event it stands for; `null` where that is not known. */
  readonly author: string | null;
}

/** A stretch of events. */
export interface Stretch {
  readonly floor: number;
  readonly head: number;
}

/** Cells of the screen left of the bar: the rim, and whether it plays. */
export const TIMELINE_LEFT = 4;
/** Cells right of it. */
const RIGHT = 1;

/** So many cells the bar takes on a screen of so many columns. */
export function timelineWidth(columns: number): number {
  return Math.max(1, columns - TIMELINE_LEFT - RIGHT);
}

/** The cell of the bar that an event is in. */
export function cellOfSeq(
  { floor, head }: Stretch,
  seq: number,
  width: number,
): number {
  return head === floor
    ? 0
    : Math.round((seq - floor) * (width - 1) / (head - floor));
}

/** The event that a cell of the bar stands for. */
export function seqOfCell(
  { floor, head }: Stretch,
  cell: number,
  width: number,
): number {
  const inside = Math.max(0, Math.min(cell, width - 1));
  return width === 1
    ? head
    : floor + Math.round(inside * (head - floor) / (width - 1));
}

/** Time from one event to the next, on the average, up to which a cell has density 4, 3, 2, 1. */
const PACES = [1_000, 10_000, 60_000, 3_600_000];

/** The bar of a stretch of the past. */
export function timelineOf(
  stretch: Stretch,
  columns: number,
  { timeOf, authorOf }: Pick<PastWorld, "timeOf" | "authorOf">,
): TimelineCell[] {
  const width = timelineWidth(columns);
  return Array.from({ length: width }, (_, cell) => {
    const seq = seqOfCell(stretch, cell, width);
    // From the middle of the cell before to the middle of the next one.
    const from = Math.max(
      seqOfCell(stretch, cell - 1, width),
      stretch.floor + 1,
    );
    const to = seqOfCell(stretch, cell + 1, width);
    const began = timeOf(from), ended = timeOf(to);
    const author = authorOf(Math.max(seq, stretch.floor + 1));
    if (began === null || ended === null) return { density: null, author };
    const pace = Math.max(0, ended - began) / Math.max(1, to - from);
    const slower = PACES.findIndex((least) => pace <= least);
    return { density: slower < 0 ? 0 : PACES.length - slower, author };
  });
}
