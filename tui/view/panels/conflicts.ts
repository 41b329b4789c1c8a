/**
 * The list of what we wrote over (E18).
 *
 * @module
 */

import type { RegisterState } from "../../../shared/schema/op.ts";
import { nameOf, whyNot } from "../../state/work/conflict.ts";
import { wordFor } from "../../state/words/register_word.ts";
import type { Model } from "../../state/model.ts";
import {
  conflictLine,
  type ConflictsPanel,
} from "../../state/panels/conflicts.ts";
import { plain } from "../../state/words/plain.ts";
import {
  firstShown,
  type PanelView,
  rowsForLines,
  textLine,
  wholeCanvas,
} from "./picture.ts";

/** What we wrote over, line by line, over the whole canvas (E18). */
export const conflicts: PanelView<ConflictsPanel> = (model, panel) => {
  const box = wholeCanvas(model);
  const rows = rowsForLines(box);
  const at = conflictLine(model, panel.at);
  const newestFirst = model.conflicts.toReversed();
  const from = firstShown(at, newestFirst.length, rows);
  return {
    box,
    title: "Written over",
    word: `${newestFirst.length}, the newest first`,
    lines: newestFirst.slice(from, from + rows).map((conflict, line) => ({
      // What can't be put back any more is dim.
      ...textLine(lineOf(model, conflict), {
        dim: whyNot(model, conflict) !== null,
      }),
      isAt: from + line === at,
      pick: from + line,
    })),
    keys: newestFirst.length === 0
      ? "Esc closes"
      : "! puts it back   x leaves it   arrows: others   Esc closes",
  };
};

function lineOf(model: Model, conflict: RegisterState): string {
  const { id, register, userId, value } = conflict;
  const shape = model.document.shapes.get(id)?.shape;
  const label = shape !== undefined && "text" in shape && shape.text !== ""
    ? ` "${plain(shape.text).slice(0, 20)}"`
    : "";
  const what = shape === undefined ? "deleted shape" : shape.type + label;
  return `${nameOf(model, userId)}'s ${wordFor(register)} of ${what}: ` +
    shown(value);
}

/** A register's value, for a person. */
function shown(value: RegisterState["value"]): string {
  if (value === undefined) return "too long to show";
  return Object.values(value)
    .map((part) =>
      plain(typeof part === "string" ? part : JSON.stringify(part))
    )
    .join(", ");
}
