/**
 * `a` with a closed shape selected: an arrow key then draws another beside it, joined by an
 * arrow, Tab joins it with one that is there; with anything else it is the arrow tool (T20).
 *
 * @module
 */

import { isClosed } from "../../../shared/schema/shape.ts";
import type { CellVector, ToolEvent } from "../../tools/tool.ts";
import type { InHand, Model } from "../model.ts";
import { takeTool, tellTool } from "../tool_step.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** Holds as long as the arrow tool has not been told of anything. */
export interface Offer {
  readonly from: string;
  readonly inHand: InHand;
}

/** Takes the arrow tool; a closed shape that is selected alone stays so meanwhile. */
export function takeArrow(model: Model): Model {
  const [only, ...more] = model.selection;
  const shape = model.document.shapes.get(only ?? "")?.shape;
  const taken = takeTool(model, "arrow");
  if (
    shape === undefined || !isClosed(shape) || more.length > 0 ||
    model.inHand.name !== "select"
  ) return taken;
  return {
    ...taken,
    selection: [shape.id],
    offer: { from: shape.id, inHand: taken.inHand },
  };
}

/** The shape beside which an arrow key would draw another; `null` for none. */
export function offered({ offer, inHand, document }: Model):
  | string
  | null {
  return offer !== null && offer.inHand === inHand &&
      document.shapes.has(offer.from)
    ? offer.from
    : null;
}

/** An arrow key takes the offer; `null` where there is none. */
export function takeOffer(
  model: Model,
  world: World,
  by: CellVector,
): Update | null {
  return taken(model, world, (from) => ({ type: "sprout", from, by }));
}

/** Tab takes the offer; `null` where there is none. */
export function takeJoin(
  model: Model,
  world: World,
  by: 1 | -1,
): Update | null {
  return taken(model, world, (from) => ({ type: "join", from, by }));
}

function taken(
  model: Model,
  world: World,
  eventOf: (from: string) => ToolEvent,
): Update | null {
  const from = offered(model);
  if (from === null) return null;
  const next = { ...takeTool(model, "select"), selection: [from], offer: null };
  return tellTool(next, world, eventOf(from));
}
