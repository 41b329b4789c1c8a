/**
 * The time as the machine tells it.
 *
 * @module
 */

import type { Clock } from "./room/clock.ts";

/** The clock on the wall. */
export const WALL_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
