/**
 * An arrow between two shapes that are there, without steering the cursor to either (T20).
 *
 * @module
 */

import type { CellBox } from "../../../shared/raster/view.ts";
import {
  boxOf,
  type ClosedShape,
  isClosed,
  isPath,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import { bindingsOf } from "../geometry/bound_end.ts";
import { farCornerOf } from "../geometry/cells.ts";
import { pathGeometry } from "../geometry/path_geometry.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import type { Cell, CellVector, ToolView } from "../tool.ts";

/** An arrow from one shape to another, before it is drawn. */
export interface Joining {
  readonly kind: "joining";
  readonly from: string;
  readonly to: string;
  /** The shapes that it may go to, in Tab's order. */
  readonly targets: readonly string[];
  readonly arrowId: string;
}

/**
 * An arrow begins, to the nearest of the shapes that are not joined with `from` yet, or with
 * `by` -1 to the last one in that order; `null` if there is no other shape.
 */
export function join(
  from: string,
  by: 1 | -1,
  view: ToolView,
  newId: () => string,
): Joining | null {
  const targets = targetsOf(from, view);
  const to = targets.at(by > 0 ? 0 : -1);
  return to === undefined
    ? null
    : { kind: "joining", from, to, targets, arrowId: newId() };
}

/** Tab: to the next shape, or the one before, that is still there. */
export function goOnJoining(
  joining: Joining,
  by: 1 | -1,
  { document }: ToolView,
): Joining {
  const targets = joining.targets.filter((id) =>
    id === joining.to || document.shapes.has(id)
  );
  const at = targets.indexOf(joining.to);
  return { ...joining, to: targets.at((at + by) % targets.length)! };
}

/** An arrow key: to the shape that lies that way from where the arrow goes now. */
export function aimed(
  joining: Joining,
  by: CellVector,
  view: ToolView,
): Joining {
  const here = middleOf(joining.to, view);
  if (here === null) return joining;
  let to = joining.to, least = Infinity;
  for (const id of joining.targets) {
    const there = middleOf(id, view);
    if (there === null) continue;
    const dx = there.x - here.x, dy = there.y - here.y;
    const ahead = by.columns !== 0
      ? dx * Math.sign(by.columns)
      : dy * Math.sign(by.rows);
    const aside = Math.abs(by.columns !== 0 ? dy : dx);
    const way = ahead + 2 * aside;
    if (ahead <= 0 || aside > ahead || way >= least) continue;
    least = way;
    to = id;
  }
  return { ...joining, to };
}

/** The arrow, and the corner of what it goes to; `null` if one of the two is gone. */
export function joined(
  { from, to, arrowId }: Joining,
  view: ToolView,
): { arrow: ShapeInput; far: Cell } | null {
  const first = closedOf(from, view), last = closedOf(to, view);
  if (first === null || last === null) return null;
  const { zoom } = view;
  const far = cellsOfShape(last, zoom);
  const ends = facing(cellsOfShape(first, zoom), far);
  const ties = bindingsOf({ ...ends, nearFrom: [first], nearTo: [last] }, zoom);
  const { stroke, color } = first;
  return {
    arrow: {
      id: arrowId,
      type: "arrow",
      ...pathGeometry(ends.from, ends.to, zoom),
      ...ties,
      route: "elbow",
      stroke,
      color,
    } as ShapeInput,
    far: farCornerOf(far),
  };
}

/** The cells just outside of two boxes, in the middle of the sides that face each other. */
function facing(from: CellBox, to: CellBox): { from: Cell; to: Cell } {
  const across = gap(from.column, from.columns, to.column, to.columns);
  const down = gap(from.row, from.rows, to.row, to.rows);
  // A row is as high as two columns are wide.
  if (across >= 2 * down) {
    const isRight = to.column >= from.column;
    return {
      from: {
        column: beyond(from.column, from.columns, isRight),
        row: midRow(from),
      },
      to: { column: beyond(to.column, to.columns, !isRight), row: midRow(to) },
    };
  }
  const isBelow = to.row >= from.row;
  return {
    from: {
      column: midColumn(from),
      row: beyond(from.row, from.rows, isBelow),
    },
    to: { column: midColumn(to), row: beyond(to.row, to.rows, !isBelow) },
  };
}

/** Cells between two spans; below zero where they overlap. */
function gap(
  first: number,
  length: number,
  other: number,
  its: number,
): number {
  return Math.max(other - (first + length), first - (other + its));
}

function beyond(first: number, length: number, isAfter: boolean): number {
  return isAfter ? first + length : first - 1;
}

function midRow({ row, rows }: CellBox): number {
  return row + Math.floor((rows - 1) / 2);
}

function midColumn({ column, columns }: CellBox): number {
  return column + Math.floor((columns - 1) / 2);
}

/** The other closed shapes, the nearest first; those joined with `from` already last. */
function targetsOf(from: string, view: ToolView): string[] {
  const here = middleOf(from, view);
  if (here === null) return [];
  const found: { id: string; way: number }[] = [];
  const known = new Set<string>();
  for (const { shape } of view.document.shapes.values()) {
    if (isPath(shape)) {
      if (shape.start?.id === from && shape.end) known.add(shape.end.id);
      if (shape.end?.id === from && shape.start) known.add(shape.start.id);
      continue;
    }
    const there = shape.id === from ? null : middleOf(shape.id, view);
    if (there === null) continue;
    const way = Math.hypot(there.x - here.x, there.y - here.y);
    found.push({ id: shape.id, way });
  }
  found.sort((a, b) =>
    Number(known.has(a.id)) - Number(known.has(b.id)) || a.way - b.way ||
    (a.id < b.id ? -1 : 1)
  );
  return found.map(({ id }) => id);
}

function middleOf(
  id: string,
  view: ToolView,
): { x: number; y: number } | null {
  const shape = closedOf(id, view);
  if (shape === null) return null;
  const { x, y, width, height } = boxOf(shape);
  return { x: x + width / 2, y: y + height / 2 };
}

function closedOf(id: string, { document }: ToolView): ClosedShape | null {
  const shape = document.shapes.get(id)?.shape;
  return shape !== undefined && isClosed(shape) ? shape : null;
}
