import { cellLine } from "../../shared/geometry/line_cells.ts";
import { LABELS } from "./labels.ts";
import { type Cell, defineTool, type Step, type ToolContext } from "./tool.ts";

type EraserState =
  | { readonly kind: "idle" }
  /** The button is held: whatever the mouse comes over goes. */
  | {
    readonly kind: "wiping";
    /** Where the mouse was last: it tells of few of the cells that it comes over. */
    readonly last: Cell;
  };

/** Deletes what it touches: Space on a shape, or drag over many. */
export const eraser = defineTool<EraserState>({
  ...LABELS.eraser,
  idle: { kind: "idle" },
  handle(state, event, context) {
    switch (event.type) {
      case "press":
        return event.by === "mouse"
          ? wipe(context.cursor, context)
          : touch(state, context);
      case "confirm":
        return touch(state, context);
      case "move":
        return state.kind === "wiping" ? wipe(state.last, context) : null;
      case "release":
        return { state: { kind: "idle" } };
      case "cancel":
        return state.kind === "wiping" ? { state: { kind: "idle" } } : null;
      default:
        return null;
    }
  },
  hint: () => "Space on a shape deletes it, or drag over shapes. Esc leaves",
});

/** What is locked stays, and does not hide what lies under it. */
const OPEN = ({ locked }: { readonly locked: boolean }) => !locked;

/** Space: what the cursor is on, or in. */
function touch(state: EraserState, context: ToolContext): Step<EraserState> {
  const id = context.hitTest(context.cursor, { where: OPEN });
  return erase(state, id === null ? [] : [id]);
}

/** The mouse: what is drawn in the cells on its way; not a box for its empty inside. */
function wipe(from: Cell, context: ToolContext): Step<EraserState> {
  const way = cellLine(from, context.cursor);
  const ids = new Set<string>();
  for (let step = 0; step <= way.steps; step++) {
    const where = { where: OPEN, inside: false };
    const id = context.hitTest(way.at(step), where);
    if (id !== null) ids.add(id);
  }
  return erase({ kind: "wiping", last: context.cursor }, [...ids]);
}

function erase(state: EraserState, ids: string[]): Step<EraserState> {
  return ids.length === 0
    ? { state }
    : { state, ops: [{ op: "delete", ids }], repeats: true };
}
