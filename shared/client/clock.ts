/**
 * Time as the client sees it, so that tests and simulations can hand in their own.
 *
 * @module
 */

/** A source of time and timers. */
export interface Clock {
  /** Wall clock, in milliseconds since 1970. May jump; only ever told to people. */
  now(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonic(): number;
  /** Runs `task` once after `ms`. Returns the function that prevents it. */
  after(ms: number, task: () => void): () => void;
}

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
