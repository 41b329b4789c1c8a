/**
 * Group commit: what many rooms want written becomes one write of the store (E17).
 *
 * @module
 */

import type { Append, AppendOutcome, Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";

/**
 * Milliseconds for which the first waits, at most, who comes so soon after a commit has begun, so
 * that what arrives meanwhile is decided and committed together. A commit costs its synced write,
 * two threads being woken, and a write to every reader, whether there is one transaction in it or
 * a hundred.
 */
export const GATHER_MS = 10;

/** The shortest wait that is tried. */
const LEAST_GATHER_MS = GATHER_MS / 8;

interface Waiting {
  readonly append: Append;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * Collects appends while a commit runs or has just begun, and commits them together. After a
 * pause, the first does not wait: it goes out with whatever else comes in the same turn. Nor does
 * who is alone: the wait is halved each time that nobody came during it, and doubled each time
 * that somebody did.
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
  /** Lets what gathers go on gathering no more; `null`: nothing does. */
  #cutShort: (() => void) | null = null;
  /** For how long the next waits who comes soon after a commit. */
  #gatherMs = 0;

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

  /** There is no use in waiting for more: what waits is committed as soon as it can be. */
  hurry(): void {
    this.#dueAt = -Infinity;
    this.#cutShort?.();
  }

  get #isEmpty(): boolean {
    return this.#waiting.length + this.#turns.length === 0;
  }

  #noteFirst(): void {
    if (!this.#isEmpty) return;
    const now = this.#clock.now();
    const isSoon = now < this.#begunAt + GATHER_MS;
    this.#dueAt = isSoon ? now + this.#gatherMs : now;
  }

  #start(): void {
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    // After a clock's jump back, one interval is enough.
    const wait = Math.min(GATHER_MS, this.#dueAt - this.#clock.now());
    if (wait <= 0) queueMicrotask(() => this.#run());
    else this.#gather(wait);
  }

  #gather(ms: number): void {
    const end = () => {
      this.#cutShort = null;
      this.#run();
    };
    const cancel = this.#clock.after(ms, end);
    this.#cutShort = () => {
      cancel();
      this.#cutShort = null;
      queueMicrotask(() => this.#run());
    };
  }

  async #run(): Promise<void> {
    const turns = this.#turns;
    this.#turns = [];
    for (const decide of turns) decide();
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) {
      const appends = group.map(({ append }) => append);
      this.#begunAt = this.#clock.now();
      this.#learn(transactionsIn(appends));
      const outcomes = await this.#commit(appends);
      group.forEach(({ settle }, i) => settle(outcomes[i]!));
      // Those who were settled decide on what they append next: they get to say so.
      await Promise.resolve();
    }
    this.#isUnderWay = false;
    if (!this.#isEmpty) this.#start();
  }

  /** Was the wait worth its while? */
  #learn(transactions: number): void {
    if (transactions > 1) {
      const longer = Math.max(LEAST_GATHER_MS, this.#gatherMs * 2);
      this.#gatherMs = Math.min(GATHER_MS, longer);
    } else {
      const shorter = this.#gatherMs / 2;
      this.#gatherMs = shorter < LEAST_GATHER_MS ? 0 : shorter;
    }
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

function transactionsIn(appends: readonly Append[]): number {
  let count = 0;
  for (const { events, answers } of appends) {
    count += Math.max(events.length, answers.length);
  }
  return count;
}
