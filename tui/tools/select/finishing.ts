/**
 * What comes of what the select tool has begun.
 *
 * @module
 */

import { type CellBox, cellOfPoint } from "../../../shared/raster/view.ts";
import type { Point } from "../../../shared/schema/units.ts";
import { sameCell, spanOf } from "../geometry/cells.ts";
import { withGroups } from "../shapes/groups.ts";
import { unlocked } from "../shapes/locked.ts";
import type { Step, ToolContext, ToolView } from "../tool.ts";
import { moveBy, offsetFrom } from "./carrying.ts";
import { joined } from "./joining.ts";
import { resizingOps } from "./resizing.ts";
import { sprouted } from "./sprouting.ts";
import { followed, IDLE, type SelectState } from "./state.ts";

/** Does what was begun. */
export function finish(
  before: Exclude<SelectState, { kind: "idle" }>,
  context: ToolContext,
): Step<SelectState> {
  const state = followed(before, context);
  switch (state.kind) {
    case "idle":
    case "walking":
    case "choosing":
      return { state: IDLE };
    case "marquee":
      return { state: IDLE, select: framed(state, context) };
    case "carrying":
      return {
        state: IDLE,
        ops: moveBy(offsetFrom(state.from, context), context),
      };
    case "resizing":
      return { state: IDLE, ops: resizingOps(state, context) };
    case "sprouting": {
      const made = sprouted(state, context);
      return made === null ? { state: IDLE } : {
        state: IDLE,
        ops: [
          { op: "create", shape: made.box },
          { op: "create", shape: made.arrow },
        ],
        select: [made.box.id],
        fresh: { id: made.box.id, grows: "lines" },
        cursor: made.far,
      };
    }
    case "joining": {
      const made = joined(state, context);
      return made === null ? { state: IDLE } : {
        state: IDLE,
        ops: [{ op: "create", shape: made.arrow }],
        // One goes on from there, as from a shape that has sprouted.
        select: [state.to],
        cursor: made.far,
      };
    }
  }
}

/** What a frame selects, groups whole, and nothing that is locked. */
export function framed(
  { from, held, kept, clicked }: Extract<SelectState, { kind: "marquee" }>,
  context: ToolContext,
): readonly string[] {
  const { document, zoom, cursor } = context;
  // A click is no frame.
  if (held && sameCell(cellOfPoint(from, zoom), cursor)) {
    return clicked.length > 0 ? clicked : kept;
  }
  const inside = context.enclosedBy(bandOf(from, context));
  const whole = withGroups(document, unlocked(document, inside));
  return [...new Set([...kept, ...unlocked(document, whole)])];
}

/** The cells of a frame from a world point to the cursor. */
export function bandOf(from: Point, context: ToolView): CellBox {
  return spanOf(cellOfPoint(from, context.zoom), context.cursor);
}
