import type { Model } from "../model.ts";
import {
  join,
  lobbyLines,
  type LobbyPanel,
  openLobby,
  shown,
} from "../rooms/lobby.ts";
import { notify } from "../notice.ts";
import { pure, type Update } from "../update_type.ts";
import type { World } from "../world.ts";
import { fieldKey, fieldPaste } from "./field.ts";
import type { PanelKind } from "./panel.ts";
import { closed, linesBesideField, movedLine, WHEEL_LINES } from "./scroll.ts";

/** The rooms: typing filters them, or names a new one (T13). */
export const lobby: PanelKind<LobbyPanel> = {
  key(model, panel, input, { world }) {
    const { key } = input;
    if (key === "escape") return pure(closed(model));
    if (key === "enter") return enter(model, panel, world, panel.at);
    if (key === "ctrl+r") return openLobby(model, panel.field.text);
    const by = linesBesideField(key);
    if (by !== null) return moved(model, panel, by);
    const field = fieldKey(panel.field, input);
    return field === null
      ? pure(model)
      : shown(model, { ...panel, field, at: 0 });
  },
  // The wheel asks for no pictures: it passes many rooms.
  wheel: (model, panel, by) => moved(model, panel, by * WHEEL_LINES).model,
  pick: (model, panel, line, { world }) => enter(model, panel, world, line),
  paste: (model, panel, text) =>
    shown(model, { ...panel, field: fieldPaste(panel.field, text), at: 0 }),
};

function moved(model: Model, panel: LobbyPanel, by: number): Update {
  const { length } = lobbyLines(model, panel);
  return shown(model, { ...panel, at: movedLine(panel.at, by, length) });
}

function enter(
  model: Model,
  panel: LobbyPanel,
  world: World,
  at: number,
): Update {
  const line = lobbyLines(model, panel)[at];
  switch (line?.kind) {
    case undefined:
      return pure(model);
    case "wrong":
      return pure(
        notify(model, `Cannot join: ${line.why}.`, "warning", world.now),
      );
    case "new":
      return join(model, world, line.roomId);
    case "room":
      return join(model, world, line.facts.roomId);
  }
}
