/**
 * How much each client waits for (E16).
 *
 * @module
 */

import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import type { NackBody } from "../../../shared/schema/op.ts";

/**
 * Operations that may wait in a room. Beyond it, only who has nothing waiting yet is let in: a
 * flood must not fill the memory, nor keep others out.
 */
const MAX_WAITING_OPS = 16_384;
/**
 * Copies of the same numbers that may wait besides: who was cut off sends all again while what
 * the lost connection brought is still in the queue, and has no more unanswered for that.
 */
const MAX_COPIES = 4 * MAX_UNANSWERED;
/** Milliseconds after which one who was not let in may try again. */
const CROWDED_MS = 200;

/** Counts transactions that came and were not answered yet, by sender and number. */
export class Unanswered {
  readonly #senders = new Map<string, Waiting>();

  /** Has this sender an answer to come? */
  has(sender: string): boolean {
    return this.#senders.has(sender);
  }

  add(sender: string, cseq: number): void {
    const waiting = this.#senders.get(sender) ?? { all: 0, copies: new Map() };
    waiting.all++;
    waiting.copies.set(cseq, (waiting.copies.get(cseq) ?? 0) + 1);
    this.#senders.set(sender, waiting);
  }

  remove(sender: string, cseq: number): void {
    const waiting = this.#senders.get(sender);
    const copies = waiting?.copies.get(cseq);
    if (waiting === undefined || copies === undefined) return;
    waiting.all--;
    if (copies > 1) waiting.copies.set(cseq, copies - 1);
    else waiting.copies.delete(cseq);
    if (waiting.all === 0) this.#senders.delete(sender);
  }

  /**
   * Why a sender can't have one more, or `null`.
   *
   * @param cseq its number.
   * @param waitingOps operations that wait in the room.
   * @param isWaiting are some of them the sender's?
   */
  refusal(
    sender: string,
    cseq: number,
    waitingOps: number,
    isWaiting: boolean,
  ): NackBody | null {
    const waiting = this.#senders.get(sender);
    if (waiting !== undefined && isFull(waiting, cseq)) {
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

/** What a sender waits for. */
interface Waiting {
  all: number;
  /** How often each number came. */
  readonly copies: Map<number, number>;
}

// Where nobody can resend (the chat dialect) all have the number 0.
function isFull({ all, copies }: Waiting, cseq: number): boolean {
  if (cseq === 0) return all >= MAX_UNANSWERED;
  return all >= MAX_COPIES ||
    !copies.has(cseq) && copies.size >= MAX_UNANSWERED;
}

function crowded(reason: string): NackBody {
  const message = `${reason}; wait for answers`;
  return { code: "limit", message, retryAfterMs: CROWDED_MS };
}
