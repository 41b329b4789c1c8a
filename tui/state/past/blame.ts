/**
 * Blame: who drew a shape, and who made it what it is, property by property (T15).
 *
 * @module
 */

import type { Writer } from "../../../shared/client/past/past_source.ts";
import type { RegisterName } from "../../../shared/schema/properties.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import { centre } from "../../tools/geometry/cells.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** One event that made a shape what it is. */
export interface Deed extends Writer {
  /** When, in milliseconds since 1970; `null` where the log does not reach back that far. */
  readonly at: number | null;
  /** What it wrote that holds to this day. */
  readonly registers: readonly RegisterName[];
}

/** Who made a shape what it is, the newest first. */
export interface Blamed {
  readonly deeds: readonly Deed[];
}

/** Asks who made the selected shape, or the one under the cursor. */
export function askBlame(model: Model, world: World): Update {
  const { zoom } = model.view;
  const id = model.selection.at(-1) ??
    world.hitTest(centre(model.cursor, zoom), zoom);
  const shape = id === null ? undefined : model.document.shapes.get(id)?.shape;
  if (shape === undefined) {
    const text = "Whose is what? Select a shape, or put the cursor on one.";
    return pure(notify(model, text, "info", world.now));
  }
  const seq = model.past?.shown?.moment.seq ?? world.head;
  return {
    model: {
      ...model,
      panel: { kind: "blame", shape, at: 0, found: null, now: world.now },
    },
    effects: [{ type: "blame", id: shape.id, seq }],
  };
}

/** The answer, if it is still waited for. */
export function withBlame(
  model: Model,
  id: string,
  found: Blamed | { readonly reason: string },
): Model {
  const { panel } = model;
  return panel?.kind === "blame" && panel.shape.id === id
    ? { ...model, panel: { ...panel, found } }
    : model;
}

/** Registers by the event that wrote them, the newest first. */
export function deedsOf(
  registers: Readonly<Partial<Record<RegisterName, Writer>>>,
  times: ReadonlyMap<number, number>,
): Deed[] {
  const deeds = new Map<number, Deed>();
  for (const [name, writer] of Object.entries(registers)) {
    const { seq } = writer;
    const deed = deeds.get(seq) ??
      { ...writer, at: times.get(seq) ?? null, registers: [] };
    const written = [...deed.registers, name as RegisterName];
    deeds.set(seq, { ...deed, registers: written });
  }
  return [...deeds.values()].sort((a, b) => b.seq - a.seq);
}

/** Did this event draw the shape? */
export function isCreation(deed: Deed, shape: Shape): boolean {
  return deed.at === shape.createdAt && deed.userId === shape.createdBy;
}
