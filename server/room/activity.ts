/**
 * Whether something is under way.
 *
 * @module
 */

/** Counts work, and tells those who wait for its end. */
export class Activity {
  readonly #isIdleElsewhere: () => boolean;
  #running = 0;
  #waiting: (() => void)[] = [];

  /** @param isIdleElsewhere is nothing else under way that is not counted here? */
  constructor(isIdleElsewhere: () => boolean) {
    this.#isIdleElsewhere = isIdleElsewhere;
  }

  /** Is nothing under way? */
  get idle(): boolean {
    return this.#running === 0 && this.#isIdleElsewhere();
  }

  /** Does work that counts. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      this.note();
    }
  }

  /** Something came to its end: tells those who wait, if nothing is under way any more. */
  note(): void {
    if (this.#waiting.length === 0 || !this.idle) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    if (this.idle) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
