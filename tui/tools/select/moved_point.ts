import { resolvedPoints } from "../../../shared/document/bindings.ts";
import type { Binding } from "../../../shared/schema/properties.ts";
import type {
  ClosedShape,
  PathShape,
  Props,
} from "../../../shared/schema/shape.ts";
import { bindingAt, rimBindingsOf } from "../geometry/bound_end.ts";
import { centre, levelled, sameCell } from "../geometry/cells.ts";
import { cellOfPathPoint, shownShape } from "../geometry/shape_cells.ts";
import type { Cell, ToolView } from "../tool.ts";

/**
 * What becomes of a line when one of its points goes to the cursor: an end of an arrow is tied to
 * the shape that it is put on, and untied where it is put elsewhere (R32).
 *
 * @param near closed shapes near the cursor.
 */
export function movedPoint(
  path: PathShape,
  index: number,
  near: readonly ClosedShape[],
  view: ToolView,
): Props {
  const { document, zoom } = view;
  const shown = shownShape(document, path, zoom) as PathShape;
  const last = path.points.length - 1;
  const neighbour = index === 0 ? 1 : index - 1;
  const beside = cellOfPathPoint(shown, neighbour, zoom);
  const to = view.square ? levelled(beside, view.cursor) : view.cursor;
  if (sameCell(to, cellOfPathPoint(shown, index, zoom))) return {};

  const { x, y } = centre(to, zoom);
  const points = [...resolvedPoints(document, path)];
  points[index] = [x - path.x, y - path.y];
  const end = index === 0 ? "start" : index === last ? "end" : null;
  if (end === null) return { points };
  const tie = tieAt(path, to, beside, near, view);
  return tie === null && path[end] === null
    ? { points }
    : { points, [end]: tie };
}

function tieAt(
  path: PathShape,
  cell: Cell,
  beside: Cell,
  near: readonly ClosedShape[],
  { zoom }: ToolView,
): Binding | null {
  if (path.type === "arrow") return bindingAt(cell, beside, near, zoom);
  const ends = { from: cell, to: beside, nearFrom: near, nearTo: [] };
  return rimBindingsOf(ends, zoom).start;
}
