import { pure } from "../update_type.ts";
import type { PanelKind } from "./panel.ts";
import { closed, closes } from "./scroll.ts";

/** How others join. */
export interface InvitePanel {
  readonly kind: "invite";
  /** The room that they are asked into. */
  readonly room: string;
}

/** The command by which others join (T18): there as long as it takes to copy it by hand. */
export const invitePanel: PanelKind<InvitePanel> = {
  key: (model, _panel, { key }) =>
    closes(key) || key === "I" ? pure(closed(model)) : null,
  wheel: (model) => model,
};
