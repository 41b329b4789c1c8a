/**
 * Shapes that are held together, and shapes that are held fast.
 *
 * @module
 */

import type { Op } from "../../../shared/schema/op.ts";
import type { Props } from "../../../shared/schema/shape.ts";
import { wholeGroup, withGroups } from "../../tools/shapes/groups.ts";
import { unlocked } from "../../tools/shapes/locked.ts";
import { TOOLS } from "../../tools/tools.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { submit } from "../work/submit.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";

/** Makes one group of what is selected. */
export function groupSelection(model: Model, world: World): Update {
  const { document, selection } = model;
  if (selection.length < 2) {
    return tell(
      model,
      world,
      "Select several shapes to group them: , adds one.",
    );
  }
  if (wholeGroup(document, selection) !== null) {
    return tell(model, world, "They are a group already: G ungroups.");
  }
  const ids = withGroups(document, selection);
  const text = `Grouped ${ids.length} shapes: Enter goes in, G ungroups.`;
  return {
    model: notify(
      { ...atRest(model), selection: ids },
      text,
      "info",
      world.now,
    ),
    effects: setAll(ids, { groupId: world.newId() }, world),
  };
}

/** Lets the members of all groups go of which something is selected. */
export function ungroupSelection(model: Model, world: World): Update {
  const { document, selection } = model;
  const ids = withGroups(document, selection)
    .filter((id) => document.shapes.get(id)?.shape.groupId !== null);
  return ids.length === 0
    ? tell(model, world, "Nothing selected is in a group.")
    : { model, effects: setAll(ids, { groupId: null }, world) };
}

/** Locks what is selected; unlocks it, if all of it is locked. */
export function toggleLock(model: Model, world: World): Update {
  const { document, selection } = model;
  const open = unlocked(document, selection);
  const locked = open.length > 0;
  const ids = locked ? open : selection;
  const what = ids.length === 1 ? "1 shape" : `${ids.length} shapes`;
  const text = locked
    ? `Locked ${what}: nothing moves or deletes it. :lock unlocks.`
    : `Unlocked ${what}.`;
  return {
    model: notify(atRest(model), text, "info", world.now),
    effects: setAll(ids, { locked }, world),
  };
}

/** Whatever was being done to them is over. */
function atRest(model: Model): Model {
  const { name } = model.inHand;
  return { ...model, inHand: { name, state: TOOLS[name].idle } };
}

function setAll(ids: readonly string[], props: Props, world: World) {
  return submit(ids.map((id): Op => ({ op: "set", id, props })), world);
}

function tell(model: Model, world: World, text: string): Update {
  return pure(notify(model, text, "info", world.now));
}
