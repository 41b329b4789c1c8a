import { joinCommand, loopbackPort } from "../../state/rooms/invite.ts";
import type { InvitePanel } from "../../state/panels/invite.ts";
import { plain } from "../../state/words/plain.ts";
import { clip } from "../fit_words.ts";
import {
  columnsForLine,
  footOfCanvas,
  type PanelView,
  textLine,
} from "./picture.ts";

/** The command by which others join, and what it takes on other machines (T18). */
export const invite: PanelView<InvitePanel> = (model, { room }) => {
  const port = loopbackPort(model);
  const box = footOfCanvas(model, port === null ? 4 : 6);
  const width = columnsForLine(box);
  const command = plain(joinCommand(model, room));
  const away = port === null ? [] : [
    textLine(
      "This server answers on its own machine only. From elsewhere, first",
      {
        color: "yellow",
      },
    ),
    textLine(`  ssh -N -L ${port}:127.0.0.1:${port} <this machine>`),
  ];
  return {
    box,
    title: "Invite",
    // No terminal tells whether it put it on the clipboard (T22).
    word: "sent to the terminal's clipboard",
    lines: [textLine(clip(command, width), { bold: true }), ...away],
    keys: "Esc closes",
  };
};
