/**
 * What lies in front of what (E15).
 *
 * @module
 */

import { around, grown } from "../../../shared/raster/view.ts";
import { cellsOfShape } from "../../tools/geometry/shape_cells.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { submit } from "../work/submit.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** The ids of what is selected, from back to front. */
function selectedInOrder({ document, selection }: Model): string[] {
  const selected = new Set(selection);
  return [...document.order].map(({ id }) => id)
    .filter((id) => selected.has(id));
}

/** Brings what is selected to the front or to the back. */
export function orderSelection(
  model: Model,
  world: World,
  to: "front" | "back",
): Update {
  if (model.selection.length === 0) return pure(model);
  const ids = selectedInOrder(model);
  return { model, effects: submit([{ op: "order", ids, to }], world) };
}

/**
 * Brings what is selected in front of the next shape that lies over it, or behind the next one
 * under it: a step past a shape elsewhere could not be seen.
 */
export function stepSelection(
  model: Model,
  world: World,
  by: 1 | -1,
): Update {
  const ids = selectedInOrder(model);
  const { document, view: { zoom } } = model;
  const selected = new Set(ids);
  const cells = ids.map((id) =>
    cellsOfShape(document.shapes.get(id)!.shape, zoom)
  ).reduce(around);
  const here = world.touching(grown(cells, 1, 1), zoom);
  const among = by > 0 ? here : here.toReversed();
  const start = among.findIndex((id) => selected.has(id));
  const anchor = among.slice(start + 1).find((id) => !selected.has(id));
  if (anchor === undefined) {
    const where = by > 0 ? "in front of" : "behind";
    const text = `Nothing else here lies ${where} it.`;
    return pure(notify(model, text, "info", world.now));
  }
  const to = by > 0 ? { above: anchor } : { below: anchor };
  return { model, effects: submit([{ op: "order", ids, to }], world) };
}
