/**
 * The tool in hand: what it is told, and what becomes of its answer.
 *
 * @module
 */

import { type CellBox, centreOfCell } from "../../shared/raster/view.ts";
import type { Preview } from "../../shared/schema/presence.ts";
import { isClosed } from "../../shared/schema/shape.ts";
import { encloses } from "../tools/geometry/cells.ts";
import { cellsOfShape } from "../tools/geometry/shape_cells.ts";
import type {
  Step,
  Tool,
  ToolContext,
  ToolEvent,
  ToolView,
} from "../tools/tool.ts";
import type { ToolName } from "../tools/labels.ts";
import { TOOLS } from "../tools/tools.ts";
import { beginEntry, entryPreview } from "./typing/entry.ts";
import type { Model } from "./model.ts";
import { pickerPreviews } from "./style/picker.ts";
import { notify } from "./notice.ts";
import { submit } from "./work/submit.ts";
import type { Update } from "./update_type.ts";
import { moveCursor, pan } from "./viewport.ts";
import type { World } from "./world.ts";

/** For how long a repeated step belongs to the one before, in milliseconds. */
const ROW_MS = 1_000;

/** The tool in hand. */
export function toolOf(model: Model): Tool {
  return TOOLS[model.inHand.name];
}

/** What the tool in hand sees. */
export function toolView(model: Model): ToolView {
  const { document, cursor, style, selection, square, centred } = model;
  const { zoom } = model.view;
  return { document, cursor, style, selection, square, centred, zoom };
}

/** Takes a tool in hand; what was begun with the last one is dropped. */
export function takeTool(model: Model, name: ToolName): Model {
  const selection = name === "select" ? model.selection : [];
  return {
    ...model,
    inHand: { name, state: TOOLS[name].idle },
    selection,
    fresh: null,
    row: null,
  };
}

/** Tells the tool in hand of an event; `null` when that means nothing to it. */
export function tellTool(
  model: Model,
  world: World,
  event: ToolEvent,
): Update | null {
  const step = toolOf(model).handle(
    model.inHand.state,
    event,
    contextOf(model, world),
  );
  return step === null ? null : applyStep(model, world, step);
}

/** What others see of the work in hand, and what we see as a draft. */
export function previewOf(model: Model): Preview | null {
  if (model.entry !== null) return entryPreview(model, model.entry);
  // A preview of values has one shape: of more, others see nothing before it is done.
  const [previewed, ...more] = pickerPreviews(model);
  if (previewed !== undefined && more.length === 0) return previewed;
  return toolOf(model).preview?.(model.inHand.state, toolView(model)) ?? null;
}

/** The rubber band of the tool in hand, if it has one. */
export function marqueeOf(model: Model): CellBox | null {
  return toolOf(model).marquee?.(model.inHand.state, toolView(model)) ?? null;
}

function contextOf(model: Model, world: World): ToolContext {
  const { document, view: { zoom } } = model;
  return {
    ...toolView(model),
    hitTest: ({ column, row }, options) =>
      world.hitTest(centreOfCell(column, row, zoom), zoom, options),
    touching: (cells) =>
      world.touching(cells, zoom).map((id) => document.shapes.get(id)?.shape)
        .filter((shape) => shape !== undefined),
    enclosedBy: (cells) =>
      world.touching(cells, zoom).filter((id) => {
        const record = document.shapes.get(id);
        return record !== undefined &&
          encloses(cells, cellsOfShape(record.shape, zoom));
      }),
    closedNear: ({ column, row }) =>
      world.touching(
        { column: column - 1, row: row - 1, columns: 3, rows: 3 },
        zoom,
      ).map((id) => document.shapes.get(id)?.shape)
        .filter((shape) => shape !== undefined && isClosed(shape)),
    newId: world.newId,
  };
}

function applyStep(model: Model, world: World, step: Step<unknown>): Update {
  const { group, row } = step.repeats === true && step.ops !== undefined
    ? repeated(model, world)
    : { group: undefined, row: null };
  let next: Model = {
    ...model,
    inHand: { name: model.inHand.name, state: step.state },
    selection: step.select ?? model.selection,
    fresh: step.fresh ?? null,
    row,
  };
  if (step.pan !== undefined) next = pan(next, step.pan);
  if (step.cursor !== undefined) next = moveCursor(next, step.cursor);
  if (step.done === true && !model.keepTool) {
    next = {
      ...next,
      inHand: { name: "select", state: TOOLS.select.idle },
    };
  }
  if (step.tell !== undefined) {
    next = notify(next, step.tell, "info", world.now);
  }
  if (step.edit !== undefined) next = beginEntry(next, world, step.edit);
  return { model: next, effects: submit(step.ops ?? [], world, group) };
}

/** A step of a row: the same group as the last one, if that is not long ago. */
function repeated(
  model: Model,
  world: World,
): { group: string; row: Model["row"] } {
  const group = model.row !== null && world.now < model.row.until
    ? model.row.group
    : world.newId();
  return { group, row: { group, until: world.now + ROW_MS } };
}
