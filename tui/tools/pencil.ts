import { MAX_POINTS } from "../../shared/schema/limits.ts";
import type { ShapeInput } from "../../shared/schema/shape.ts";
import type { Point } from "../../shared/schema/units.ts";
import { LABELS } from "./labels.ts";
import { centre } from "./geometry/cells.ts";
import {
  defineTool,
  type Step,
  type ToolContext,
  type ToolView,
} from "./tool.ts";

type PencilState =
  | { readonly kind: "idle" }
  | {
    readonly kind: "drawing";
    readonly id: string;
    /** Centres of the cells where the stroke turns; never empty. */
    readonly points: readonly Point[];
    /** A mouse button is held: letting it go lifts the pen. */
    readonly held: boolean;
  };

type Drawing = Extract<PencilState, { kind: "drawing" }>;

const IDLE: PencilState = { kind: "idle" };

/**
 * Draws freehand: drag, or put the pen down by Space, go with the arrows, and lift it by Space or
 * Enter. The tool stays in hand.
 */
export const pencil = defineTool<PencilState>({
  ...LABELS.pencil,
  idle: IDLE,
  handle(state, event, context) {
    switch (event.type) {
      case "press":
        return state.kind === "drawing"
          ? lift(state, context)
          : putDown(context, event.by === "mouse");
      case "confirm":
        return state.kind === "drawing"
          ? lift(state, context)
          : putDown(context, false);
      case "move":
        return state.kind === "drawing" ? goOn(state, context) : null;
      case "release":
        return state.kind === "drawing" && state.held
          ? lift(state, context)
          : null;
      case "cancel":
        return state.kind === "drawing" ? { state: IDLE } : null;
      default:
        return null;
    }
  },
  preview: (state, view) =>
    state.kind === "drawing" ? { shape: strokeOf(state, view) } : null,
  hint: (state) =>
    state.kind === "drawing"
      ? "arrows draw, Space lifts the pen. Esc drops the stroke"
      : "drag to draw, or Space, arrows, Space. Esc leaves",
});

function putDown(context: ToolContext, held: boolean): Step<PencilState> {
  const points = [centre(context.cursor, context.zoom)];
  return {
    state: { kind: "drawing", id: context.newId(), points, held },
    select: [],
  };
}

/** A stroke of as many points as one may have is done; the next begins where it ends. */
function goOn(before: Drawing, context: ToolContext): Step<PencilState> {
  const state = reaching(before, context);
  if (state.points.length < MAX_POINTS) return { state };
  return {
    state: {
      ...state,
      id: context.newId(),
      points: state.points.slice(-1),
    },
    ops: [{ op: "create", shape: strokeOf(state, context) }],
    repeats: true,
  };
}

function lift(before: Drawing, context: ToolContext): Step<PencilState> {
  const shape = strokeOf(reaching(before, context), context);
  return { state: IDLE, ops: [{ op: "create", shape }] };
}

/** With the cursor's cell as its last; straight on, that takes the place of the one before. */
function reaching(state: Drawing, { cursor, zoom }: ToolView): Drawing {
  const { points } = state;
  const to = centre(cursor, zoom);
  const last = points.at(-1)!, before = points.at(-2);
  if (to.x === last.x && to.y === last.y) return state;
  const kept = before !== undefined && isStraightOn(before, last, to)
    ? points.slice(0, -1)
    : points;
  return { ...state, points: [...kept, to] };
}

function isStraightOn(a: Point, b: Point, c: Point): boolean {
  const first = { x: b.x - a.x, y: b.y - a.y };
  const second = { x: c.x - b.x, y: c.y - b.y };
  return first.x * second.y === first.y * second.x &&
    first.x * second.x + first.y * second.y > 0;
}

function strokeOf(
  { id, points }: Drawing,
  { style }: ToolView,
): ShapeInput {
  const { x, y } = points[0]!;
  return {
    id,
    type: "pencil",
    x,
    y,
    points: points.map((point) => [point.x - x, point.y - y]),
    ...style,
  };
}
