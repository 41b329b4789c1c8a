/**
 * A clock that stands still until a test moves it.
 *
 * @module
 */

import type { Clock } from "../clock.ts";

/** A {@linkcode Clock} for tests: tasks run in the order of their time, then of their making. */
export class FakeClock implements Clock {
  #now = 0;
  #tasks: { at: number; task: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  /** Tasks that wait. */
  get waiting(): number {
    return this.#tasks.length;
  }

  /**
   * Moves the clock on and runs what falls due on the way; lets promises settle after each task, as
   * an event loop does.
   */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#tasks.reduce<{ at: number; task: () => void } | null>(
        (first, entry) => first === null || entry.at < first.at ? entry : first,
        null,
      );
      if (next === null || next.at > until) break;
      this.#tasks.splice(this.#tasks.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settle();
    }
    this.#now = until;
  }
}

/** Lets promises settle that wait for nothing but each other: chains of up to 40. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}
