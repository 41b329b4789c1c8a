/**
 * Transactions that have arrived at a room, until it decides them.
 *
 * @module
 */

import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import type { Committer } from "../committer.ts";
import { senderOf } from "./answer_desk.ts";
import type { Submission } from "../room_message.ts";

/**
 * Holds transactions until the next commit, so that they are decided and committed together. When
 * one sender has as many in it as may be unanswered, nothing more can come of that one, and the
 * commit is not waited for: work of hours offline comes in a row of such heaps.
 */
export class Inbox {
  readonly #committer: Pick<Committer, "beforeNext" | "hurry">;
  readonly #decide: (submissions: readonly Submission[]) => void;
  #held: Submission[] = [];
  readonly #heldBySender = new Map<string, number>();

  /** @param decide takes them in, in the order in which they came. */
  constructor(
    committer: Pick<Committer, "beforeNext" | "hurry">,
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
    const sender = senderOf(submission);
    const held = (this.#heldBySender.get(sender) ?? 0) + 1;
    this.#heldBySender.set(sender, held);
    if (held === MAX_UNANSWERED) this.#committer.hurry();
    // Beyond that they are refused, however long the commit takes that runs.
    if (held > MAX_UNANSWERED) this.release();
  }

  /** Has all of them decided now: something else happens that must find them done. */
  release(): void {
    if (this.isEmpty) return;
    const held = this.#held;
    this.#held = [];
    this.#heldBySender.clear();
    this.#decide(held);
  }
}
