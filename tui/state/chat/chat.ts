/**
 * The room's chat: what was said, what of it is unread, what of ours is still unsent (T14).
 *
 * @module
 */

import { type Field, fieldOf } from "../panels/field.ts";
import type { Model } from "../model.ts";
import { notify } from "../notice.ts";
import { shownName } from "../names/people.ts";
import { plain } from "../words/plain.ts";
import { resized } from "../viewport.ts";
import { chatHeight, chatRows } from "./rows.ts";

/** A line that the server has. */
export interface ChatLine {
  readonly userId: string;
  /** As the speaker was called then. */
  readonly name: string;
  readonly text: string;
  /** When it was said, as a clock shows it here. */
  readonly clock: string;
}

/** A line of ours that the server does not have yet. */
export interface UnsentLine {
  /** Names it between us and the shell. */
  readonly key: string;
  readonly text: string;
}

/** The chat. */
export interface Chat {
  /** The oldest first. */
  readonly lines: readonly ChatLine[];
  readonly unsent: readonly UnsentLine[];
  /** Does it stand beside the canvas? */
  readonly isOpen: boolean;
  /** What is being written. */
  readonly field: Field;
  /** Rows that one has gone up from the newest. */
  readonly up: number;
  /** Lines of others that were not in sight yet. */
  readonly unread: number;
  /** Does one of these name us? */
  readonly isCalled: boolean;
}

/** Before anything was said. */
export const EMPTY_CHAT: Chat = {
  lines: [],
  unsent: [],
  isOpen: false,
  field: fieldOf(),
  up: 0,
  unread: 0,
  isCalled: false,
};

/** No more lines are kept. */
const MOST = 500;
/** How long a line that names us stays over the canvas, in milliseconds. */
const CALL_STAYS = 10_000;

/** With the chat changed. */
export function withChat(model: Model, change: Partial<Chat>): Model {
  return { ...model, chat: { ...model.chat, ...change } };
}

/**
 * With a line that was said.
 *
 * @param isNews it was said since we came, not before.
 */
export function heardLine(
  model: Model,
  line: ChatLine,
  isNews: boolean,
  now: number,
): Model {
  const { chat } = model;
  const lines = [...chat.lines, line].slice(-MOST);
  const next = withChat(model, { lines });
  // Who reads what is above stays there.
  const up = chat.up === 0
    ? 0
    : chat.up + Math.max(0, chatRows(next).length - chatRows(model).length);
  const told = withChat(next, { up });
  if (!isNews || isOurs(model, line)) return told;
  if (chat.isOpen && chat.up === 0) return told;
  const isCall = isCalled(told, line.text);
  const unread = withChat(told, {
    unread: chat.unread + 1,
    isCalled: chat.isCalled || isCall,
  });
  if (chat.isOpen) return unread;
  const text = `${shownName(told, line)}: ${plain(line.text)}`;
  return isCall
    ? notify(unread, text, "info", now, CALL_STAYS)
    : notify(unread, text, "info", now);
}

/** One person may be here twice, and call themselves otherwise: what one says, the other hears. */
function isOurs(model: Model, { userId, name }: ChatLine): boolean {
  const self = selfOf(model);
  return self?.userId === userId && self.name === name;
}

/** Does a text have our name in it, with `@` before it (`@ana`)? */
export function isCalled(model: Model, text: string): boolean {
  const self = selfOf(model);
  if (self === undefined) return false;
  const heard = text.toLowerCase();
  return [plain(self.name), shownName(model, self)].some((name) => {
    const call = `@${name.toLowerCase()}`;
    for (
      let at = heard.indexOf(call);
      at >= 0;
      at = heard.indexOf(call, at + 1)
    ) {
      if (!/^[\p{L}\p{N}_]/u.test(heard.slice(at + call.length))) return true;
    }
    return false;
  });
}

/** Our own connection among the members. */
export function selfOf({ members, memberId }: Model) {
  return members.find((member) => member.memberId === memberId);
}

/** With the chat beside the canvas, and the keys in its field. */
export function openChat(model: Model): Model {
  const opened = withChat(model, {
    isOpen: true,
    ...(model.chat.isOpen ? {} : { up: 0 }),
  });
  const { columns, rows } = model.screen;
  return read({
    // What the field needs, the canvas gives.
    ...resized(opened, columns, rows),
    panel: { kind: "chat" },
    // What was told of the chat is in it.
    notices: model.notices.filter(({ tone }) => tone !== "info"),
  });
}

/** Without it; what was being written stays in its field. */
export function closeChat(model: Model): Model {
  const { columns, rows } = model.screen;
  const left = model.panel?.kind === "chat" ? { ...model, panel: null } : model;
  return resized(withChat(left, { isOpen: false }), columns, rows);
}

/** With the rows of the chat so many further up, as far as there are some. */
export function scrollChat(model: Model, by: number): Model {
  const most = Math.max(0, chatRows(model).length - chatHeight(model));
  const up = Math.max(0, Math.min(model.chat.up + by, most));
  return read(withChat(model, { up }));
}

/** What is in sight is read: with the newest line, all. */
function read(model: Model): Model {
  const { chat } = model;
  return chat.isOpen && chat.up === 0 && chat.unread > 0
    ? withChat(model, { unread: 0, isCalled: false })
    : model;
}
