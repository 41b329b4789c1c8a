/**
 * Stroke, color and fill: of the next shape, and of what is selected.
 *
 * @module
 */

import type { Op } from "../../../shared/schema/op.ts";
import type { Preview } from "../../../shared/schema/presence.ts";
import { propertiesOf } from "../../../shared/schema/shape.ts";
import type { Props, Shape } from "../../../shared/schema/shape.ts";
import type { Style } from "../../tools/tool.ts";
import type { Model } from "../model.ts";
import { withRecent } from "./recent.ts";
import type { StyleProperty } from "./style_choices.ts";
import { submit } from "../work/submit.ts";
import type { Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** What the first selected shape has, or without one, what the next shape will have. */
export function styleNow(model: Model, property: StyleProperty): string {
  const first = model.document.shapes.get(model.selection[0] ?? "")?.shape;
  return (first as unknown as Style | undefined)?.[property] ??
    model.style[property];
}

/** Gives the selection a value of one property, and the next shape as well. */
export function restyle(
  model: Model,
  world: World,
  property: StyleProperty,
  value: string,
): Update {
  const props = { [property]: value } as Props;
  const ops: Op[] = styled(model, property, value)
    .map(({ id }) => ({ op: "set", id, props }));
  return {
    model: {
      ...withRecent(model, property, value),
      style: { ...model.style, ...props } as Style,
      row: null,
    },
    effects: submit(ops, world),
  };
}

/** What the selection would look like. */
export function restylePreviews(
  model: Model,
  property: StyleProperty,
  value: string,
): Preview[] {
  const props = { [property]: value } as Props;
  return styled(model, property, value).map(({ id }) => ({ id, props }));
}

/** The selected shapes that have the property, and another value of it. */
function styled(
  { selection, document }: Model,
  property: StyleProperty,
  value: string,
): Shape[] {
  return selection.map((id) => document.shapes.get(id)?.shape)
    .filter((shape) => shape !== undefined)
    .filter((shape) =>
      propertiesOf(shape.type).includes(property) &&
      (shape as unknown as Style)[property] !== value
    );
}
