/**
 * A clock that stands still until it is told to go on: for tests and simulations.
 *
 * @module
 */

import type { Clock } from "../clock.ts";

/**
 * Time that moves by {@linkcode FakeClock.advance} alone.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { FakeClock } from "./fake_clock.ts";
 *
 * const clock = new FakeClock();
 * const rung: number[] = [];
 * clock.after(50, () => rung.push(clock.monotonic()));
 * clock.advance(49);
 * assertEquals(rung, []);
 * clock.advance(10);
 * assertEquals(rung, [50]);
 * ```
 */
export class FakeClock implements Clock {
  #time = 0;
  #timers: { at: number; task: () => void }[] = [];

  /** Wall clock time at which `monotonic()` is 0. */
  constructor(readonly start: number = 1_733_000_000_000) {}

  now(): number {
    return this.start + this.#time;
  }

  monotonic(): number {
    return this.#time;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.#time + Math.max(0, ms), task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Milliseconds until the next timer is due; `null` if there is none. */
  get nextIn(): number | null {
    if (this.#timers.length === 0) return null;
    return Math.min(...this.#timers.map(({ at }) => at)) - this.#time;
  }

  /** Moves on by `ms`, running what falls due in the order of its time. */
  advance(ms: number): void {
    const end = this.#time + ms;
    while (true) {
      const [next] = this.#timers.filter(({ at }) => at <= end)
        .toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#time = Math.max(this.#time, next.at);
      next.task();
    }
    this.#time = end;
  }
}
