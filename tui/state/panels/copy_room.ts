import type { Model } from "../model.ts";
import { copyRoom } from "../past/copy_room.ts";
import { pure } from "../update_type.ts";
import { type Field, fieldKey, fieldPaste } from "./field.ts";
import type { PanelKind } from "./panel.ts";
import { closed } from "./scroll.ts";

/** The name of the room that a moment of the past is copied into. */
export interface CopyRoomPanel {
  readonly kind: "copy-room";
  readonly field: Field;
}

/** Where to copy the room as it was (T15). */
export const copyRoomPanel: PanelKind<CopyRoomPanel> = {
  key(model, { field }, input, { world }) {
    switch (input.key) {
      case "enter":
        return copyRoom(model, world, field.text);
      case "escape":
        return pure(closed(model));
    }
    return pure(typed(model, fieldKey(field, input) ?? field));
  },
  wheel: (model) => model,
  paste: (model, { field }, text) =>
    pure(typed(model, fieldPaste(field, text))),
};

function typed(model: Model, field: Field): Model {
  return { ...model, panel: { kind: "copy-room", field } };
}
