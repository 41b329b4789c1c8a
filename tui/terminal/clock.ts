/**
 * Time, as the terminal's shell sees it; tests bring their own.
 *
 * @module
 */

/** A clock that can wake someone up. */
export interface Clock {
  /** Milliseconds from some fixed moment; never goes back. */
  now(): number;
  /** Runs `task` once, `ms` from now; calling what it returns prevents that. */
  after(ms: number, task: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
