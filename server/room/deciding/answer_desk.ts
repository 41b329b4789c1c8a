/**
 * Who is let into a room's queue, and where answers go (E16).
 *
 * @module
 */

import type { NackBody } from "../../../shared/schema/op.ts";
import type { ClientMemory } from "./client_memory.ts";
import type { FairQueue } from "./fair_queue.ts";
import type { Outcome, RoomEffect, Submission } from "../room_message.ts";
import { Trouble, unavailable } from "../log/trouble.ts";
import { Unanswered } from "./unanswered.ts";

/** What a desk works with. */
export interface AnswerDeskOptions {
  readonly queue: FairQueue<Submission>;
  readonly memory: ClientMemory;
  /** Where a client is by now: the member to answer. */
  readonly seatOf: (client: string) => string | undefined;
}

/** Takes submissions in, and answers each of them once. */
export class AnswerDesk {
  readonly #options: AnswerDeskOptions;
  /** Submissions without an answer, by client, or by member where there is no client. */
  readonly #unanswered = new Unanswered();
  readonly #trouble = new Trouble();

  constructor(options: AnswerDeskOptions) {
    this.#options = options;
  }

  /** Has this client an answer to come? */
  owes(client: string): boolean {
    return this.#unanswered.has(client);
  }

  /** Puts a submission into the queue, or refuses it at once. */
  take(submission: Submission): RoomEffect[] {
    const refusal = this.#refusalOf(submission);
    if (refusal !== null) {
      return [this.#effect(submission, { type: "nack", body: refusal })];
    }
    this.#unanswered.add(senderOf(submission), submission.cseq);
    this.#options.queue.push(submission);
    return [];
  }

  /** Answers a submission that was taken. */
  answer(submission: Submission, outcome: Outcome): RoomEffect {
    const { client } = submission;
    const effect = this.#effect(submission, outcome);
    const sender = senderOf(submission);
    this.#unanswered.remove(sender, submission.cseq);
    if (client !== null && !this.#unanswered.has(sender)) {
      const isHere = this.#options.seatOf(client) !== undefined;
      if (!isHere) this.#options.memory.forget(client);
    }
    return effect;
  }

  /**
   * Nothing can be written for now. The numbers of all that wait are not used up, so they must
   * be sent again, in order.
   */
  refuseAll(reason: string, at: number): RoomEffect[] {
    this.#trouble.begin(at);
    const waiting = this.#options.queue.take(Infinity);
    const body = unavailable(reason);
    return waiting.map((submission) =>
      this.answer(submission, { type: "nack", body })
    );
  }

  #refusalOf(submission: Submission): NackBody | null {
    const trouble = this.#trouble.refusal(submission.at);
    if (trouble !== null) return trouble;
    const sender = senderOf(submission);
    const { queue } = this.#options;
    return this.#unanswered.refusal(
      sender,
      submission.cseq,
      queue.weight,
      queue.hasLine(sender),
    );
  }

  #effect(submission: Submission, outcome: Outcome): RoomEffect {
    const { client, memberId } = submission;
    const seat = client === null ? undefined : this.#options.seatOf(client);
    return { type: "answer", memberId: seat ?? memberId, submission, outcome };
  }
}

/** Whose number it is; in the chat dialect, whose connection. */
export function senderOf({ client, memberId }: Submission): string {
  return client ?? memberId;
}
