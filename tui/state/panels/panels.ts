/**
 * The table of panels.
 *
 * @module
 */

import type { KeyInput } from "../input/input.ts";
import type { Model } from "../model.ts";
import { pure, type Update } from "../update_type.ts";
import { chat, type ChatPanel } from "./chat.ts";
import { conflicts, type ConflictsPanel } from "./conflicts.ts";
import type { FindPanel } from "../search/find.ts";
import { find } from "./find.ts";
import { blame, type BlamePanel } from "./blame.ts";
import { type CopyRoomPanel, copyRoomPanel } from "./copy_room.ts";
import { help, type HelpPanel } from "./help.ts";
import { lobby } from "./lobby.ts";
import type { LobbyPanel } from "../rooms/lobby.ts";
import { type InvitePanel, invitePanel } from "./invite.ts";
import { members, type MembersPanel } from "./members.ts";
import { palette, type PalettePanel } from "./palette.ts";
import { picker } from "./picker.ts";
import type { PickerPanel } from "../style/picker.ts";
import { type ReplacePanel, replacePanel } from "./replace.ts";
import type { PanelContext, PanelKind } from "./panel.ts";

/** What lies over the canvas, and how far the work in it has come. */
export type Panel =
  | HelpPanel
  | ConflictsPanel
  | PalettePanel
  | FindPanel
  | PickerPanel
  | LobbyPanel
  | BlamePanel
  | CopyRoomPanel
  | ChatPanel
  | MembersPanel
  | InvitePanel
  | ReplacePanel;

type PanelTable = {
  readonly [K in Panel["kind"]]: PanelKind<Extract<Panel, { kind: K }>>;
};

const PANELS: PanelTable = {
  help,
  conflicts,
  palette,
  find,
  picker,
  lobby,
  blame,
  "copy-room": copyRoomPanel,
  chat,
  members,
  invite: invitePanel,
  replace: replacePanel,
};

/** What a key does to the open panel; `null` when the panel leaves it to others. */
export function panelKey(
  model: Model,
  panel: Panel,
  input: KeyInput,
  context: PanelContext,
): Update | null {
  return kindOf(panel).key(model, panel, input, context);
}

/** What one notch of the wheel does to it. */
export function panelWheel(model: Model, panel: Panel, by: -1 | 1): Model {
  return kindOf(panel).wheel(model, panel, by);
}

/** What a click on one of its lines does. */
export function panelPick(
  model: Model,
  panel: Panel,
  line: number,
  context: PanelContext,
): Update {
  return kindOf(panel).pick?.(model, panel, line, context) ?? pure(model);
}

/** What a paste does to it. */
export function panelPaste(
  model: Model,
  panel: Panel,
  text: string,
  context: PanelContext,
): Update {
  return kindOf(panel).paste?.(model, panel, text, context) ?? pure(model);
}

/** The kind of a panel: the table gives each the state that is its own. */
function kindOf(panel: Panel): PanelKind<Panel> {
  return PANELS[panel.kind] as unknown as PanelKind<Panel>;
}
