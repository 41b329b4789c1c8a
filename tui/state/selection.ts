/**
 * Which shapes are selected, and what can be done to all of them.
 *
 * @module
 */

import type { Model } from "./model.ts";
import { submit } from "./submit.ts";
import { centre } from "../tools/cells.ts";
import { cellsOfShape } from "../tools/shape_cells.ts";
import { TOOLS } from "../tools/tools.ts";
import type { World } from "./world.ts";
import { pure, type Update } from "./update_type.ts";
import { moveCursor } from "./viewport.ts";

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

/** Selects the next shape, or the one before, from back to front, and looks at it. */
export function selectNext(model: Model, by: 1 | -1): Model {
  const ids = [...model.document.order].map((entry) => entry.id);
  if (ids.length === 0) return model;
  const last = model.selection.at(-1);
  const at = last === undefined ? -1 : ids.indexOf(last);
  const next = at < 0
    ? (by > 0 ? 0 : ids.length - 1)
    : (at + by + ids.length) % ids.length;
  return lookAt({ ...model, selection: [ids[next]!] }, ids[next]!);
}

/** Takes the shape under the cursor into the selection, or out of it. */
export function toggleUnderCursor(model: Model, world: World): Model {
  const { zoom } = model.view;
  const id = world.hitTest(centre(model.cursor, zoom), zoom);
  if (id === null) return model;
  const selection = model.selection.includes(id)
    ? model.selection.filter((other) => other !== id)
    : [...model.selection, id];
  return { ...model, selection };
}

/** Selects every shape of the room. */
export function selectAll(model: Model): Model {
  return {
    ...model,
    selection: [...model.document.order].map((entry) => entry.id),
  };
}

/** Deletes what is selected. */
export function deleteSelection(model: Model, world: World): Update {
  if (model.selection.length === 0) return pure(model);
  // Whatever was being done to them is over.
  const inHand = { ...model.inHand, state: TOOLS[model.inHand.name].idle };
  return {
    model: { ...model, inHand, selection: [], fresh: null, row: null },
    effects: submit([{ op: "delete", ids: [...model.selection] }], world),
  };
}

/** Brings what is selected to the front or to the back. */
export function orderSelection(
  model: Model,
  world: World,
  to: "front" | "back",
): Update {
  if (model.selection.length === 0) return pure(model);
  const selected = new Set(model.selection);
  const ids = [...model.document.order].map(({ id }) => id)
    .filter((id) => selected.has(id));
  return { model, effects: submit([{ op: "order", ids, to }], world) };
}

/** With the cursor on the top left cell of a shape. */
function lookAt(model: Model, id: string): Model {
  const shape = model.document.shapes.get(id)!.shape;
  const { column, row } = cellsOfShape(shape, model.view.zoom);
  return moveCursor(model, { column, row });
}
