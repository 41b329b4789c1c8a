/**
 * How much each client waits for (E16).
 *
 * @module
 */

import { MAX_UNANSWERED } from "../../shared/schema/limits.ts";
import type { NackBody } from "../../shared/schema/op.ts";

/**
 * Operations that may wait in a room. Beyond it, only who has nothing waiting yet is let in: a
 * flood must not fill the memory, nor keep others out.
 */
const MAX_WAITING_OPS = 16_384;
/** Milliseconds after which one who was not let in may try again. */
const CROWDED_MS = 200;

/** Counts transactions that came and were not answered yet, by sender. */
export class Unanswered {
  readonly #counts = new Map<string, number>();

  /** Has this sender an answer to come? */
  has(sender: string): boolean {
    return this.#counts.has(sender);
  }

  add(sender: string): void {
    this.#counts.set(sender, (this.#counts.get(sender) ?? 0) + 1);
  }

  remove(sender: string): void {
    const left = (this.#counts.get(sender) ?? 1) - 1;
    if (left > 0) this.#counts.set(sender, left);
    else this.#counts.delete(sender);
  }

  /**
   * Why a sender can't have one more, or `null`.
   *
   * @param waitingOps operations that wait in the room.
   * @param isWaiting are some of them the sender's?
   */
  refusal(
    sender: string,
    waitingOps: number,
    isWaiting: boolean,
  ): NackBody | null {
    if ((this.#counts.get(sender) ?? 0) >= MAX_UNANSWERED) {
      return crowded(
        `${MAX_UNANSWERED} transactions are unanswered, the most there may be`,
      );
    }
    if (waitingOps > MAX_WAITING_OPS && isWaiting) {
      return crowded(
        `${waitingOps} operations wait in this room; the limit is ${MAX_WAITING_OPS}`,
      );
    }
    return null;
  }
}

function crowded(reason: string): NackBody {
  const message = `${reason}; wait for answers`;
  return { code: "limit", message, retryAfterMs: CROWDED_MS };
}
