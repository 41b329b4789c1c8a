/**
 * Holds back what may not be sent before it is kept.
 *
 * @module
 */

/** Waits for writes: whatever was begun has to end before anything is sent. */
export class WriteGate {
  readonly #opened: () => void;
  readonly #failed: (error: unknown) => void;
  #writing: Promise<void> | null = null;

  /** `opened` is called when nothing is being written any more. */
  constructor(opened: () => void, failed: (error: unknown) => void) {
    this.#opened = opened;
    this.#failed = failed;
  }

  /** Is something being written? Resolves when it is kept, or can't be. */
  get writing(): Promise<void> | null {
    return this.#writing;
  }

  /** A write has begun. What can't be kept is told, and sent none the less. */
  await(write: Promise<void>): void {
    const all = Promise.all([this.#writing, write])
      .catch(this.#failed)
      .then(() => {
        if (this.#writing !== all) return;
        this.#writing = null;
        this.#opened();
      });
    this.#writing = all;
  }
}
