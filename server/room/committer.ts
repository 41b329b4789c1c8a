/**
 * Group commit: what many rooms want written becomes one write of the store (E17).
 *
 * @module
 */

import type { Append, AppendOutcome, Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";

/**
 * Milliseconds between the beginnings of two commits, for each row that the first one writes and
 * each reader who is told of it. Each keeps the server busy for about ten microseconds: so they
 * get a tenth of its time or less, and what arrives meanwhile shares the next commit.
 */
const PACE_MS = 0.15;
/** The longest time between the beginnings of two commits, in milliseconds, if somebody waits. */
export const MAX_PACE_MS = 10;
/** What is shorter, in milliseconds, is not waited for: no timer keeps it. */
const LEAST_WAIT_MS = 1;

interface Waiting {
  readonly append: Append;
  readonly readers: number;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * Collects appends while a commit runs, or has just begun, and commits them together. The dearer
 * a commit, the later the next one: few who write to few do not wait, a crowd and a thousand
 * rooms at work do. After a pause the first goes out at once, with whatever else comes in the same
 * turn.
 */
export class Committer {
  readonly #store: Pick<Store, "append">;
  readonly #clock: Clock;
  readonly #paceMs: number;
  #turns: (() => void)[] = [];
  #waiting: Waiting[] = [];
  #isUnderWay = false;
  /** When the next commit may begin. */
  #dueAt = -Infinity;
  /** Need the next commit not be waited for? */
  #isHurried = false;
  /** Ends the wait for the next commit; `null`: nobody waits. */
  #cutShort: (() => void) | null = null;

  /** @param paceMs time for each row and reader, in milliseconds. */
  constructor(
    store: Pick<Store, "append">,
    clock: Clock,
    paceMs: number = PACE_MS,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#paceMs = paceMs;
  }

  /**
   * Calls `decide` just before the next commit: what it has appended belongs to it. So a room
   * decides late, on all that has arrived until then.
   */
  beforeNext(decide: () => void): void {
    this.#turns.push(decide);
    this.#start();
  }

  /**
   * Resolves with what became of the append; never rejects.
   *
   * @param readers how many are told of its events.
   */
  append(append: Append, readers: number): Promise<AppendOutcome> {
    return new Promise((settle) => {
      this.#waiting.push({ append, readers, settle });
      this.#start();
    });
  }

  /** There is no use in waiting for more: what waits is committed as soon as it can be. */
  hurry(): void {
    this.#isHurried = true;
    this.#cutShort?.();
  }

  get #isEmpty(): boolean {
    return this.#waiting.length + this.#turns.length === 0;
  }

  #start(): void {
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    const wait = this.#dueAt - this.#clock.now();
    if (this.#isHurried || wait < LEAST_WAIT_MS) {
      queueMicrotask(() => this.#run());
    } else {
      // After a clock's jump back, one wait is enough. Timers come late, by up to a millisecond.
      this.#gather(Math.floor(Math.min(wait, MAX_PACE_MS)));
    }
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
    this.#isHurried = false;
    const turns = this.#turns;
    this.#turns = [];
    for (const decide of turns) decide();
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) {
      const pace = Math.min(MAX_PACE_MS, this.#paceMs * piecesOf(group));
      this.#dueAt = this.#clock.now() + pace;
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

/** Rows that were written, and frames that tell of them. */
function piecesOf(group: readonly Waiting[]): number {
  let pieces = 0;
  for (const { append: { events, answers }, readers } of group) {
    pieces += events.length + answers.length;
    if (events.length > 0) pieces += readers;
  }
  return pieces;
}
