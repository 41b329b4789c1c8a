/**
 * Group commit (E17): what is written in the same turn of the event loop, or while commits run,
 * becomes one transaction.
 *
 * The invariant: at most two groups are under way, in their order. While one is committed, the
 * next one lies ready, so that the disk does not wait for the line between two threads; all else
 * gathers. So the slower the disk, the larger the groups, and an idle store commits at once.
 *
 * @module
 */

import type {
  Result,
  Write,
  WriteKind,
  WriteResult,
  Writing,
} from "./sqlite_messages.ts";

/** One that is committed, and one that is ready for when it is done. */
const MAX_UNDER_WAY = 2;

interface Waiting {
  readonly write: Write;
  readonly resolve: (result: WriteResult) => void;
}

/** Collects writes into groups. */
export class CommitQueue {
  readonly #commit: (writes: readonly Write[]) => Promise<WriteResult[]>;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: Waiting[] = [];
  #isAwaitingTurn = false;

  /**
   * @param commit commits a group after those that it was given before; one result a write, in
   * their order; never rejects.
   */
  constructor(
    commit: (writes: readonly Write[]) => Promise<WriteResult[]>,
  ) {
    this.#commit = commit;
  }

  /** Adds a write to the next group; resolves once that is committed, or has failed. */
  add<K extends WriteKind>(
    kind: K,
    input: Writing[K]["input"],
  ): Promise<Result<Writing[K]["result"]>> {
    const { promise, resolve } = Promise.withResolvers<WriteResult>();
    this.#waiting.push({ write: { kind, input } as Write, resolve });
    this.#start();
    return promise as Promise<Result<Writing[K]["result"]>>;
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#waiting.length + this.#underWay.size > 0) {
      await (this.#underWay.size > 0 ? Promise.race(this.#underWay) : null);
    }
  }

  #start(): void {
    if (this.#isAwaitingTurn || this.#waiting.length === 0) return;
    if (this.#underWay.size >= MAX_UNDER_WAY) return;
    // Whatever else is written in this turn comes along.
    this.#isAwaitingTurn = true;
    queueMicrotask(() => this.#run());
  }

  #run(): void {
    this.#isAwaitingTurn = false;
    const group = this.#waiting;
    this.#waiting = [];
    const running = this.#finish(group).finally(() => {
      this.#underWay.delete(running);
      this.#start();
    });
    this.#underWay.add(running);
  }

  async #finish(group: readonly Waiting[]): Promise<void> {
    const results = await this.#commit(group.map(({ write }) => write));
    group.forEach(({ resolve }, i) => resolve(results[i]!));
  }
}
