import { centre, farCornerOf } from "../geometry/cells.ts";
import { insideOf, membersOf } from "../shapes/groups.ts";
import { LOCKED, unlocked } from "../shapes/locked.ts";
import { LABELS } from "../labels.ts";
import { carryingPreview, moveBy, offsetFrom } from "./carrying.ts";
import { choose, goOn } from "./choosing.ts";
import { bandOf, finish } from "./finishing.ts";
import { hintFor } from "./hint.ts";
import { aimed, goOnJoining, join, joined, type Joining } from "./joining.ts";
import { open, pressKey, pressMouse } from "./pressing.ts";
import { resizingPreview } from "./resizing.ts";
import { sprout, sprouted, type Sprouting, turned } from "./sprouting.ts";
import { followed, IDLE, type SelectState, withoutTheGone } from "./state.ts";
import { takeHandle, takeNext } from "./taking.ts";
import { walk } from "./walking.ts";
import { cellsOfShape } from "../geometry/shape_cells.ts";
import {
  type Cell,
  defineTool,
  type Step,
  type ToolContext,
  type ToolEvent,
} from "../tool.ts";

const ALONE = "There is no other shape to join it with.";

/** Selects, moves and resizes shapes. */
export const select = defineTool<SelectState>({
  ...LABELS.select,
  idle: IDLE,
  handle(before, event, context) {
    const state = withoutTheGone(before, context);
    switch (event.type) {
      case "press":
        if (event.by === "mouse") return pressMouse(event, context);
        return event.toggle ? choose(state, context) : pressKey(state, context);
      case "move":
        return state.kind === "idle"
          ? null
          : { state: followed(state, context) };
      case "release":
        return "held" in state && state.held ? finish(state, context) : null;
      case "nudge":
        return nudge(state, event, context);
      case "confirm":
        return state.kind === "idle" || state.kind === "walking"
          ? open(context)
          : finish(state, context);
      case "walk":
        return event.by === null
          ? { state: { kind: "walking" } }
          : walk(IDLE, event.by, context);
      case "next":
        return next(state, event.by, context);
      case "resize":
        return takeHandle(state, context);
      case "sprout": {
        const next = sprout(event.from, event.by, context);
        return next === null ? { state: IDLE } : showing(next, context);
      }
      case "join": {
        const { from, by } = event;
        const next = join(from, by, context);
        return next === null
          ? { state: IDLE, tell: ALONE }
          : aiming(next, context);
      }
      case "cancel":
        return cancel(state, context);
    }
  },
  preview(state, view) {
    switch (state.kind) {
      case "carrying": {
        const offset = offsetFrom(state.from, view);
        return carryingPreview(offset, state.turned, view);
      }
      case "resizing":
        return resizingPreview(state, view);
      case "sprouting": {
        const made = sprouted(state, view);
        return made && { parts: [{ shape: made.box }, { shape: made.arrow }] };
      }
      case "joining": {
        const made = joined(state, view);
        return made && { shape: made.arrow };
      }
      default:
        return null;
    }
  },
  marquee: (state, context) =>
    state.kind === "marquee" ? bandOf(state.from, context) : null,
  hint: (state, view) => hintFor(withoutTheGone(state, view), view),
});

/** Tab: among handles, or shapes to choose from. */
function next(
  state: SelectState,
  by: 1 | -1,
  context: ToolContext,
): Step<SelectState> | null {
  switch (state.kind) {
    case "resizing":
      return takeNext(state, by, context);
    case "choosing":
      return goOn(state, by, context);
    case "joining":
      return aiming(goOnJoining(state, by, context), context);
    default:
      return null;
  }
}

/** An arrow key: the selection goes, and the cursor with it. */
function nudge(
  state: SelectState,
  { by }: Extract<ToolEvent, { type: "nudge" }>,
  context: ToolContext,
): Step<SelectState> | null {
  const { document, selection, cursor, zoom } = context;
  if (state.kind === "sprouting") {
    return showing(turned(state, by, context), context);
  }
  if (state.kind === "joining") {
    return aiming(aimed(state, by, context), context);
  }
  if (state.kind === "walking") return walk(state, by, context);
  if (state.kind !== "idle" || selection.length === 0) return null;
  if (unlocked(document, selection).length === 0) {
    return { state, tell: LOCKED };
  }
  const to: Cell = {
    column: cursor.column + by.columns,
    row: cursor.row + by.rows,
  };
  const from = centre(cursor, zoom);
  const offset = offsetFrom(from, { ...context, cursor: to });
  return {
    state: IDLE,
    cursor: to,
    ops: moveBy(offset, context),
    repeats: true,
  };
}

/** A shape that sprouts, in sight. */
function showing(state: Sprouting, context: ToolContext): Step<SelectState> {
  const made = sprouted(state, context);
  return made === null ? { state: IDLE } : { state, cursor: made.far };
}

/** Where an arrow would go, in sight. */
function aiming(
  state: Joining | null,
  context: ToolContext,
): Step<SelectState> {
  const made = state && joined(state, context);
  return made === null ? { state: IDLE } : { state: state!, cursor: made.far };
}

/** Esc: what was begun; then out of a group; then the selection. */
function cancel(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> | null {
  const { document, selection, zoom } = context;
  if (state.kind === "sprouting" || state.kind === "joining") {
    const { shape } = document.shapes.get(state.from)!;
    const cursor = farCornerOf(cellsOfShape(shape, zoom));
    return { state: IDLE, select: [state.from], cursor };
  }
  if (state.kind !== "idle") return { state: IDLE };
  if (selection.length === 0) return null;
  const inside = insideOf(document, selection);
  return { state, select: inside === null ? [] : membersOf(document, inside) };
}
