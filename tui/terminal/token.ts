/**
 * What a terminal's bytes are cut into.
 *
 * @module
 */

import type { FocusEvent, MouseEvent, PasteEvent } from "./events.ts";

/** What a terminal answers to a query. */
export type Reply =
  /** To `ESC [ c`: which sort of terminal it is. Every one answers this. */
  | { readonly kind: "attributes" }
  /** To `ESC [ 5 n`: it has worked off all that came before. */
  | { readonly kind: "ready" }
  /** To `ESC [ ? mode $ p`; `state` 0 means that it does not know the mode. */
  | { readonly kind: "mode"; readonly mode: number; readonly state: number }
  /** To `ESC [ > q`: its name and version, as it gives them. */
  | { readonly kind: "version"; readonly text: string };

/** One key's bytes, as text: a character, or an escape sequence that is known to be a key. */
export interface KeyToken {
  readonly type: "key";
  readonly sequence: string;
}

/** A terminal's answer to a query. */
export interface ReplyToken {
  readonly type: "reply";
  readonly reply: Reply;
}

/** What a framer makes of a terminal's bytes. */
export type Token =
  | KeyToken
  | ReplyToken
  | MouseEvent
  | FocusEvent
  | PasteEvent;

/** The token of one key. */
export function keyToken(sequence: string): KeyToken {
  return { type: "key", sequence };
}
