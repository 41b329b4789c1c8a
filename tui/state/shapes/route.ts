/**
 * Straight lines, and lines in right angles.
 *
 * @module
 */

import type { Op } from "../../../shared/schema/op.ts";
import { isPath, type PathShape } from "../../../shared/schema/shape.ts";
import { unlocked } from "../../tools/shapes/locked.ts";
import type { Model } from "../model.ts";
import { submit } from "../work/submit.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** The lines and arrows among what is selected. */
export function pathsSelected({ document, selection }: Model): PathShape[] {
  return selection.map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined && isPath(shape));
}

/** What is selected goes in right angles if the first of it is straight; straight otherwise. */
export function turnRoutes(model: Model, world: World): Update {
  const open = new Set(unlocked(model.document, model.selection));
  const paths = pathsSelected(model).filter(({ id }) => open.has(id));
  const route = paths[0]?.route === "straight" ? "elbow" : "straight";
  const ops = paths.map(({ id }): Op => ({ op: "set", id, props: { route } }));
  return { model: { ...model, row: null }, effects: submit(ops, world) };
}
