import { registerValue } from "../../../shared/document/document.ts";
import { nameOfShape } from "../../../shared/document/describe/shape_words.ts";
import { agoWords } from "../../state/words/ago.ts";
import { wordFor } from "../../state/words/register_word.ts";
import type { Model } from "../../state/model.ts";
import { type Deed, isCreation } from "../../state/past/blame.ts";
import type { BlamePanel } from "../../state/panels/blame.ts";
import { personOf } from "../../state/names/people.ts";
import { plain } from "../../state/words/plain.ts";
import { clip } from "../fit_words.ts";
import { colorOfPerson } from "../member_color.ts";
import {
  columnsForLine,
  firstShown,
  footOfCanvas,
  type PanelLine,
  type PanelView,
  rowsForLines,
  textLine,
} from "./picture.ts";

/** Values longer than this are not told. */
const SHORT = 24;

/** Who drew a shape, and who changed what of it, the newest first (T15). */
export const blame: PanelView<BlamePanel> = (model, panel) => {
  const { shape, found, at } = panel;
  const deeds = found !== null && "deeds" in found ? found.deeds : [];
  const box = footOfCanvas(model, Math.max(1, deeds.length) + 2);
  const rows = rowsForLines(box);
  const from = firstShown(at, deeds.length, rows);
  const name = plain(nameOfShape(shape, lookupIn(model)));
  const created = agoWords(shape.createdAt, panel.now);
  const lines = found === null
    ? [textLine("looking it up", { dim: true })]
    : "reason" in found
    ? [textLine(plain(found.reason), { color: "yellow" })]
    : deeds.slice(from, from + rows).map((deed, line) => ({
      ...lineOf(model, panel, deed, columnsForLine(box)),
      isAt: from + line === at,
      pick: from + line,
    }));
  return {
    box,
    title: name,
    word: `drawn by ${personOf(model, shape.createdBy)} ${created}`,
    lines,
    keys: "Enter goes to that moment   arrows: others   Esc closes",
  };
};

function lookupIn({ document }: Model) {
  return (id: string) => document.shapes.get(id)?.shape;
}

function lineOf(
  model: Model,
  { shape, now }: BlamePanel,
  deed: Deed,
  columns: number,
): PanelLine {
  const ago = deed.at === null ? "" : agoWords(deed.at, now);
  const who = clip(personOf(model, deed.userId), 14).padEnd(15);
  const when = `${ago.padEnd(14)}event ${deed.seq}  `;
  const what = isCreation(deed, shape)
    ? deed.registers.length > 6 ? "drew it; the rest is as drawn" : "drew it"
    : deed.registers.map((register) => {
      const value = Object.values(registerValue(shape, register))
        .map(shown).join(",");
      const word = register === "z" ? "stack" : wordFor(register);
      const told = register !== "z" && value.length <= SHORT &&
        deed.registers.length <= 3;
      return told ? `${word} ${value}` : word;
    }).join("; ");
  return {
    spans: [
      { text: who, color: colorOfPerson(model, deed.userId) },
      { text: when, dim: true },
      { text: clip(what, columns - 15 - when.length) },
    ],
  };
}

function shown(value: unknown): string {
  if (typeof value === "number") return String(Math.round(value));
  return plain(typeof value === "string" ? value : JSON.stringify(value));
}
