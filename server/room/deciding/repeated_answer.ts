/**
 * What is said to a number that is not the next one of its client (E16).
 *
 * @module
 */

import type { Verdict } from "./client_memory.ts";
import type { Outcome } from "../room_message.ts";

/**
 * The first answer again, or why there is none.
 *
 * @param head the last event of the room.
 */
export function repeated(
  cseq: number,
  verdict: Exclude<Verdict, { kind: "next" }>,
  head: number,
): Outcome {
  switch (verdict.kind) {
    case "again": {
      const { type, ...body } = verdict.answer.body;
      return type === "ack"
        ? { type, body, event: null } as Outcome
        : { type, body } as Outcome;
    }
    case "old":
      return { type: "old", seq: head };
    case "other_body": {
      const message =
        `transaction ${cseq} was already sent with another content; give new content a new number`;
      return { type: "other_body", message };
    }
    case "gap": {
      const { expected } = verdict;
      const message =
        `transaction ${cseq} came before ${expected}; send from ${expected} on`;
      return { type: "nack", body: { code: "gap", message, expected } };
    }
  }
}
