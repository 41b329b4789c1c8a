/**
 * The one gesture of all drawing tools: anchor, go there, finish.
 *
 * Keys: Space or Enter, arrows, Space or Enter. Mouse: press, drag, release; or click and click.
 * Finishing where it began makes a shape of the usual size.
 *
 * @module
 */

import { type KindName, KINDS } from "../../shared/schema/kinds/kinds.ts";
import {
  type ClosedShape,
  completeShape,
  type Props,
  type Shape,
  type ShapeInput,
} from "../../shared/schema/shape.ts";
import type { Point } from "../../shared/schema/units.ts";
import { cellOfPoint } from "../../shared/raster/view.ts";
import {
  centre,
  constrainedDrag,
  farCornerOf,
  levelled,
  sameCell,
} from "./geometry/cells.ts";
import { cellsOfShape } from "./geometry/shape_cells.ts";
import type { ToolLabel } from "./labels.ts";
import {
  type Cell,
  defineTool,
  type Step,
  type Tool,
  type ToolContext,
  type ToolView,
} from "./tool.ts";

/** Nothing begun, or a shape between its anchor and the cursor. */
export type DragState =
  | { readonly kind: "idle" }
  | {
    readonly kind: "anchored";
    /** Centre of the anchor's cell: it stays put when the zoom changes. */
    readonly anchor: Point;
    /** A mouse button is held: letting it go elsewhere finishes. */
    readonly held: boolean;
    readonly id: string;
    /** Closed shapes near the anchor and near the cursor, for tools that tie their ends. */
    readonly near: Near;
  };

/** Closed shapes near the two ends of a drag. */
export interface Near {
  readonly anchor: readonly ClosedShape[];
  readonly far: readonly ClosedShape[];
}

/** What a drawing tool is, beyond the gesture. */
export interface DragTool extends ToolLabel {
  /** The shape between two different cells, without its id and style. */
  shape(anchor: Cell, far: Cell, view: ToolView, near: Near): Geometry;
  /** A shape of the usual size, its first cell at the anchor. */
  usual(anchor: Cell, view: ToolView): Geometry;
}

/** What a shape is and where, without its id and style. */
type Geometry = { readonly type: KindName } & Props;

type Anchored = Extract<DragState, { kind: "anchored" }>;
type Drawn = ShapeInput & { readonly type: KindName };

const IDLE: DragState = { kind: "idle" };

/** Makes a tool that draws a shape between two cells. */
export function dragTool(spec: DragTool): Tool {
  return defineTool<DragState>({
    name: spec.name,
    title: spec.title,
    help: spec.help,
    keys: spec.keys,
    idle: IDLE,
    handle(state, event, context) {
      switch (event.type) {
        case "press":
          return state.kind === "anchored"
            ? finish(spec, state, context)
            : begin(context, event.by === "mouse");
        case "confirm":
          return state.kind === "anchored"
            ? finish(spec, state, context)
            : begin(context, false);
        case "move":
          return state.kind === "anchored"
            ? { state: following(state, context) }
            : null;
        case "release": {
          if (state.kind !== "anchored" || !state.held) return null;
          const anchor = cellOfPoint(state.anchor, context.zoom);
          return sameCell(anchor, context.cursor)
            ? { state: { ...state, held: false } }
            : finish(spec, state, context);
        }
        case "cancel":
          return state.kind === "anchored" ? { state: IDLE } : null;
        default:
          return null;
      }
    },
    preview: (state, context) =>
      state.kind === "anchored"
        ? { shape: draw(spec, state, context, false) }
        : null,
    hint: (state) =>
      state.kind === "anchored"
        ? "arrows to the other corner, Space to finish. Esc cancels"
        : "Space begins, arrows size it, Space ends; or drag. Space twice: usual size",
  });
}

function begin(context: ToolContext, held: boolean): Step<DragState> {
  return {
    state: {
      kind: "anchored",
      anchor: centre(context.cursor, context.zoom),
      held,
      id: context.newId(),
      near: { anchor: context.closedNear(context.cursor), far: [] },
    },
    select: [],
  };
}

function finish(
  spec: DragTool,
  before: Anchored,
  context: ToolContext,
): Step<DragState> {
  const state = following(before, context);
  const shape = draw(spec, state, context, true);
  const { closed } = KINDS[shape.type];
  const usual = isUsual(state, context);
  return {
    state: IDLE,
    ops: [{ op: "create", shape }],
    select: [shape.id],
    ...(closed
      ? { fresh: { id: shape.id, grows: usual ? "lines" : "words" } }
      : {}),
    cursor: farCorner(shape, state, context),
    done: true,
  };
}

function draw(
  spec: DragTool,
  state: Anchored,
  view: ToolView,
  finished: boolean,
): Drawn {
  const anchor = cellOfPoint(state.anchor, view.zoom);
  const geometry = finished && isUsual(state, view)
    ? spec.usual(anchor, view)
    : constrained(spec, anchor, view, state.near);
  return { id: state.id, ...geometry, ...view.style };
}

/** The shape to the cursor, as what is held constant allows. */
function constrained(
  spec: DragTool,
  anchor: Cell,
  view: ToolView,
  near: Near,
): Geometry {
  const { cursor, centred } = view;
  const { type } = spec.usual(anchor, view);
  if (KINDS[type].closed) {
    const square = view.square || type === "circle";
    const drag = constrainedDrag(anchor, cursor, { square, centred });
    return spec.shape(drag.anchor, drag.far, view, near);
  }
  const far = view.square ? levelled(anchor, cursor) : cursor;
  return spec.shape(anchor, far, view, near);
}

/** What is near the cursor now. */
function following(state: Anchored, context: ToolContext): Anchored {
  const far = context.closedNear(context.cursor);
  return { ...state, near: { ...state.near, far } };
}

/** A shape of the usual size leaves the cursor where dragging it out would have. */
function farCorner(
  shape: Drawn,
  state: Anchored,
  { cursor, zoom }: ToolView,
): Cell {
  if (!isUsual(state, { cursor, zoom })) return cursor;
  return farCornerOf(cellsOfShape(completeShape(shape) as Shape, zoom));
}

/** Did it finish where it began, so that nobody chose a size? */
function isUsual(
  { anchor }: Anchored,
  { cursor, zoom }: Pick<ToolView, "cursor" | "zoom">,
): boolean {
  return sameCell(cellOfPoint(anchor, zoom), cursor);
}
