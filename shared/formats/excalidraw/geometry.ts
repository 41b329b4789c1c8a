/**
 * Places of Excalidraw on our cells. Its pixels are our world units; boxes are moved to whole
 * cells, points to the middle of theirs.
 *
 * @module
 */

import type { Binding, Side } from "../../schema/properties.ts";
import { MAX_POINTS } from "../../schema/limits.ts";
import {
  type Box,
  CELL_HEIGHT,
  CELL_WIDTH,
  cellCentre,
  type Point,
} from "../../schema/units.ts";
import { textCells } from "../../schema/width.ts";

/**
 * The cells that a box covers, as a box: large enough for its label, which in a terminal may need
 * more room than it did, and grown around its middle where it was not.
 */
export function snappedBox(box: Box, label: string): Box {
  const left = Math.min(box.x, box.x + box.width);
  const top = Math.min(box.y, box.y + box.height);
  const cells = textCells(label);
  const least = label === ""
    ? { columns: 2, rows: 2 }
    : { columns: cells.columns + 2, rows: cells.rows + 2 };
  const across = snapped(left, Math.abs(box.width), CELL_WIDTH, least.columns);
  const down = snapped(top, Math.abs(box.height), CELL_HEIGHT, least.rows);
  return { x: across.at, y: down.at, width: across.size, height: down.size };
}

function snapped(
  at: number,
  size: number,
  cell: number,
  least: number,
): { at: number; size: number } {
  const first = Math.round(at / cell);
  const cells = Math.round((at + size) / cell) - first;
  const more = Math.max(0, least - cells);
  return {
    at: (first - Math.floor(more / 2)) * cell,
    size: (cells + more) * cell,
  };
}

/** The middle of the cell that a point lies in. */
export function snappedPoint({ x, y }: Point): Point {
  return cellCentre(Math.floor(x / CELL_WIDTH), Math.floor(y / CELL_HEIGHT));
}

/** Points in the middle of their cells: those that follow in one cell are one. */
export function snappedPoints(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points.map(snappedPoint)) {
    const last = kept.at(-1);
    if (last?.x !== point.x || last.y !== point.y) kept.push(point);
  }
  return thinned(kept);
}

/** As many points as a stroke may have, the ends among them. */
function thinned(points: readonly Point[]): Point[] {
  const most = MAX_POINTS;
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from(
    { length: most },
    (_, index) => points[Math.round(index * step)]!,
  );
}

/** The side of a box that a point is nearest to, and how far along it. */
export function bindingAt(id: string, box: Box, point: Point): Binding {
  const across = clamp((point.x - box.x) / box.width);
  const down = clamp((point.y - box.y) / box.height);
  const distances: [Side, number][] = [
    ["left", Math.abs(point.x - box.x)],
    ["right", Math.abs(point.x - box.x - box.width)],
    ["top", Math.abs(point.y - box.y)],
    ["bottom", Math.abs(point.y - box.y - box.height)],
  ];
  const [side] = distances.reduce((a, b) => (b[1] < a[1] ? b : a));
  const ratio = side === "top" || side === "bottom" ? across : down;
  return { id, side, ratio };
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(1, value)) : 0.5;
}
