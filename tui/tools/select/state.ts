/**
 * How far the select tool has come.
 *
 * @module
 */

import type { Point } from "../../../shared/schema/units.ts";
import { unlocked } from "../shapes/locked.ts";
import type { ToolContext, ToolView } from "../tool.ts";
import { offsetFrom } from "./carrying.ts";
import type { Joining } from "./joining.ts";
import type { Resizing } from "./resizing.ts";
import type { Sprouting } from "./sprouting.ts";
import { type Turned, turnedBy } from "./turning.ts";

/** Anchors are world points, so that they stay put when the zoom changes. */
export type SelectState =
  | { readonly kind: "idle" }
  /** Arrow keys go from shape to shape instead of moving them. */
  | { readonly kind: "walking" }
  /** Shapes are added to the selection, one by one: the cursor goes from one to the next. */
  | {
    readonly kind: "choosing";
    /** The shape that Tab has brought the cursor to. */
    readonly at: string | null;
  }
  /** The selection is being moved with the cursor. */
  | {
    readonly kind: "carrying";
    readonly from: Point;
    readonly held: boolean;
    /** Arrows that take other sides on the way. */
    readonly turned: readonly Turned[];
  }
  /** A rubber band from `from` to the cursor; what it encloses joins `kept`. */
  | {
    readonly kind: "marquee";
    readonly from: Point;
    readonly held: boolean;
    readonly kept: readonly string[];
    /** What a click, which is no frame, selects. */
    readonly clicked: readonly string[];
  }
  | Resizing
  | Sprouting
  | Joining;

/** Nothing begun. */
export const IDLE: SelectState = { kind: "idle" };

/** Nothing is done any more to what has been deleted. */
export function withoutTheGone(
  state: SelectState,
  view: ToolView,
): SelectState {
  switch (state.kind) {
    case "carrying":
    case "resizing":
      return view.selection.length === 0 ? IDLE : state;
    case "sprouting":
    case "joining":
      return view.document.shapes.has(state.from) ? state : IDLE;
    default:
      return state;
  }
}

/** With the cursor in another cell. */
export function followed(
  state: SelectState,
  context: ToolContext,
): SelectState {
  switch (state.kind) {
    case "carrying": {
      const ids = unlocked(context.document, context.selection);
      const offset = offsetFrom(state.from, context);
      return { ...state, turned: turnedBy(ids, offset, context) };
    }
    case "resizing":
      return { ...state, near: context.closedNear(context.cursor) };
    case "choosing":
      return { ...state, at: null };
    default:
      return state;
  }
}
