/**
 * The one line over the canvas's last row: what has just happened, or what can be done now.
 *
 * @module
 */

import { labelRows, pointOfWork } from "../state/typing/caret.ts";
import { lineWidth } from "../../shared/schema/width.ts";
import { type Entry, entryShape } from "../state/typing/entry.ts";
import type { Model } from "../state/model.ts";
import { rangeOf } from "../state/typing/text_buffer.ts";
import { lineEnd, lineStart } from "../state/typing/text_steps.ts";
import { lastCells } from "./fit_words.ts";
import { plain } from "../state/words/plain.ts";
import { workLine } from "../state/files/work.ts";
import { offered } from "../state/shapes/offer.ts";
import { toolOf, toolView } from "../state/tool_step.ts";
import { canvasSize, looksAway } from "../state/viewport.ts";

/** A line for the user. */
export interface MessageLine {
  readonly text: string;
  readonly tone: "hint" | "info" | "warning" | "error";
}

/** What is to be said now; `null` for nothing. Bad news stays above good. */
export function messageOf(model: Model): MessageLine | null {
  const worst = model.notices.findLast((notice) => notice.tone !== "info") ??
    model.notices.at(-1);
  if (worst !== undefined) return { text: worst.text, tone: worst.tone };
  if (model.work !== null) return { text: workLine(model.work), tone: "info" };
  const hint = hintOf(model);
  const line: MessageLine | null = hint === ""
    ? whyNotThere(model)
    : { text: hint, tone: "hint" };
  return line !== null && isInTheWay(line.text, model) ? null : line;
}

/** Would a line hide the place where the user is at work? */
function isInTheWay(text: string, model: Model): boolean {
  const { column, row } = pointOfWork(model);
  const { rows } = canvasSize(model);
  return row === model.view.row + rows - 1 &&
    column - model.view.column < lineWidth(text) + 2;
}

/** The line that is being typed, up to the caret and on, where its shape is too small to show it. */
function unseenLabel(model: Model, entry: Entry): string | null {
  const shape = entryShape(model, entry);
  if (shape === null || entry.target.kind !== "label") return null;
  const rows = labelRows(model, shape);
  if (rows.length > 0 && !rows.some(({ isCut }) => isCut)) return null;
  const { text, caret } = entry.buffer;
  const line = text.slice(lineStart(text, caret), lineEnd(text, caret));
  return lastCells(plain(line), model.screen.columns - 9);
}

/** Why the room is not there, where it never came, or will not come any more. */
function whyNotThere({ status, server }: Model): MessageLine | null {
  if (status.reason === undefined) return null;
  if (status.isRefused === true) {
    const said = plain(status.reason).replace(/\.$/, "");
    return { text: `The server says: ${said}. Trying again.`, tone: "warning" };
  }
  switch (status.state) {
    case "connecting":
      return {
        text: `${plain(server)} does not answer: trying again. Is a server ` +
          "running there?",
        tone: "warning",
      };
    case "closed":
      return {
        text: `Cannot go on here: ${plain(status.reason)}`,
        tone: "error",
      };
    default:
      return null;
  }
}

function hintOf(model: Model): string {
  // Keys go to the panel: what they would do on the canvas is not true now.
  if (model.panel !== null) return "";
  if (model.entry !== null) {
    const unseen = unseenLabel(model, model.entry);
    return unseen === null ? typingHint(model.entry) : `label: ${unseen}`;
  }
  if (model.past !== null) return "";
  if (model.fresh !== null) return "type a label, or Esc and go on";
  if (offered(model) !== null) {
    return "an arrow key: another there, joined. " +
      "Tab: join one that is there. Space: free";
  }
  const hint = toolOf(model).hint(model.inHand.state, toolView(model));
  if (hint !== "") return hint;
  return looksAway(model) ? "the drawing is elsewhere: Z shows it" : "";
}

function typingHint({ buffer, marking, target }: Entry): string {
  const { from, to } = rangeOf(buffer);
  if (from < to) {
    return "selected: typing replaces it, Ctrl+C copies, Ctrl+X cuts";
  }
  if (marking) return "arrows select from here, Ctrl+Space selects all";
  return target.kind === "label"
    ? "typing the label: Enter ends it, Alt+Enter or Ctrl+O breaks the line"
    : "typing text: Enter breaks the line, Esc ends it";
}
