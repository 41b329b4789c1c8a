/**
 * Group commit: what many rooms want written becomes one write of the store (E17).
 *
 * @module
 */

import type { Append, AppendOutcome, Store } from "../store/store.ts";

interface Waiting {
  readonly append: Append;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * Collects appends while a commit runs, and commits them together when it is done. A lone
 * append does not wait: it goes out with whatever else comes in the same turn.
 */
export class Committer {
  readonly #store: Pick<Store, "append">;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(store: Pick<Store, "append">) {
    this.#store = store;
  }

  /** Resolves with what became of the append; never rejects. */
  append(append: Append): Promise<AppendOutcome> {
    return new Promise((settle) => {
      this.#waiting.push({ append, settle });
      if (!this.#running) {
        this.#running = true;
        queueMicrotask(() => this.#run());
      }
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      const outcomes = await this.#commit(group.map(({ append }) => append));
      group.forEach(({ settle }, i) => settle(outcomes[i]!));
      // Those who were settled decide on what they append next: they get to say so.
      await Promise.resolve();
    }
    this.#running = false;
  }

  async #commit(appends: readonly Append[]): Promise<AppendOutcome[]> {
    try {
      return await this.#store.append(appends);
    } catch (error) {
      // It may have failed before or after the commit: nobody can tell but the log itself.
      const message = error instanceof Error ? error.message : String(error);
      return appends.map(() => ({ kind: "unknown", message }));
    }
  }
}
