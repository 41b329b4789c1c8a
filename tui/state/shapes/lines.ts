/**
 * What selected lines are like, and how shapes cross others.
 *
 * @module
 */

import type { Op } from "../../../shared/schema/op.ts";
import {
  isPath,
  type PathShape,
  type Props,
  type Shape,
} from "../../../shared/schema/shape.ts";
import { unlocked } from "../../tools/shapes/locked.ts";
import type { Model } from "../model.ts";
import { pathsSelected } from "./route.ts";
import { submit } from "../work/submit.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** Are lines or arrows selected? */
export function hasLines(model: Model): boolean {
  return pathsSelected(model).length > 0;
}

/** Gives all selected lines a head at an end if the first of them has none there; or none. */
export function turnHeads(
  model: Model,
  world: World,
  head: "startHead" | "endHead",
): Update {
  const lines = shapesOf(model).filter(isPath);
  const value = lines[0]?.[head] === "none" ? "arrow" : "none";
  return set(model, world, lines, { [head]: value });
}

/** Turns all selected lines round: the heads at their starts go to their ends. */
export function swapHeads(model: Model, world: World): Update {
  const lines = shapesOf(model).filter(isPath);
  return {
    model,
    effects: submit(
      lines.map(({ id, startHead, endHead }: PathShape): Op => ({
        op: "set",
        id,
        props: { startHead: endHead, endHead: startHead },
      })),
      world,
    ),
  };
}

/** Do lines of what is selected join those that they cross, or lie over them (R12)? */
export function turnCross(model: Model, world: World): Update {
  const shapes = shapesOf(model);
  const cross = shapes[0]?.cross === "join" ? "over" : "join";
  return set(model, world, shapes, { cross });
}

function shapesOf({ document, selection }: Model): Shape[] {
  return unlocked(document, selection)
    .map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined);
}

function set(
  model: Model,
  world: World,
  shapes: readonly Shape[],
  props: Props,
): Update {
  const ops = shapes.map(({ id }): Op => ({ op: "set", id, props }));
  return { model, effects: submit(ops, world) };
}
