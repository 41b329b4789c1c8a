/**
 * Moving what is selected.
 *
 * @module
 */

import { cellOfPoint } from "../../../shared/raster/view.ts";
import type { Op } from "../../../shared/schema/op.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { distance } from "../geometry/cells.ts";
import { unlocked } from "../shapes/locked.ts";
import type { ToolView } from "../tool.ts";
import { untied } from "../shapes/untied.ts";

/** A distance in world units. */
export interface Offset {
  readonly dx: number;
  readonly dy: number;
}

/** How far the cursor has come from a world point. */
export function offsetFrom(from: Point, { cursor, zoom }: ToolView): Offset {
  return distance(cellOfPoint(from, zoom), cursor, zoom);
}

/** Does it go nowhere? */
export function isNowhere({ dx, dy }: Offset): boolean {
  return dx === 0 && dy === 0;
}

/** Moves what is selected and not locked; a line that goes by itself lets go of its ties. */
export function moveBy(
  offset: Offset,
  { document, selection }: Pick<ToolView, "document" | "selection">,
): Op[] {
  const ids = unlocked(document, selection);
  if (ids.length === 0 || isNowhere(offset)) return [];
  const moved = new Set(ids);
  const sets = ids.flatMap((id): Op[] => {
    const shape = document.shapes.get(id)?.shape;
    const props = shape === undefined ? {} : untied(shape, moved);
    return Object.keys(props).length === 0 ? [] : [{ op: "set", id, props }];
  });
  return [...sets, { op: "move", ids: [...ids], ...offset }];
}
