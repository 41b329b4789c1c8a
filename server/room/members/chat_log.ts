/**
 * The last lines of a room's chat (P10).
 *
 * @module
 */

import type { ChatLine } from "../../store/store.ts";

/** Lines of chat that one who comes in is told (P10). */
export const CHAT_AT_JOIN = 100;

/** Lines by their number; each is told once, however often it is heard of. */
export class ChatLog {
  #lines: readonly ChatLine[];

  /** @param lines the last ones, ascending. */
  constructor(lines: readonly ChatLine[]) {
    this.#lines = lines.slice(-CHAT_AT_JOIN);
  }

  /** The last lines, ascending. */
  get lines(): readonly ChatLine[] {
    return this.#lines;
  }

  /**
   * The number of the last line before which none is missing; 0 if there is none. A line of this
   * server may be told before one that was said a moment earlier on another one.
   */
  get completeTo(): number {
    const isFull = this.#lines.length === CHAT_AT_JOIN;
    let last = isFull ? this.#lines[0]!.id - 1 : 0;
    for (const { id } of this.#lines) if (id === last + 1) last = id;
    return last;
  }

  /** Takes a line in; `false` if it is known, or older than what is kept. */
  add(line: ChatLine): boolean {
    const at = this.#lines.findLastIndex(({ id }) => id <= line.id);
    const isKnown = this.#lines[at]?.id === line.id;
    const isFull = this.#lines.length === CHAT_AT_JOIN;
    if (isKnown || (at < 0 && isFull)) return false;
    const lines = this.#lines.toSpliced(at + 1, 0, line);
    this.#lines = lines.slice(-CHAT_AT_JOIN);
    return true;
  }
}
