import type { ReplacePanel } from "../../state/panels/replace.ts";
import { plain } from "../../state/words/plain.ts";
import { footOfCanvas, type PanelView, textLine } from "./picture.ts";

/** May a file be replaced? */
export const replace: PanelView<ReplacePanel> = (model, { wish }) => ({
  box: footOfCanvas(model, 3),
  title: `${plain(wish.name)} is there already`,
  word: "",
  lines: [textLine("What is in it now would be lost.", { dim: true })],
  keys: "Enter replaces it   Esc leaves it as it is",
});
