/**
 * Time for one process: it ends with the process.
 *
 * @module
 */

import type { FakeClock } from "../../shared/client/testing/fake_clock.ts";

/** A clock whose timers are lost when its process is killed. Serves clients and servers. */
export class ProcessClock {
  readonly #clock: FakeClock;
  readonly #cancels = new Set<() => void>();
  #isAlive = true;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#clock.now();
  }

  /** Milliseconds since the world began. */
  monotonic(): number {
    return this.#clock.monotonic();
  }

  /** Calls back after `ms`, unless the process is dead by then. */
  after(ms: number, run: () => void): () => void {
    if (!this.#isAlive) return () => {};
    const cancel = this.#clock.after(ms, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
    return () => {
      this.#cancels.delete(cancel);
      cancel();
    };
  }

  /** The process dies: nothing calls it any more. */
  kill(): void {
    this.#isAlive = false;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
