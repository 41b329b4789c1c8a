/**
 * Collects committed events into frames (P6).
 *
 * @module
 */

import type { Clock } from "../clock.ts";
import type { Entry } from "../room_message.ts";

/** Milliseconds for which events are collected into one frame at most, after one has gone out. */
const FLUSH_MS = 8;

/** Holds events until they are flushed. */
export class EventOutlet {
  readonly #clock: Clock;
  readonly #send: (entries: readonly Entry[]) => void;
  #entries: Entry[] = [];
  #flushedAt = -Infinity;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, send: (entries: readonly Entry[]) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Is nothing held back? */
  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Takes events that are committed. */
  add(entries: readonly Entry[]): void {
    this.#entries.push(...entries);
  }

  /** Sends the first out at once, and what follows closely together. */
  flushSoon(): void {
    if (this.isEmpty || this.#cancel !== null) return;
    const wait = this.#flushedAt + FLUSH_MS - this.#clock.now();
    if (wait <= 0) return this.flush();
    // After a clock's jump back, one interval is enough.
    const ms = Math.min(wait, FLUSH_MS);
    this.#cancel = this.#clock.after(ms, () => this.flush());
  }

  /** Sends out what is held back. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.isEmpty) return;
    const entries = this.#entries;
    this.#entries = [];
    this.#flushedAt = this.#clock.now();
    this.#send(entries);
  }
}
