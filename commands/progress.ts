/**
 * How far long work has come, on a line of the terminal that is gone afterwards (T6).
 *
 * @module
 */

import type { Surroundings } from "./command_line.ts";

/** Milliseconds between two looks of the line. */
const REFRESH_MS = 100;

/** Is told how much of something is done. */
export type OnProgress = (what: string, done: number, total: number) => void;

/** A line of progress; shows nothing where stderr is no terminal. */
export class Progress {
  readonly #surroundings: Surroundings;
  readonly #now: () => number;
  #shownAt = -Infinity;

  /** @param now milliseconds, from any beginning. */
  constructor(
    surroundings: Surroundings,
    now: () => number = () => performance.now(),
  ) {
    this.#surroundings = surroundings;
    this.#now = now;
  }

  /** Shows how far the work has come. */
  readonly show: OnProgress = (what, done, total) => {
    const { isTerminal, err } = this.#surroundings;
    if (!isTerminal || this.#now() - this.#shownAt < REFRESH_MS) return;
    this.#shownAt = this.#now();
    const part = total > 0 ? Math.min(100, Math.floor(100 * done / total)) : 0;
    err(`\r${what} ${part} %\x1b[K`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#shownAt > -Infinity) this.#surroundings.err("\r\x1b[K");
    this.#shownAt = -Infinity;
  }
}

/** Does work whose progress is shown; the line is gone when the work is done, or has failed. */
export async function withProgress<T>(
  surroundings: Surroundings,
  work: (progress: Progress) => T | Promise<T>,
): Promise<T> {
  const progress = new Progress(surroundings);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
