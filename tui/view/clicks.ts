/**
 * What a click on the chrome means: tools, words of the status line and of panels do what their
 * keys do, so that the mouse alone is enough (T20).
 *
 * @module
 */

import { lineWidth } from "../../shared/schema/width.ts";
import type { Keymap } from "../state/input/keymap.ts";
import type { Model } from "../state/model.ts";
import type { Message } from "../state/message.ts";
import { chromeOf, type ChromeProps, namesWidth } from "./chrome_props.ts";
import { MARGIN, STRIP_GAP, WORD_GAP } from "./measures.ts";
import { frameOf, PANEL_MARGIN, type PanelPicture } from "./panels/picture.ts";

/** What a click on the chrome tells the client; `null` where it is none of the chrome's. */
export function clickAt(
  model: Model,
  keys: Keymap,
  column: number,
  row: number,
): Click | null {
  const chrome = chromeOf(model, keys);
  if (chrome.tooSmall !== null) return null;
  if (row === 0) return act(topAt(chrome, column));
  if (row === chrome.rows - 1) return act(wordAt(chrome, column));
  if (chrome.chat !== null && isIn(chrome.chat, column, row)) {
    // Its title closes it, the rest of it is for writing.
    return act(row === chrome.chat.box.row ? "chat-close" : "chat");
  }
  return chrome.panel === null ? null : panelAt(chrome.panel, column, row);
}

/** What a click means: an action, or a line of the open panel. */
export type Click = Extract<Message, { type: "act" | "pick" }>;

function act(action: string | null): Click | null {
  return action === null ? null : { type: "act", action };
}

/** The room's name leads to the other rooms, the members' names to the list of them. */
function topAt(chrome: ChromeProps, column: number): string | null {
  const { room, strip, columns } = chrome;
  const end = MARGIN + lineWidth(room);
  if (column >= MARGIN && column < end) return "lobby";
  const right = columns - MARGIN;
  if (column >= right - namesWidth(chrome) && column < right) return "members";
  if (strip === null) return null;
  const from = MARGIN + lineWidth(room) + STRIP_GAP;
  return among(strip.chips, strip.gap, column - from)?.action ?? null;
}

function wordAt({ words }: ChromeProps, column: number): string | null {
  return among(words, WORD_GAP, column - MARGIN)?.action ?? null;
}

/** Which of some texts, side by side, is at a column or nearest to one in a gap. */
function among<T extends { readonly text: string }>(
  texts: readonly T[],
  gap: number,
  column: number,
): T | null {
  let from = 0;
  for (const each of texts) {
    const width = lineWidth(each.text);
    const before = Math.floor(gap / 2), after = Math.ceil(gap / 2);
    if (column >= from - before && column < from + width + after) return each;
    from += width + gap;
  }
  return null;
}

function isIn({ box }: PanelPicture, column: number, row: number): boolean {
  return column >= box.column && column < box.column + box.columns &&
    row >= box.row && row < box.row + box.rows;
}

function panelAt(
  picture: PanelPicture,
  column: number,
  row: number,
): Click | null {
  const { box, field, isFieldLast, lines } = picture;
  const inside = isIn(picture, column, row);
  const above = Number(frameOf(picture).title) +
    Number(field !== undefined && isFieldLast !== true);
  const line = inside ? lines[row - box.row - above] : undefined;
  if (line === undefined) return null;
  let end = box.column + PANEL_MARGIN;
  const span = line.spans.find(({ text }) => column < (end += lineWidth(text)));
  if (span?.action !== undefined) return act(span.action);
  const pick = span?.pick ?? line.pick;
  return pick === undefined ? null : { type: "pick", line: pick };
}
