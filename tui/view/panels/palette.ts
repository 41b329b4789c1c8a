import { lineWidth } from "../../../shared/schema/width.ts";
import type { Keymap } from "../../state/input/keymap.ts";
import { showKey } from "../../state/input/show_key.ts";
import { type Command, commandsFor } from "../../state/palette/commands.ts";
import type { PalettePanel } from "../../state/panels/palette.ts";
import { plain } from "../../state/words/plain.ts";
import { clip } from "../fit_words.ts";
import {
  awayFromWork,
  columnsForLine,
  firstShown,
  type PanelLine,
  type PanelView,
  rowsForLines,
} from "./picture.ts";

/** Rows of the palette, where the screen has as many. */
const ROWS = 11;
/** Cells of a line for the command, where there is room. */
const COMMAND = 20;

/** What can be done, with the keys that do it, beside what it is done to (T17). */
export const palette: PanelView<PalettePanel> = (model, panel, keys) => {
  const { field, at } = panel;
  const box = awayFromWork(model, ROWS);
  const rows = rowsForLines(box, true), width = columnsForLine(box);
  const commands = commandsFor(model, field.text);
  const from = firstShown(at, commands.length, rows);
  return {
    box,
    title: "Commands",
    word: commands.length === 0
      ? "none is called so"
      : `${at + 1} of ${commands.length}`,
    field: { prompt: ":", field },
    lines: commands.slice(from, from + rows).map((command, line) => ({
      ...lineOf(command, keys, width),
      isAt: from + line === at,
      pick: from + line,
    })),
    keys: "Enter does it   arrows: others   Tab completes   Esc closes",
  };
};

/** The command, what it does or why it can't, and the keys on the right. */
function lineOf(
  { action, word, text, help, whyNot }: Command,
  keys: Keymap,
  width: number,
): PanelLine {
  const bound = word === undefined ? keys.keysOf.get(action.name) ?? [] : [];
  const shown = clip(bound.map(showKey).join(" "), Math.floor(width / 4));
  const name = clip(plain(text), Math.max(1, width - lineWidth(shown) - 2));
  const left = filled(name, Math.min(COMMAND, Math.floor(width / 3))) + "  ";
  const room = width - lineWidth(left) - lineWidth(shown) - 1;
  const told = filled(clip(plain(whyNot ?? help), Math.max(0, room)), room + 1);
  const dim = whyNot !== null;
  return {
    spans: [{ text: left, bold: !dim, dim }, { text: told, dim }, {
      text: shown,
      dim,
    }],
  };
}

function filled(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - lineWidth(text)));
}
