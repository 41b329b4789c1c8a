/**
 * Group commit: what many rooms want written becomes one write of the store (E17).
 *
 * @module
 */

import type { Append, AppendOutcome, Store } from "../store/store.ts";
import type { Clock } from "./clock.ts";

/**
 * Milliseconds of rest after a commit, for each row that it has written and each reader who is
 * told of it: what keeps the event loop busy for five to ten microseconds. So commits and their
 * telling get a tenth of its time at most, and what arrives during the rest shares the next one.
 */
const REST_MS = 0.1;
/** The longest rest, in milliseconds. */
export const MAX_REST_MS = 10;
/** Shorter rests, in milliseconds, are none: no timer keeps them. */
const LEAST_REST_MS = 1;

interface Waiting {
  readonly append: Append;
  readonly readers: number;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * Collects appends while a commit runs, and while the committer rests after it, and commits them
 * together. The rest is as long as the commit was dear: few who write to few never wait, a crowd
 * and a thousand rooms at work do. Who comes after the rest goes out at once, with whatever else
 * comes in the same turn.
 */
export class Committer {
  readonly #store: Pick<Store, "append">;
  readonly #clock: Clock;
  readonly #restMs: number;
  #turns: (() => void)[] = [];
  #waiting: Waiting[] = [];
  #isUnderWay = false;
  #restsUntil = -Infinity;
  /** Does the next commit wait for no rest? */
  #isHurried = false;
  /** Ends the rest that somebody waits for; `null`: nobody does. */
  #cutShort: (() => void) | null = null;

  /** @param restMs rest for each row and reader, in milliseconds. */
  constructor(
    store: Pick<Store, "append">,
    clock: Clock,
    restMs: number = REST_MS,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#restMs = restMs;
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
    const rest = this.#restsUntil - this.#clock.now();
    if (this.#isHurried || rest < LEAST_REST_MS) {
      queueMicrotask(() => this.#run());
    } else {
      // After a clock's jump back, one rest is enough. Timers come late, by up to a millisecond.
      this.#gather(Math.floor(Math.min(rest, MAX_REST_MS)));
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
      const outcomes = await this.#commit(group.map(({ append }) => append));
      const rest = Math.min(MAX_REST_MS, this.#restMs * piecesOf(group));
      this.#restsUntil = this.#clock.now() + rest;
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
