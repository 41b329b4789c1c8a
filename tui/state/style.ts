/**
 * Stroke, color and fill: of the next shape, and of what is selected.
 *
 * @module
 */

import type { Op } from "../../shared/schema/op.ts";
import type { Props, Shape } from "../../shared/schema/shape.ts";
import { propertiesOf } from "../../shared/schema/shape.ts";
import type { Style } from "../tools/tool.ts";
import type { Model } from "./model.ts";
import { submit } from "./submit.ts";
import type { Update } from "./update_type.ts";
import type { World } from "./world.ts";

/** What a key cycles through, for each property of style. */
export const CYCLES: { readonly [P in keyof Style]: readonly Style[P][] } = {
  stroke: ["rounded", "light", "heavy", "double", "dashed", "ascii"],
  color: [
    "default",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "gray",
  ],
  // Nothing, characters, then colors.
  fill: [
    ...["none", " ", ".", ":", "#", "░", "▒", "▓"],
    ...["red", "green", "yellow", "blue", "magenta", "cyan", "white", "gray"],
  ],
};

/** The next value of one property, for the next shape and for the selection. */
export function cycleStyle(
  model: Model,
  world: World,
  property: keyof Style,
): Update {
  const first = model.document.shapes.get(model.selection[0] ?? "")?.shape;
  const now = (first as unknown as Style | undefined)?.[property] ??
    model.style[property];
  const values: readonly string[] = CYCLES[property];
  const value = values[(values.indexOf(now) + 1) % values.length]!;
  const props = { [property]: value } as Props;
  const ops: Op[] = model.selection
    .map((id) => model.document.shapes.get(id)?.shape)
    .filter((shape): shape is Shape =>
      shape !== undefined && propertiesOf(shape.type).includes(property)
    )
    .map(({ id }) => ({ op: "set", id, props }));
  return {
    model: {
      ...model,
      style: { ...model.style, ...props } as Style,
      row: null,
    },
    effects: submit(ops, world),
  };
}
