/**
 * From shape to shape with the arrow keys: the nearest that lies that way is selected (T20).
 *
 * @module
 */

import { boxOf, isPath, type Shape } from "../../../shared/schema/shape.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { centre } from "../geometry/cells.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import { wayAhead } from "../geometry/way_ahead.ts";
import { isLocked } from "../shapes/locked.ts";
import type { CellVector, Step, ToolContext } from "../tool.ts";
import { taken } from "./pressing.ts";
import type { SelectState } from "./state.ts";

const NOTHING = "There is no shape that way.";

/** One shape further, from what is selected, or else from the cursor. Lines are no stops. */
export function walk(
  state: SelectState,
  by: CellVector,
  context: ToolContext,
): Step<SelectState> {
  const { document, selection, cursor, zoom } = context;
  const last = document.shapes.get(selection.at(-1) ?? "")?.shape;
  const here = last === undefined ? centre(cursor, zoom) : middleOf(last);
  const selected = new Set(selection);
  let next: Shape | null = null, least = Infinity;
  for (const { shape } of document.shapes.values()) {
    if (isPath(shape) || selected.has(shape.id)) continue;
    const way = wayAhead(here, middleOf(shape), by);
    if (way === null || way >= least || isLocked(document, shape.id)) continue;
    least = way;
    next = shape;
  }
  if (next === null) return { state, tell: NOTHING };
  const { column, row } = cellsOfShape(next, zoom);
  return {
    state,
    select: taken(next.id, context),
    cursor: { column, row },
  };
}

function middleOf(shape: Shape): Point {
  const { x, y, width, height } = boxOf(shape);
  return { x: x + width / 2, y: y + height / 2 };
}
