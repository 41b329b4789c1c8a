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
