/**
 * The chat as rows: what was said, by whom and when, and below it what is still unsent.
 *
 * @module
 */

import { flowText } from "../../../shared/raster/text_flow.ts";
import type { Charset } from "../../../shared/raster/pen.ts";
import { printable } from "../../../shared/raster/sanitize.ts";
import type { Model } from "../model.ts";
import type { Named } from "../names/shown_names.ts";
import { shownName } from "../names/people.ts";
import { CHAT_RIMS, chatSize } from "../viewport.ts";
import { type ChatLine, isCalled, selfOf } from "./chat.ts";

/** A row of the chat. */
export interface ChatRow {
  /** When it was said; empty in rows that go on with a line. */
  readonly clock: string;
  /** Who said it, with `: ` behind; empty in rows that go on with a line. */
  readonly name: string;
  readonly text: string;
  readonly by: Named;
  /** Does the line name us? */
  readonly isCall: boolean;
  readonly isUnsent: boolean;
}

/** Cells that a line's later rows stand in. */
const INDENT = "  ";
/** A line of 1,000 characters has no more rows in the narrowest place. */
const MOST_ROWS = 200;

/** All rows, the oldest first; as wide as the chat is. */
export function chatRows(model: Model): readonly ChatRow[] {
  const width = Math.max(4, chatSize(model).columns - CHAT_RIMS);
  const { userId = "", name = "" } = selfOf(model) ?? {};
  const unsent = model.chat.unsent.flatMap(({ text }) =>
    laidOut(model, { userId, name, text, clock: "unsent" }, width, true)
  );
  const said = saidRows(model, width);
  return unsent.length === 0 ? said : [...said, ...unsent];
}

/** Rows for lines of chat. */
export function chatHeight(model: Model): number {
  // Its title and its field take one each.
  return Math.max(1, chatSize(model).rows - 2);
}

/** What the rows of all lines depend on, besides the lines. */
type Looks = readonly unknown[];

const ofAll = new WeakMap<
  readonly ChatLine[],
  { readonly looks: Looks; readonly rows: readonly ChatRow[] }
>();

/** Each frame asks for them, and few frames change them. */
function saidRows(model: Model, width: number): readonly ChatRow[] {
  const { charset, people, members, memberId, chat: { lines } } = model;
  const looks = [width, charset, people, members, memberId];
  const known = ofAll.get(lines);
  if (known?.looks.every((look, at) => look === looks[at])) return known.rows;
  const rows = lines.flatMap((line) => rowsOf(model, line, width));
  ofAll.set(lines, { looks, rows });
  return rows;
}

const ofLine = new WeakMap<
  ChatLine,
  { readonly looks: string; readonly rows: readonly ChatRow[] }
>();

/** A line that is said leaves the rows of those before it as they are. */
function rowsOf(
  model: Model,
  line: ChatLine,
  width: number,
): readonly ChatRow[] {
  const { charset } = model;
  const name = shownName(model, line);
  const looks = [width, charset, name, selfOf(model)?.name].join();
  const known = ofLine.get(line);
  if (known?.looks === looks) return known.rows;
  const rows = laidOut(model, line, width, false);
  ofLine.set(line, { looks, rows });
  return rows;
}

function laidOut(
  model: Model,
  line: ChatLine,
  width: number,
  isUnsent: boolean,
): readonly ChatRow[] {
  const { userId, text, clock } = line;
  const name = `${shownName(model, line)}: `;
  const head = `${clock} ${name}`;
  const isCall = !isUnsent && isCalled(model, text);
  const about = { by: { userId, name: line.name }, isCall, isUnsent };
  return flowed(head + text, width, model.charset).map((row, at) =>
    at === 0 && row.startsWith(head)
      ? { ...about, clock: `${clock} `, name, text: row.slice(head.length) }
      : { ...about, clock: "", name: "", text: at === 0 ? row : INDENT + row }
  );
}

function flowed(text: string, width: number, charset: Charset): string[] {
  const widths = Array.from(
    { length: MOST_ROWS },
    (_, row) => row === 0 ? width : width - INDENT.length,
  );
  const options = { charset, breakWords: true, cut: true };
  return flowText([printable(text)], widths, options)!
    .map(({ graphemes }) => graphemes.map((each) => each.text).join(""));
}
