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
import type { Preview } from "../../../shared/schema/presence.ts";
import type { ToolContext, ToolView } from "../tool.ts";
import { untied } from "../shapes/untied.ts";
import { type Turned, turnedBy } from "./turning.ts";

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

/**
 * Moves what is selected and not locked; a line that goes by itself lets go of its ties, others
 * take the sides where they look best.
 */
export function moveBy(offset: Offset, context: ToolContext): Op[] {
  const { document, selection } = context;
  const ids = unlocked(document, selection);
  if (ids.length === 0 || isNowhere(offset)) return [];
  const moved = new Set(ids);
  const sets = ids.flatMap((id): Op[] => {
    const shape = document.shapes.get(id)?.shape;
    const props = shape === undefined ? {} : untied(shape, moved);
    return Object.keys(props).length === 0 ? [] : [{ op: "set", id, props }];
  });
  const turned = turnedBy(ids, offset, context)
    .map((change): Op => ({ op: "set", ...change }));
  return [...sets, { op: "move", ids: [...ids], ...offset }, ...turned];
}

/** More changed shapes than this are not shown one by one: a preview is small. */
const MOST_PARTS = 8;

/** What others see of a move; with the arrows that turn, where they are few. */
export function carryingPreview(
  offset: Offset,
  turned: readonly Turned[],
  { document, selection }: ToolView,
): Preview | null {
  const ids = [...unlocked(document, selection)];
  if (ids.length === 0 || isNowhere(offset)) return null;
  const { dx, dy } = offset;
  if (turned.length === 0 || ids.length + turned.length > MOST_PARTS) {
    return { ids, dx, dy };
  }
  const moved = new Set(ids);
  const parts = ids.flatMap((id) => {
    const shape = document.shapes.get(id)?.shape;
    if (shape === undefined) return [];
    const { x, y } = shape;
    return [{ id, props: { x: x + dx, y: y + dy, ...untied(shape, moved) } }];
  });
  return { parts: [...parts, ...turned] };
}
