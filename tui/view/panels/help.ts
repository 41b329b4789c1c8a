import type { HelpPanel } from "../../state/panels/help.ts";
import { showKey } from "../../state/input/show_key.ts";
import { lineWidth } from "../../../shared/schema/width.ts";
import { clip } from "../fit_words.ts";
import {
  HELP_COLUMN,
  HELP_KEYS,
  type HelpLine,
  helpLines,
  helpPages,
  MOUSE_HELP,
} from "./help_lines.ts";
import {
  columnsForLine,
  type PanelLine,
  type PanelView,
  rowsForLines,
  type Span,
  textLine,
  wholeCanvas,
} from "./picture.ts";

/** Every action that has keys, over the whole canvas, page by page. */
export const help: PanelView<HelpPanel> = (model, panel, keys) => {
  const box = wholeCanvas(model);
  const room = Math.max(1, rowsForLines(box) - 1), width = columnsForLine(box);
  const pages = helpPages(helpLines(keys), width, room);
  const count = pages.length;
  const page = ((panel.page % count) + count) % count;
  const columns = pages[page]!;
  const height = Math.max(...columns.map((column) => column.length));
  const [palette] = keys.keysOf.get("commands")!;
  return {
    box,
    title: "Keys",
    word: count === 1 ? "" : `page ${page + 1} of ${count}`,
    lines: [
      ...Array.from(
        { length: height },
        (_, row) => across(columns.map((column) => column[row]), width),
      ),
      textLine(MOUSE_HELP, { dim: true }),
    ],
    keys: [
      ...(palette === undefined ? [] : [`${showKey(palette)} every command`]),
      ...(count === 1 ? [] : ["arrows: pages"]),
      "Esc closes",
    ].join("   "),
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
