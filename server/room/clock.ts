/**
 * Time, as it is handed to those who need it.
 *
 * @module
 */

/** Tells the time and calls back later. Tests hand in their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` after `ms` milliseconds; the result cancels that. */
  after(ms: number, run: () => void): () => void;
}

/** The clock on the wall. */
export const WALL_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
