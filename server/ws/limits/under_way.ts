/**
 * How much of one member waits for its commit.
 *
 * @module
 */

/** Counts what is under way, and lets who has too much of it wait. */
export class UnderWay {
  readonly #most: number;
  #count = 0;
  #waiting: (() => void)[] = [];

  /** @param most how much may be under way at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** One more is under way. */
  begin(): void {
    this.#count++;
  }

  /** One has come to its end. */
  done(): void {
    this.#count--;
    this.#wake();
  }

  /** None of it will come to an end any more that is told. */
  end(): void {
    this.#count = 0;
    this.#wake();
  }

  /** Resolves when there is room for one more. */
  async room(): Promise<void> {
    while (this.#count >= this.#most) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
