/**
 * The table of what panels look like.
 *
 * @module
 */

import type { Keymap } from "../../state/input/keymap.ts";
import type { Model } from "../../state/model.ts";
import type { Panel } from "../../state/panels/panels.ts";
import { conflicts } from "./conflicts.ts";
import { blame } from "./blame.ts";
import { copyRoom } from "./copy_room.ts";
import { help } from "./help.ts";
import { invite } from "./invite.ts";
import { members } from "./members.ts";
import { find } from "./find.ts";
import { lobby } from "./lobby.ts";
import { palette } from "./palette.ts";
import { replace } from "./replace.ts";
import { picker } from "./picker.ts";
import { orFaulty } from "./faulty.ts";
import { footOfCanvas, type PanelPicture, type PanelView } from "./picture.ts";

/** The chat has a place of its own beside the canvas, whoever has the keys. */
type PictureKind = Exclude<Panel["kind"], "chat">;

type PictureTable = {
  readonly [K in PictureKind]: PanelView<Extract<Panel, { kind: K }>>;
};

const PICTURES: PictureTable = {
  help,
  conflicts,
  palette,
  find,
  picker,
  lobby,
  blame,
  "copy-room": copyRoom,
  members,
  invite,
  replace,
};

/** What the open panel looks like; `null` where none is. */
export function panelPicture(model: Model, keys: Keymap): PanelPicture | null {
  const { panel } = model;
  if (panel === null || panel.kind === "chat") return null;
  const draw = PICTURES[panel.kind] as PanelView<Panel>;
  return orFaulty(
    () => footOfCanvas(model, 3),
    () => draw(model, panel, keys),
  );
}
