/**
 * The room as it was, in a room of its own: another way to go on from there (T15).
 *
 * @module
 */

import { copyOf } from "../../../shared/document/former/copy.ts";
import { roomIdSchema } from "../../../shared/schema/ids.ts";
import { inviteInto } from "../rooms/invite.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { fieldOf } from "../panels/field.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import type { Past } from "./past.ts";

/** Characters of a room's id, at most. */
const ID_LENGTH = 32;

/** Asks for the new room's name. */
export function beginCopy(model: Model, past: Past, world: World): Update {
  if (past.shown === null || model.document.shapes.size === 0) {
    const text = "There is nothing to copy at this moment.";
    return pure(notify(model, text, "info", world.now));
  }
  const ending = `-at-${past.shown.moment.seq}`;
  const name = model.room.slice(0, ID_LENGTH - ending.length) + ending;
  const field = fieldOf(name);
  return pure({
    ...model,
    past: { ...past, playing: null },
    panel: { kind: "copy-room", field, made: null },
  });
}

/**
 * The copy is there: whoever is still in the past, and at nothing else, is asked whether to go to
 * it; others are told the way.
 */
export function copied(model: Model, world: World, room: string): Update {
  if (model.past === null || model.panel !== null) {
    return inviteInto(model, room, world.now);
  }
  return pure({
    ...model,
    notices: [],
    past: { ...model.past, playing: null },
    panel: { kind: "copy-room", field: fieldOf(room), made: room },
  });
}

/** Copies what is on the canvas into the room of this name. */
export function copyRoom(model: Model, world: World, name: string): Update {
  const id = roomIdSchema.safeParse(name.trim());
  const problem = !id.success
    ? `Cannot copy: ${id.error.issues[0]!.message}.`
    : id.data === model.room
    ? "Cannot copy the room into itself: name another one."
    : null;
  if (problem !== null) {
    return pure(notify(model, problem, "warning", world.now));
  }
  const ops = [...copyOf(model.document)];
  const text = `Copying ${model.document.shapes.size} shapes into ${id.data}.`;
  return {
    model: notify({ ...model, panel: null }, text, "info", world.now),
    effects: [{ type: "copy-room", room: id.data!, ops }],
  };
}
