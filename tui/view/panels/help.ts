import type { HelpPanel } from "../../state/panels/help.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import { clip } from "../fit_words.ts";
import {
  HELP_COLUMN,
  HELP_KEYS,
  helpColumns,
  type HelpLine,
  helpLines,
  MOUSE_HELP,
} from "./help_lines.ts";
import {
  columnsForLine,
  type PanelLine,
  type PanelView,
  rowsForLines,
  type Span,
  wholeCanvas,
} from "./picture.ts";

/** Every action that has keys, over the whole canvas. */
export const help: PanelView<HelpPanel> = (model, { top }, keys) => {
  const box = wholeCanvas(model);
  const room = rowsForLines(box), width = columnsForLine(box);
  const columns = helpColumns(helpLines(keys), width, room);
  const height = Math.max(...columns.map((column) => column.length));
  const from = Math.max(0, Math.min(top, height - room));
  const more = height - from > room
    ? "  arrows: more"
    : from > 0
    ? "  arrows: back"
    : "";
  return {
    box,
    title: "Keys",
    word: `Esc closes${more}`,
    lines: Array.from(
      { length: Math.min(room, height - from) },
      (_, row) => across(columns.map((column) => column[from + row]), width),
    ),
    keys: MOUSE_HELP,
  };
};

/** Lines of the help side by side. */
function across(
  lines: readonly (HelpLine | undefined)[],
  width: number,
): PanelLine {
  const column = Math.min(HELP_COLUMN, width);
  return {
    spans: lines.flatMap((line) => padded(spansOf(line, column - 1), column)),
  };
}

function spansOf(line: HelpLine | undefined, width: number): Span[] {
  if (line === undefined) return [];
  if (line.kind === "heading") {
    return [{ text: clip(line.text, width), color: "cyan" }];
  }
  const room = Math.min(HELP_KEYS, Math.floor(width / 2));
  const [first] = line.actions;
  return [
    ...padded(keySpans(line, room - 1), room, first),
    { text: clip(line.text, width - room), action: first },
  ];
}

/** A line of several actions means the one whose key is clicked. */
function keySpans(
  { keys, actions }: Extract<HelpLine, { kind: "action" }>,
  room: number,
): Span[] {
  const words = keys.split(" ");
  const own = words.length === actions.length && lineWidth(keys) <= room;
  if (!own) return [{ text: clip(keys, room), bold: true, action: actions[0] }];
  return words.map((word, at) => ({
    text: at < words.length - 1 ? `${word} ` : word,
    bold: true,
    action: actions[at],
  }));
}

function padded(spans: Span[], width: number, action?: string): Span[] {
  const used = spans.reduce((sum, { text }) => sum + lineWidth(text), 0);
  const text = " ".repeat(Math.max(0, width - used));
  return [...spans, action === undefined ? { text } : { text, action }];
}
