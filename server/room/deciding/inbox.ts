/**
 * Transactions that have arrived at a room, until it decides them.
 *
 * @module
 */

import type { Committer } from "../committer.ts";
import type { Submission } from "../room_message.ts";

/** Holds transactions until the next commit, so that they are decided and committed together. */
export class Inbox {
  readonly #committer: Pick<Committer, "beforeNext">;
  readonly #decide: (submissions: readonly Submission[]) => void;
  #held: Submission[] = [];

  /** @param decide takes them in, in the order in which they came. */
  constructor(
    committer: Pick<Committer, "beforeNext">,
    decide: (submissions: readonly Submission[]) => void,
  ) {
    this.#committer = committer;
    this.#decide = decide;
  }

  get isEmpty(): boolean {
    return this.#held.length === 0;
  }

  /** Takes a transaction. */
  add(submission: Submission): void {
    this.#held.push(submission);
    if (this.#held.length === 1) {
      this.#committer.beforeNext(() => this.release());
    }
  }

  /** Has all of them decided now: something else happens that must find them done. */
  release(): void {
    if (this.isEmpty) return;
    const held = this.#held;
    this.#held = [];
    this.#decide(held);
  }
}
