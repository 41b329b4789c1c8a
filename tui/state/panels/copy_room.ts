import type { Model } from "../model.ts";
import { copyRoom } from "../past/copy_room.ts";
import { join } from "../rooms/lobby.ts";
import { leavePast } from "../past/past.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { type Field, fieldKey, fieldPaste } from "./field.ts";
import type { PanelKind } from "./panel.ts";
import { closed } from "./scroll.ts";

/** The name of the room that a moment of the past is copied into. */
export interface CopyRoomPanel {
  readonly kind: "copy-room";
  readonly field: Field;
  /** The copy is there: one may go to it. */
  readonly made: string | null;
}

/** Where to copy the room as it was (T15). */
export const copyRoomPanel: PanelKind<CopyRoomPanel> = {
  key(model, { field, made }, input, { world }) {
    if (made !== null) return keyOfMade(model, world, made, input.key);
    switch (input.key) {
      case "enter":
        return copyRoom(model, world, field.text);
      case "escape":
        return pure(closed(model));
    }
    return pure(typed(model, fieldKey(field, input) ?? field));
  },
  wheel: (model) => model,
  paste: (model, { field, made }, text) =>
    made !== null ? pure(model) : pure(typed(model, fieldPaste(field, text))),
};

/** Enter goes there; any other key is meant for where one is. */
function keyOfMade(
  model: Model,
  world: World,
  room: string,
  key: string,
): Update | null {
  const stayed = closed(model);
  if (key === "enter") return join(leavePast(stayed), world, room);
  return key === "escape" ? pure(stayed) : null;
}

function typed(model: Model, field: Field): Model {
  return { ...model, panel: { kind: "copy-room", field, made: null } };
}
