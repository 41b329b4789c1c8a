/**
 * Another shape beside one, joined with it by an arrow: the fast way to draw a system (T20).
 *
 * @module
 */

import { endPoint } from "../../../shared/document/bindings.ts";
import {
  type CellBox,
  cellHeight,
  cellWidth,
} from "../../../shared/raster/view.ts";
import type { Binding, Side } from "../../../shared/schema/properties.ts";
import {
  type ClosedShape,
  isClosed,
  isPath,
  type ShapeInput,
} from "../../../shared/schema/shape.ts";
import { farCornerOf, overlap } from "../geometry/cells.ts";
import { contentOf } from "../shapes/copies.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import type { Cell, CellVector, ToolContext, ToolView } from "../tool.ts";

/** A shape beside another, before it is drawn. */
export interface Sprouting {
  readonly kind: "sprouting";
  /** The shape that it is like, and joined with. */
  readonly from: string;
  readonly side: Side;
  /** How far it is from that one, in world units. */
  readonly dx: number;
  readonly dy: number;
  readonly boxId: string;
  readonly arrowId: string;
}

/** Cells between the two, which the arrow takes. */
const GAP = { columns: 8, rows: 3 } as const;
/** Cells between shapes that sprout on one side of one shape. */
const BESIDE = { columns: 2, rows: 1 } as const;
/** So many places on one side are tried. */
const PLACES = 20;

const OPPOSITE = {
  top: "bottom",
  right: "left",
  bottom: "top",
  left: "right",
} as const;

/** A shape begins on the side that an arrow key points to; `null` if there is none to join. */
export function sprout(
  from: string,
  by: CellVector,
  context: ToolContext,
): Sprouting | null {
  const source = sourceOf(from, context);
  if (source === null) return null;
  const side = sideOf(by);
  return {
    kind: "sprouting",
    from,
    side,
    ...freePlace(source, side, context),
    boxId: context.newId(),
    arrowId: context.newId(),
  };
}

/** An arrow key: further away, nearer, or to another side. */
export function turned(
  sprouting: Sprouting,
  by: CellVector,
  context: ToolContext,
): Sprouting {
  const source = sourceOf(sprouting.from, context);
  if (source === null) return sprouting;
  const { zoom } = context;
  const side = sideOf(by);
  const place = { side, ...freePlace(source, side, context) };
  const moved = {
    dx: sprouting.dx + by.columns * cellWidth(zoom),
    dy: sprouting.dy + by.rows * cellHeight(zoom),
  };
  if (side === sprouting.side) return { ...sprouting, ...moved };
  if (side !== OPPOSITE[sprouting.side]) return { ...sprouting, ...place };
  const nearest = wayTo(source, sprouting.side, context);
  const way = Math.abs(nearest.dx) + Math.abs(nearest.dy);
  const now = upright(side) ? Math.abs(moved.dy) : Math.abs(moved.dx);
  const isAcross = upright(side)
    ? Math.sign(moved.dy) !== Math.sign(sprouting.dy)
    : Math.sign(moved.dx) !== Math.sign(sprouting.dx);
  return { ...sprouting, ...(now < way || isAcross ? place : moved) };
}

/** The new shape and its arrow; `null` if what they were to be joined with is gone. */
export function sprouted(
  { from, side, dx, dy, boxId, arrowId }: Sprouting,
  view: ToolView,
): { box: ShapeInput; arrow: ShapeInput; far: Cell } | null {
  const source = sourceOf(from, view);
  if (source === null) return null;
  const box: ClosedShape = {
    ...source,
    id: boxId,
    x: source.x + dx,
    y: source.y + dy,
    text: "",
    locked: false,
    groupId: null,
  };
  const start: Binding = { id: from, side, ratio: 0.5 };
  const end: Binding = { id: boxId, side: OPPOSITE[side], ratio: 0.5 };
  const first = endPoint(source, start), last = endPoint(box, end);
  const { stroke, color } = source;
  return {
    box: contentOf(box),
    arrow: {
      id: arrowId,
      type: "arrow",
      ...first,
      points: [[0, 0], [last.x - first.x, last.y - first.y]],
      route: "elbow",
      start,
      end,
      stroke,
      color,
    },
    far: farCornerOf(cellsOfShape(box, view.zoom)),
  };
}

function sourceOf(
  id: string,
  { document }: Pick<ToolView, "document">,
): ClosedShape | null {
  const shape = document.shapes.get(id)?.shape;
  return shape !== undefined && isClosed(shape) ? shape : null;
}

function sideOf({ columns, rows }: CellVector): Side {
  if (columns !== 0) return columns < 0 ? "left" : "right";
  return rows < 0 ? "top" : "bottom";
}

function upright(side: Side): boolean {
  return side === "top" || side === "bottom";
}

/** The nearest place on a side in which nothing is drawn yet, arrows aside. */
function freePlace(
  source: ClosedShape,
  side: Side,
  context: ToolContext,
): { dx: number; dy: number } {
  const { zoom } = context;
  const cells = cellsOfShape(source, zoom);
  const way = wayTo(source, side, context);
  const step = upright(side)
    ? { dx: (cells.columns + BESIDE.columns) * cellWidth(zoom), dy: 0 }
    : { dx: 0, dy: (cells.rows + BESIDE.rows) * cellHeight(zoom) };
  for (let place = 0; place < PLACES; place++) {
    // 0, 1, −1, 2, −2, …: below and to the right first.
    const times = Math.ceil(place / 2) * (place % 2 === 0 ? -1 : 1);
    const offset = {
      dx: way.dx + times * step.dx,
      dy: way.dy + times * step.dy,
    };
    const moved = {
      ...source,
      x: source.x + offset.dx,
      y: source.y + offset.dy,
    };
    if (isFree(cellsOfShape(moved, zoom), context)) return offset;
  }
  return way;
}

/** How far it is to the place just opposite of a side. */
function wayTo(
  source: ClosedShape,
  side: Side,
  { zoom }: ToolView,
): { dx: number; dy: number } {
  const { columns, rows } = cellsOfShape(source, zoom);
  const sign = side === "left" || side === "top" ? -1 : 1;
  return upright(side)
    ? { dx: 0, dy: sign * (rows + GAP.rows) * cellHeight(zoom) }
    : { dx: sign * (columns + GAP.columns) * cellWidth(zoom), dy: 0 };
}

function isFree(cells: CellBox, { touching, zoom }: ToolContext): boolean {
  return touching(cells).every((shape) =>
    isPath(shape) || !overlap(cells, cellsOfShape(shape, zoom))
  );
}
