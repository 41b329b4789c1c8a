/**
 * A clock that stands still until a test moves it, and lets promises settle on the way.
 *
 * @module
 */

import { FakeClock } from "../../../shared/client/testing/fake_clock.ts";

/** Time for tests of what waits for promises between its timers. */
export class SettlingClock extends FakeClock {
  /**
   * Lets `ms` milliseconds pass and runs what falls due; lets promises settle after each step, as an
   * event loop does.
   */
  async pass(ms: number): Promise<void> {
    const end = this.monotonic() + ms;
    await settle();
    for (;;) {
      const next = this.nextIn;
      if (next === null || this.monotonic() + next > end) break;
      this.advance(Math.max(0, next));
      await settle();
    }
    this.advance(end - this.monotonic());
  }
}

/** Lets promises settle that wait for nothing but each other: chains of up to 40. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}
