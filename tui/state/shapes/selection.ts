/**
 * Which shapes are selected, and what can be done to all of them.
 *
 * @module
 */

import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { submit } from "../work/submit.ts";
import { cellsOfShape } from "../../tools/geometry/shape_cells.ts";
import { groupOf, insideOf, membersOf } from "../../tools/shapes/groups.ts";
import { LOCKED, unlocked } from "../../tools/shapes/locked.ts";
import { TOOLS } from "../../tools/tools.ts";
import type { World } from "../world.ts";
import { takeTool, tellTool } from "../tool_step.ts";
import { pure, type Update } from "../update_type.ts";
import { moveCursor } from "../viewport.ts";

/** Is anything selected? */
export function hasSelection(model: Model): boolean {
  return model.selection.length > 0;
}

/** Without shapes that are no longer there. */
export function pruneSelection(model: Model): Model {
  const { shapes } = model.document;
  const selection = model.selection.filter((id) => shapes.has(id));
  const fresh = model.fresh !== null && shapes.has(model.fresh.id)
    ? model.fresh
    : null;
  return selection.length === model.selection.length && fresh === model.fresh
    ? model
    : { ...model, selection, fresh };
}

/**
 * Selects the next shape, or the one before, from back to front, and looks at it. A group is
 * taken whole; inside of one, its members in turn.
 */
export function selectNext(model: Model, by: 1 | -1): Model {
  const { document, selection } = model;
  const inside = insideOf(document, selection);
  const stops = inside === null
    ? [...document.order].map(({ id }) => id)
      .filter((id) => groupOf(document, id)[0] === id)
    : membersOf(document, inside);
  if (stops.length === 0) return model;
  const last = selection.at(-1);
  const at = last === undefined
    ? -1
    : stops.indexOf(inside === null ? groupOf(document, last)[0]! : last);
  const next = stops.at(
    at < 0 ? (by > 0 ? 0 : -1) : (at + by) % stops.length,
  )!;
  const taken = inside === null ? groupOf(document, next) : [next];
  return lookAt({ ...model, selection: taken }, next);
}

/**
 * Takes what is under the cursor into the selection, or out of it; where nothing is, a frame does
 * so with what it will enclose.
 */
export function toggleUnderCursor(model: Model, world: World): Update {
  const select = model.inHand.name === "select"
    ? model
    : takeTool(model, "select");
  return tellTool({ ...select, row: null }, world, {
    type: "press",
    by: "key",
    toggle: true,
    double: false,
  }) ?? pure(model);
}

/** Selects every shape of the room that is not locked. */
export function selectAll(model: Model): Model {
  const { document } = model;
  const ids = [...document.order].map((entry) => entry.id);
  return { ...model, selection: unlocked(document, ids) };
}

/** Selects every shape of the kinds that are selected. */
export function selectAlike(model: Model): Model {
  const { shapes, order } = model.document;
  const kindOf = (id: string) => shapes.get(id)?.shape.type;
  const kinds = new Set(model.selection.map(kindOf));
  const ids = [...order].map(({ id }) => id)
    .filter((id) => kinds.has(kindOf(id)));
  return { ...model, selection: unlocked(model.document, ids) };
}

/** Deletes what is selected and not locked. */
export function deleteSelection(model: Model, world: World): Update {
  if (model.selection.length === 0) return pure(model);
  const ids = unlocked(model.document, model.selection);
  if (ids.length === 0) {
    return pure(notify(model, LOCKED, "info", world.now));
  }
  // Whatever was being done to them is over.
  const inHand = { ...model.inHand, state: TOOLS[model.inHand.name].idle };
  const gone = new Set(ids);
  const selection = model.selection.filter((id) => !gone.has(id));
  return {
    model: { ...model, inHand, selection, fresh: null, row: null },
    effects: submit([{ op: "delete", ids: [...ids] }], world),
  };
}

/** With the cursor on the top left cell of a shape. */
function lookAt(model: Model, id: string): Model {
  const shape = model.document.shapes.get(id)!.shape;
  const { column, row } = cellsOfShape(shape, model.view.zoom);
  return moveCursor(model, { column, row });
}
