import type { Model } from "../../state/model.ts";
import { plain } from "../../state/words/plain.ts";
import { FIND_ROWS, type FindPanel } from "../../state/search/find.ts";
import { clip } from "../fit_words.ts";
import {
  columnsForLine,
  firstShown,
  footOfCanvas,
  type PanelLine,
  type PanelView,
  rowsForLines,
} from "./picture.ts";

/** What was found, below what of it is in sight (T16). */
export const find: PanelView<FindPanel> = (model, { field, at, found }) => {
  const box = footOfCanvas(model, FIND_ROWS);
  const rows = rowsForLines(box, true), width = columnsForLine(box);
  const { ids, count } = found;
  const from = firstShown(at, ids.length, rows);
  return {
    box,
    title: "Find",
    word: field.text.trim() === ""
      ? "text in shapes"
      : count === 0
      ? "in no shape"
      : `${at + 1} of ${count}, the nearest first`,
    field: { prompt: "/", field },
    lines: ids.slice(from, from + rows).map((id, line) => ({
      ...lineOf(model, id, width),
      isAt: from + line === at,
      pick: from + line,
    })),
    keys: "Enter selects it   arrows: others   Esc goes back",
  };
};

/** What stands in the shape, what it is, and where. */
function lineOf(model: Model, id: string, width: number): PanelLine {
  const shape = model.document.shapes.get(id)?.shape;
  if (shape === undefined || !("text" in shape)) {
    return { spans: [{ text: "deleted", dim: true }] };
  }
  const where = `  ${shape.type} at ${Math.round(shape.x)},${
    Math.round(shape.y)
  }`;
  const text = clip(plain(shape.text), Math.max(1, width - where.length));
  return { spans: [{ text }, { text: where, dim: true }] };
}
