import { type CellBox, cellOfPoint } from "../../shared/raster/view.ts";
import type { Point } from "../../shared/schema/units.ts";
import { centre, farCornerOf, sameCell, spanOf } from "./cells.ts";
import { insideOf, membersOf, withGroups } from "./groups.ts";
import { LOCKED, unlocked } from "./locked.ts";
import { isNowhere, moveBy, offsetFrom } from "./select/carrying.ts";
import { hintFor } from "./select/hint.ts";
import { open, pressMouse, taken } from "./select/pressing.ts";
import {
  nextHandle,
  type Resizing,
  resizingOps,
  resizingPreview,
  selectedHandles,
} from "./select/resizing.ts";
import {
  sprout,
  sprouted,
  type Sprouting,
  turned,
} from "./select/sprouting.ts";
import { cellsOfShape } from "./shape_cells.ts";
import {
  type Cell,
  defineTool,
  type Step,
  type ToolContext,
  type ToolEvent,
  type ToolView,
} from "./tool.ts";

/** Anchors are world points, so that they stay put when the zoom changes. */
export type SelectState =
  | { readonly kind: "idle" }
  /** The selection is being moved with the cursor. */
  | {
    readonly kind: "carrying";
    readonly from: Point;
    readonly held: boolean;
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
  | Sprouting;

const IDLE: SelectState = { kind: "idle" };

/** Selects, moves and resizes shapes. */
export const select = defineTool<SelectState>({
  name: "select",
  title: "SELECT",
  help: "select, move, resize",
  keys: ["v", "1"],
  idle: IDLE,
  handle(before, event, context) {
    const state = withoutTheGone(before, context);
    switch (event.type) {
      case "press":
        return event.by === "mouse"
          ? pressMouse(event, context)
          : pressKey(state, context);
      case "move":
        return state.kind === "idle" ? null : { state: moved(state, context) };
      case "release":
        return "held" in state && state.held ? finish(state, context) : null;
      case "nudge":
        return nudge(state, event, context);
      case "confirm":
        return state.kind === "idle" ? open(context) : finish(state, context);
      case "next":
        return state.kind === "resizing"
          ? takeNext(state, event.by, context)
          : null;
      case "resize":
        return takeHandle(state, context);
      case "sprout": {
        const next = sprout(event.from, event.by, context);
        return next === null ? { state: IDLE } : showing(next, context);
      }
      case "cancel":
        return cancel(state, context);
    }
  },
  preview(state, view) {
    switch (state.kind) {
      case "carrying": {
        const ids = [...unlocked(view.document, view.selection)];
        const offset = offsetFrom(state.from, view);
        return ids.length === 0 || isNowhere(offset)
          ? null
          : { ids, ...offset };
      }
      case "resizing":
        return resizingPreview(state, view);
      case "sprouting": {
        const made = sprouted(state, view);
        return made && { parts: [{ shape: made.box }, { shape: made.arrow }] };
      }
      default:
        return null;
    }
  },
  marquee: (state, context) =>
    state.kind === "marquee" ? bandOf(state.from, context) : null,
  hint: (state, view) => hintFor(withoutTheGone(state, view), view),
});

/** Nothing is done any more to what has been deleted. */
function withoutTheGone(state: SelectState, view: ToolView): SelectState {
  switch (state.kind) {
    case "carrying":
    case "resizing":
      return view.selection.length === 0 ? IDLE : state;
    case "sprouting":
      return view.document.shapes.has(state.from) ? state : IDLE;
    default:
      return state;
  }
}

/** What is near the cursor now, for an end that may be tied to it. */
function moved(state: SelectState, context: ToolContext): SelectState {
  return state.kind === "resizing"
    ? { ...state, near: context.closedNear(context.cursor) }
    : state;
}

/** Space: down what is in hand, up what is selected; else take what is under the cursor. */
function pressKey(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> {
  if (state.kind !== "idle") return finish(state, context);
  const { document, selection } = context;
  const from = centre(context.cursor, context.zoom);
  if (selection.length > 0) {
    return unlocked(document, selection).length === 0
      ? { state, tell: LOCKED }
      : { state: { kind: "carrying", from, held: false } };
  }
  const id = context.hitTest(context.cursor);
  return id === null
    ? {
      state: { kind: "marquee", from, held: false, kept: [], clicked: [] },
    }
    : { state: IDLE, select: taken(id, context) };
}

function finish(
  before: Exclude<SelectState, { kind: "idle" }>,
  context: ToolContext,
): Step<SelectState> {
  const state = moved(before, context);
  switch (state.kind) {
    case "idle":
      return { state };
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
        fresh: { id: made.box.id, grows: true },
        cursor: made.far,
      };
    }
  }
}

/** What a frame selects, groups whole, and nothing that is locked. */
function framed(
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

/** `w`: the first handle, and the next ones. */
function takeHandle(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> {
  if (state.kind === "resizing") return takeNext(state, 1, context);
  const first = selectedHandles(context)[0];
  if (first === undefined) {
    const { document, selection } = context;
    const tell = unlocked(document, selection).length === 0
      ? LOCKED
      : "Text is as large as its letters.";
    return { state: IDLE, tell };
  }
  const { handle, cell } = first;
  return {
    state: { kind: "resizing", handle, held: false, near: [] },
    cursor: cell,
  };
}

/** Tab: what was done by one handle is kept, and the next one taken. */
function takeNext(
  state: Resizing,
  by: 1 | -1,
  context: ToolContext,
): Step<SelectState> {
  const next = nextHandle(state, by, context);
  return {
    state: next === null
      ? IDLE
      : { kind: "resizing", handle: next.handle, held: false, near: [] },
    ops: resizingOps(state, context),
    repeats: true,
    ...(next === null ? {} : { cursor: next.cell }),
  };
}

/** A shape that sprouts, in sight. */
function showing(state: Sprouting, context: ToolContext): Step<SelectState> {
  const made = sprouted(state, context);
  return made === null ? { state: IDLE } : { state, cursor: made.far };
}

/** Esc: what was begun; then out of a group; then the selection. */
function cancel(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> | null {
  const { document, selection, zoom } = context;
  if (state.kind === "sprouting") {
    const { shape } = document.shapes.get(state.from)!;
    const cursor = farCornerOf(cellsOfShape(shape, zoom));
    return { state: IDLE, select: [state.from], cursor };
  }
  if (state.kind !== "idle") return { state: IDLE };
  if (selection.length === 0) return null;
  const inside = insideOf(document, selection);
  return { state, select: inside === null ? [] : membersOf(document, inside) };
}

function bandOf(from: Point, context: ToolView): CellBox {
  return spanOf(cellOfPoint(from, context.zoom), context.cursor);
}
