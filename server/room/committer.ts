/**
 * Group commit: what many rooms want written becomes one write of the store (E17).
 *
 * @module
 */

import type { Append, AppendOutcome, Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";

/**
 * Milliseconds for which the first waits who comes so soon after a commit has begun, so that what
 * arrives meanwhile is decided and committed together. A commit costs its synced write, and two
 * threads being woken, whether there is one transaction in it or a hundred.
 */
export const GATHER_MS = 10;

interface Waiting {
  readonly append: Append;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * Collects appends while a commit runs or has just begun, and commits them together. After a
 * pause, the first does not wait: it goes out with whatever else comes in the same turn.
 */
export class Committer {
  readonly #store: Pick<Store, "append">;
  readonly #clock: Clock;
  #turns: (() => void)[] = [];
  #waiting: Waiting[] = [];
  #isUnderWay = false;
  #begunAt = -Infinity;
  /** When what waits is to be committed. */
  #dueAt = -Infinity;

  constructor(store: Pick<Store, "append">, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Calls `decide` just before the next commit: what it has appended belongs to it. So a room
   * decides late, on all that has arrived until then.
   */
  beforeNext(decide: () => void): void {
    this.#noteFirst();
    this.#turns.push(decide);
    this.#start();
  }

  /** Resolves with what became of the append; never rejects. */
  append(append: Append): Promise<AppendOutcome> {
    return new Promise((settle) => {
      this.#noteFirst();
      this.#waiting.push({ append, settle });
      this.#start();
    });
  }

  get #isEmpty(): boolean {
    return this.#waiting.length + this.#turns.length === 0;
  }

  #noteFirst(): void {
    if (!this.#isEmpty) return;
    const now = this.#clock.now();
    this.#dueAt = now < this.#begunAt + GATHER_MS ? now + GATHER_MS : now;
  }

  #start(): void {
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    // After a clock's jump back, one interval is enough.
    const wait = Math.min(GATHER_MS, this.#dueAt - this.#clock.now());
    if (wait <= 0) queueMicrotask(() => this.#run());
    else this.#clock.after(wait, () => this.#run());
  }

  async #run(): Promise<void> {
    const turns = this.#turns;
    this.#turns = [];
    for (const decide of turns) decide();
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) {
      this.#begunAt = this.#clock.now();
      const outcomes = await this.#commit(group.map(({ append }) => append));
      group.forEach(({ settle }, i) => settle(outcomes[i]!));
      // Those who were settled decide on what they append next: they get to say so.
      await Promise.resolve();
    }
    this.#isUnderWay = false;
    if (!this.#isEmpty) this.#start();
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
