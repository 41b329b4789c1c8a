/**
 * The chat as rows: what was said, by whom and when, and below it what is still unsent.
 *
 * @module
 */

import { flowText } from "../../../shared/raster/text_flow.ts";
import type { Charset } from "../../../shared/raster/pen.ts";
import { printable } from "../../../shared/raster/sanitize.ts";
import type { Model } from "../model.ts";
import { personOf } from "../people.ts";
import { CHAT_RIMS, chatSize } from "../viewport.ts";
import { type ChatLine, isCalled, selfOf, type UnsentLine } from "./chat.ts";

/** A row of the chat. */
export interface ChatRow {
  /** When it was said; empty in rows that go on with a line. */
  readonly clock: string;
  /** Who said it, with `: ` behind; empty in rows that go on with a line. */
  readonly name: string;
  readonly text: string;
  readonly userId: string;
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
  const self = selfOf(model);
  const me = self?.userId ?? "";
  return [
    ...model.chat.lines.flatMap((line) => rowsOf(model, line, width)),
    ...model.chat.unsent.flatMap(({ text }: UnsentLine) =>
      laidOut(model, { userId: me, text, clock: "unsent" }, width, true)
    ),
  ];
}

/** Rows for lines of chat. */
export function chatHeight(model: Model): number {
  // Its title and its field take one each.
  return Math.max(1, chatSize(model).rows - 2);
}

const cache = new WeakMap<
  ChatLine,
  { readonly looks: string; readonly rows: readonly ChatRow[] }
>();

function rowsOf(
  model: Model,
  line: ChatLine,
  width: number,
): readonly ChatRow[] {
  // Whatever a line's rows depend on, besides the line.
  const looks = [
    width,
    model.charset,
    personOf(model, line.userId),
    selfOf(model)?.name,
  ].join();
  const known = cache.get(line);
  if (known?.looks === looks) return known.rows;
  const rows = laidOut(model, line, width, false);
  cache.set(line, { looks, rows });
  return rows;
}

function laidOut(
  model: Model,
  { userId, text, clock }: ChatLine,
  width: number,
  isUnsent: boolean,
): readonly ChatRow[] {
  const name = `${personOf(model, userId)}: `;
  const head = `${clock} ${name}`;
  const isCall = !isUnsent && isCalled(model, text);
  const about = { userId, isCall, isUnsent };
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
