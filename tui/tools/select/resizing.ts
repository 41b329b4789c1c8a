/**
 * Pulling what is selected by a handle.
 *
 * @module
 */

import { resolved } from "../../../shared/document/bindings.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import {
  type ClosedShape,
  isClosed,
  isPath,
  type Props,
  type Shape,
} from "../../../shared/schema/shape.ts";
import { sameCell } from "../geometry/cells.ts";
import { unlocked } from "../shapes/locked.ts";
import { shownShape } from "../geometry/shape_cells.ts";
import type { ToolView } from "../tool.ts";
import {
  type BoxHandle,
  cellsAround,
  type Handle,
  handlesOf,
  MOST_RESIZED,
  type PlacedHandle,
  sameHandle,
} from "./handles.ts";
import { movedPoint } from "./moved_point.ts";
import { scaled } from "./scaled.ts";
import { stretch } from "./stretch.ts";

/** A handle of the selection goes with the cursor. */
export interface Resizing {
  readonly kind: "resizing";
  readonly handle: Handle;
  /** By a mouse button. */
  readonly held: boolean;
  /** Closed shapes near the cursor, to which the end of an arrow may be tied. */
  readonly near: readonly ClosedShape[];
}

/** Columns for each row of what is square on screen. */
const SQUARE = 2;

/** The handles of what is selected and not locked. */
export function selectedHandles(view: ToolView): PlacedHandle[] {
  return view.selection.length > MOST_RESIZED
    ? []
    : handlesOf(shownShapes(view), view.zoom);
}

/** The handle at the cursor, if there is one. */
export function handleAtCursor(view: ToolView): Handle | null {
  return selectedHandles(view)
    .find(({ cell }) => sameCell(cell, view.cursor))?.handle ?? null;
}

/**
 * The handle after another, or before it, as they will be when that one has been pulled to the
 * cursor; `null` when there is none any more.
 */
export function nextHandle(
  resizing: Resizing,
  by: 1 | -1,
  view: ToolView,
): PlacedHandle | null {
  const changes = new Map(
    changesBy(resizing, view).map(({ id, props }) => [id, props]),
  );
  const shapes = shownShapes(view)
    .map((shape) => ({ ...shape, ...changes.get(shape.id) }) as Shape);
  const all = handlesOf(shapes, view.zoom);
  const at = all.findIndex(({ handle }) => sameHandle(handle, resizing.handle));
  return all.at((at + by) % all.length) ?? null;
}

/** What others see of it. */
export function resizingPreview(
  resizing: Resizing,
  view: ToolView,
): Preview | null {
  const changes = changesBy(resizing, view);
  const [first, ...more] = changes;
  if (first === undefined) return null;
  return more.length === 0 ? first : { parts: changes };
}

/** What it does, when it is done. */
export function resizingOps(resizing: Resizing, view: ToolView): Op[] {
  return changesBy(resizing, view).map((change) => ({ op: "set", ...change }));
}

interface Change {
  readonly id: string;
  readonly props: Props;
}

function changesBy({ handle, near }: Resizing, view: ToolView): Change[] {
  const shapes = selectedShapes(view);
  const changes = handle.kind === "point"
    ? shapes.slice(0, 1).map((shape) => ({
      id: shape.id,
      props: isPath(shape) && handle.index < shape.points.length
        ? movedPoint(shape, handle.index, near, view)
        : {},
    }))
    : stretched(shapes, handle, view);
  return changes.filter(({ props }) => Object.keys(props).length > 0);
}

function stretched(
  shapes: readonly Shape[],
  handle: BoxHandle,
  view: ToolView,
): Change[] {
  const { document, zoom, cursor, centred } = view;
  const from = cellsAround(shownShapes(view), zoom);
  if (from === null) return [];
  const [only, ...more] = shapes;
  const alone = more.length === 0 && isClosed(only!);
  const ratio = alone && (view.square || only!.type === "circle")
    ? SQUARE
    : view.square
    ? from.columns / from.rows
    : null;
  const result = stretch(from, handle, cursor, { ratio, centred }, zoom);
  return shapes.filter((shape) => !isHungUp(shape)).map((shape) => ({
    id: shape.id,
    props: scaled(resolved(document, shape), result, zoom),
  }));
}

/** Is nothing of a line its own, since both of its ends follow shapes? */
function isHungUp(shape: Shape): boolean {
  return isPath(shape) && shape.points.length === 2 &&
    shape.start !== null && shape.end !== null;
}

function selectedShapes({ document, selection }: ToolView): Shape[] {
  return unlocked(document, selection)
    .map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined);
}

function shownShapes(view: ToolView): Shape[] {
  const { document, zoom } = view;
  return selectedShapes(view)
    .map((shape) => shownShape(document, shape, zoom));
}
