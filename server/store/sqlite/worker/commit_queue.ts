/**
 * Group commit (E17): what is written in the same turn of the event loop, or while a commit runs,
 * becomes one transaction.
 *
 * The invariant: at most one group is under way. So the slower the disk, the larger the groups,
 * and an idle store commits at once.
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

interface Waiting {
  readonly write: Write;
  readonly resolve: (result: WriteResult) => void;
}

/** Collects writes into groups. */
export class CommitQueue {
  readonly #commit: (writes: readonly Write[]) => Promise<WriteResult[]>;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  /** @param commit commits a group; one result a write, in their order; never rejects. */
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
    this.#running ??= this.#run();
    return promise as Promise<Result<Writing[K]["result"]>>;
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    // Whatever else is written in this turn comes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      const results = await this.#commit(group.map(({ write }) => write));
      group.forEach(({ resolve }, i) => resolve(results[i]!));
    }
    this.#running = null;
  }
}
