import { flowText } from "../../../shared/raster/text_flow.ts";
import { graphemes } from "../../../shared/schema/width.ts";
import type { Model } from "../../state/model.ts";
import { joinCommand, loopbackPort } from "../../state/rooms/invite.ts";
import type { InvitePanel } from "../../state/panels/invite.ts";
import { plain } from "../../state/words/plain.ts";
import {
  columnsForLine,
  footOfCanvas,
  type PanelPlace,
  type PanelView,
  rowsForLines,
  type Span,
  textLine,
  wholeCanvas,
} from "./picture.ts";

/** More rows than this a line does not take, on the narrowest screen. */
const MOST_ROWS = 40;

/** The command by which others join, and what it takes on other machines (T18). */
export const invite: PanelView<InvitePanel> = (model, { room }) => {
  const port = loopbackPort(model);
  const told: [string, Omit<Span, "text">][] = [
    [plain(joinCommand(model, room)), { bold: true }],
    ...(port === null ? [] : [
      [
        "This server answers on its own machine only. From elsewhere, first",
        { color: "yellow" },
      ],
      [`  ssh -N -L ${port}:127.0.0.1:${port} <this machine>`, {}],
    ] as [string, Omit<Span, "text">][]),
  ];
  const width = columnsForLine(wholeCanvas(model));
  const lines = told.flatMap(([text, look]) =>
    rowsOf(text, width).map((row) => textLine(row, look))
  );
  return {
    box: placeFor(model, lines.length),
    title: "Invite",
    // No terminal tells whether it put it on the clipboard (T22).
    word: "sent to the terminal's clipboard",
    lines,
    keys: "Esc closes",
  };
};

/** At the foot of the canvas if that shows all of it: a command of which a part is missing is none. */
function placeFor(model: Model, lines: number): PanelPlace {
  const foot = footOfCanvas(model, lines + 2);
  return rowsForLines(foot) >= lines ? foot : wholeCanvas(model);
}

function rowsOf(text: string, width: number): string[] {
  const widths = new Array<number>(MOST_ROWS).fill(width);
  const options = { charset: "unicode", breakWords: true, cut: true } as const;
  return flowText([graphemes(text)], widths, options)!
    .map(({ graphemes }) => graphemes.map(({ text }) => text).join(""));
}
