/**
 * One JSON a line, to somebody who may read slowly, or not at all any more.
 *
 * @module
 */

/** Lines that may wait to be written before whoever makes them should pause. */
const HIGH_WATER = 1_000;

/** Writes values as lines, in order. When nobody reads any more it falls silent. */
export class Output {
  readonly #write: (line: string) => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  #broken = Promise.withResolvers<void>();
  #isBroken = false;

  /** `write` rejects when nobody reads any more. */
  constructor(write: (line: string) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when nobody reads any more. */
  get broken(): Promise<void> {
    return this.#broken.promise;
  }

  /** Writes a line, after those before it. */
  print(value: unknown): void {
    if (this.#isBroken) return;
    this.#waiting += 1;
    this.#last = this.#last.then(async () => {
      if (!this.#isBroken) await this.#write(`${JSON.stringify(value)}\n`);
      this.#waiting -= 1;
    }).catch(() => {
      this.#isBroken = true;
      this.#broken.resolve();
    });
  }

  /** Resolves when it is fine to print more. */
  async ready(): Promise<void> {
    if (this.#waiting > HIGH_WATER) await this.#last;
  }

  /** Resolves when all is written. */
  async done(): Promise<void> {
    await this.#last;
  }
}
