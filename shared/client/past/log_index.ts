/**
 * When each event of a room happened and whose it was, as far as it is known: little enough to
 * keep for every event that was ever read.
 *
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";

/** Events in a row by one author without a longer pause are one burst, in milliseconds. */
const PAUSE = 60_000;

/** Times and authors by `seq`. */
export class LogIndex {
  // Holes where nothing was read.
  readonly #times: number[] = [];
  readonly #authors: string[] = [];
  /** One string an author, however many events have brought their own. */
  readonly #known = new Map<string, string>();

  /** Takes note of events. */
  add(events: readonly RoomEvent[]): void {
    for (const { seq, at, userId } of events) {
      this.#times[seq] = at;
      const author = this.#known.get(userId) ?? userId;
      this.#known.set(author, author);
      this.#authors[seq] = author;
    }
  }

  /** When it happened, in milliseconds since 1970; `null` where that is not known. */
  timeOf(seq: number): number | null {
    return this.#times[seq] ?? null;
  }

  /** Whose userId it was; `null` where that is not known. */
  authorOf(seq: number): string | null {
    return this.#authors[seq] ?? null;
  }

  /**
   * The last event of a burst of the same author's, before or after an event: where one goes on
   * to from `seq`. Ends where nothing is known, and at `least` and `most`.
   */
  burstEnd(seq: number, by: 1 | -1, least: number, most: number): number {
    let at = seq + by;
    while (at + by >= least && at + by <= most && this.#joined(at, at + by)) {
      at += by;
    }
    return Math.max(least, Math.min(at, most));
  }

  #joined(a: number, b: number): boolean {
    const author = this.authorOf(a);
    return author !== null && author === this.authorOf(b) &&
      Math.abs(this.#times[a]! - this.#times[b]!) < PAUSE;
  }
}
