import { cellOfPoint } from "../../shared/raster/view.ts";
import type { Point } from "../../shared/schema/units.ts";
import { LABELS } from "./labels.ts";
import { centre } from "./geometry/cells.ts";
import { defineTool } from "./tool.ts";

type HandState =
  | { readonly kind: "idle" }
  /** The world point that the mouse holds. */
  | { readonly kind: "holding"; readonly point: Point };

/** Moves the view: by arrow keys, or by dragging the canvas. */
export const hand = defineTool<HandState>({
  ...LABELS.hand,
  idle: { kind: "idle" },
  handle(state, event, context) {
    switch (event.type) {
      case "nudge":
        return { state, pan: event.by };
      case "press":
        return event.by === "mouse"
          ? {
            state: {
              kind: "holding",
              point: centre(context.cursor, context.zoom),
            },
          }
          : { state: { kind: "idle" }, done: true };
      case "move": {
        if (state.kind !== "holding") return null;
        const held = cellOfPoint(state.point, context.zoom);
        return {
          state,
          cursor: held,
          pan: {
            columns: held.column - context.cursor.column,
            rows: held.row - context.cursor.row,
          },
        };
      }
      case "release":
        return { state: { kind: "idle" } };
      case "confirm":
        return { state: { kind: "idle" }, done: true };
      case "cancel":
        return state.kind === "holding" ? { state: { kind: "idle" } } : null;
      default:
        return null;
    }
  },
  hint: () => "arrows or drag move the view. Space or Esc when done",
});
