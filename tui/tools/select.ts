import { type CellBox, cellOfPoint } from "../../shared/raster/view.ts";
import type { Op } from "../../shared/schema/op.ts";
import type { Point } from "../../shared/schema/units.ts";
import { centre, distance, sameCell, spanOf } from "./cells.ts";
import { untied } from "./untied.ts";
import {
  defineTool,
  type Step,
  type ToolContext,
  type ToolEvent,
  type ToolView,
} from "./tool.ts";

/** Anchors are world points, so that they stay put when the zoom changes. */
type SelectState =
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
  };

const IDLE: SelectState = { kind: "idle" };

/** Selects and moves shapes. */
export const select = defineTool<SelectState>({
  name: "select",
  title: "SELECT",
  help: "select and move",
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
        return state.kind === "idle" ? null : { state };
      case "release":
        return state.kind !== "idle" && state.held
          ? finish(state, context)
          : null;
      case "nudge":
        return state.kind === "idle" && context.selection.length > 0
          ? nudge(event, context)
          : null;
      case "confirm":
        return state.kind === "idle" ? open(context) : finish(state, context);
      case "cancel":
        if (state.kind !== "idle") return { state: IDLE };
        return context.selection.length > 0 ? { state, select: [] } : null;
    }
  },
  preview(state, context) {
    if (state.kind !== "carrying" || context.selection.length === 0) {
      return null;
    }
    const offset = offsetOf(state.from, context);
    return offset.dx === 0 && offset.dy === 0
      ? null
      : { ids: [...context.selection], ...offset };
  },
  marquee: (state, context) =>
    state.kind === "marquee" ? bandOf(state.from, context) : null,
  hint(state, context) {
    switch (withoutTheGone(state, context).kind) {
      case "carrying":
        return "arrows carry it, Space puts it down. Esc puts it back";
      case "marquee":
        return "arrows stretch the frame, Space selects what is inside";
      case "idle":
        return context.selection.length > 0 ? hintFor(context) : "";
    }
  },
});

/** What can be done with what is selected. */
function hintFor({ document, selection }: ToolView): string {
  const [only, ...more] = selection;
  const shape = document.shapes.get(only ?? "")?.shape;
  const text = shape === undefined || more.length > 0 || !("text" in shape)
    ? ""
    : shape.type === "text"
    ? "Enter edits, "
    : "Enter labels, ";
  return `arrows move, ${text}x deletes, s C b style, ] front, [ back`;
}

/** Nothing is carried any more when what was carried has been deleted. */
function withoutTheGone(state: SelectState, view: ToolView): SelectState {
  return state.kind === "carrying" && view.selection.length === 0
    ? IDLE
    : state;
}

function pressMouse(
  event: Extract<ToolEvent, { type: "press" }>,
  context: ToolContext,
): Step<SelectState> {
  const id = context.hitTest(context.cursor);
  const from = centre(context.cursor, context.zoom);
  if (event.toggle) {
    return id === null
      ? {
        state: { kind: "marquee", from, held: true, kept: context.selection },
      }
      : { state: IDLE, select: toggled(context.selection, id) };
  }
  if (event.double) {
    return id === null
      ? { state: IDLE, edit: { kind: "new" } }
      : { ...open({ ...context, selection: [id] }), select: [id] };
  }
  if (id === null) {
    return {
      state: { kind: "marquee", from, held: true, kept: [] },
      select: [],
    };
  }
  const select = context.selection.includes(id) ? context.selection : [id];
  return { state: { kind: "carrying", from, held: true }, select };
}

/** Space: down what is carried, up what is selected; else take what is under the cursor. */
function pressKey(
  state: SelectState,
  context: ToolContext,
): Step<SelectState> {
  if (state.kind !== "idle") return finish(state, context);
  const from = centre(context.cursor, context.zoom);
  if (context.selection.length > 0) {
    return { state: { kind: "carrying", from, held: false } };
  }
  const id = context.hitTest(context.cursor);
  return id === null
    ? { state: { kind: "marquee", from, held: false, kept: [] } }
    : { state: IDLE, select: [id] };
}

function finish(
  state: Exclude<SelectState, { kind: "idle" }>,
  context: ToolContext,
): Step<SelectState> {
  if (state.kind === "marquee") {
    const from = cellOfPoint(state.from, context.zoom);
    // A click on nothing is no frame.
    if (state.held && sameCell(from, context.cursor)) {
      return { state: IDLE, select: state.kept };
    }
    const inside = context.enclosedBy(bandOf(state.from, context));
    return {
      state: IDLE,
      select: [...new Set([...state.kept, ...inside])],
    };
  }
  const offset = offsetOf(state.from, context);
  const ops: Op[] = offset.dx === 0 && offset.dy === 0
    ? []
    : moveBy(offset, context);
  return { state: IDLE, ops };
}

/** An arrow key moves the selection, and the cursor with it. */
function nudge(
  event: Extract<ToolEvent, { type: "nudge" }>,
  context: ToolContext,
): Step<SelectState> {
  const cursor = {
    column: context.cursor.column + event.by.columns,
    row: context.cursor.row + event.by.rows,
  };
  return {
    state: IDLE,
    cursor,
    ops: moveBy(distance(context.cursor, cursor, context.zoom), context),
    repeats: true,
  };
}

/** Moves the selection; a line that goes by itself lets go of what it was tied to. */
function moveBy(
  offset: { readonly dx: number; readonly dy: number },
  { document, selection }: ToolView,
): Op[] {
  const moved = new Set(selection);
  const sets = selection.flatMap((id): Op[] => {
    const shape = document.shapes.get(id)?.shape;
    const props = shape === undefined ? {} : untied(shape, moved);
    return Object.keys(props).length === 0 ? [] : [{ op: "set", id, props }];
  });
  return [...sets, { op: "move", ids: [...selection], ...offset }];
}

/** Enter: the text of the one shape that is selected, or of the one under the cursor. */
function open(context: ToolContext): Step<SelectState> {
  const [only, ...more] = context.selection;
  const id = only ?? context.hitTest(context.cursor);
  if (id === null || more.length > 0) return { state: IDLE };
  const shape = context.document.shapes.get(id)?.shape;
  if (shape === undefined) return { state: IDLE };
  return "text" in shape
    ? { state: IDLE, edit: { kind: "shape", id }, select: [id] }
    : { state: IDLE, select: [id] };
}

function offsetOf(
  from: Point,
  context: ToolView,
): { dx: number; dy: number } {
  return distance(
    cellOfPoint(from, context.zoom),
    context.cursor,
    context.zoom,
  );
}

function bandOf(from: Point, context: ToolView): CellBox {
  return spanOf(cellOfPoint(from, context.zoom), context.cursor);
}

function toggled(selection: readonly string[], id: string): string[] {
  return selection.includes(id)
    ? selection.filter((other) => other !== id)
    : [...selection, id];
}
