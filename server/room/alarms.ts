/**
 * What a room wants to be woken for.
 *
 * @module
 */

import type { Clock } from "./clock.ts";

/** Rings once for each time it was set. */
export class Alarms {
  readonly #clock: Clock;
  readonly #ring: () => void;
  readonly #set = new Set<() => void>();

  /** @param ring is called when the time has come. */
  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Rings in `ms` milliseconds. */
  after(ms: number): void {
    const cancel = this.#clock.after(ms, () => {
      this.#set.delete(cancel);
      this.#ring();
    });
    this.#set.add(cancel);
  }

  /** None that is set rings any more. */
  cancel(): void {
    for (const cancel of this.#set) cancel();
    this.#set.clear();
  }
}
