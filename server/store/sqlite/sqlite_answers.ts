/**
 * Answers that have no event: refusals, what changed nothing, those with a key instead of a number,
 * and those whose events were trimmed. All others lie in the rows of their events (E16).
 *
 * @module
 */

import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import type { AnswerValues } from "./rows/append_rows.ts";
import { answerRow } from "./rows/answer_row.ts";
import { ackOf, type EventRow } from "./rows/event_row.ts";
import type { Statements } from "./sqlite_reader.ts";
import { KEPT_MS } from "../store.ts";

/**
 * Numbers of a client after which its old answers are deleted, many at once: they lie on another
 * page of the file than the new ones do.
 */
const PRUNE_EVERY = 32;

interface Numbered {
  readonly seq: number;
  readonly client_id: string;
  readonly cseq: number;
}

/** Runs inside the writer's transactions. */
export class SqliteAnswers {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Is there one of this number? */
  has(roomId: string, client: string, cseq: number): boolean {
    const { numberAnswered } = this.#statements;
    return numberAnswered.get(roomId, client, cseq) !== undefined;
  }

  /** Keeps one, and forgets what it makes old. */
  add(roomId: string, answer: AnswerValues): void {
    this.#statements.addAnswer.run(roomId, ...answer);
    const [client, cseq, , , , keptSince] = answer;
    if (keptSince !== null) {
      this.#statements.forgetAnswers.run(roomId, keptSince - KEPT_MS);
    }
    this.prune(roomId, client, cseq);
  }

  /** Forgets those of a client, now and then, that are old after this number. */
  prune(roomId: string, client: string, cseq: number): void {
    if (cseq % PRUNE_EVERY !== 0) return;
    const oldest = cseq - MAX_UNANSWERED;
    this.#statements.pruneAnswers.run(roomId, client, oldest);
  }

  /**
   * Keeps those of the events up to `seq` that still count.
   *
   * @throws {DamagedError} if the row of one of them is not what was written.
   */
  outlive(roomId: string, seq: number): void {
    const rows = this.#statements.answersUpTo.all(roomId, seq);
    const last = new Map<string, number>();
    for (const { seq, client_id, cseq } of rows as unknown as Numbered[]) {
      if (!last.has(client_id)) {
        last.set(client_id, this.#lastOf(roomId, client_id));
      }
      if (cseq <= last.get(client_id)! - MAX_UNANSWERED) continue;
      this.#keep(roomId, seq);
    }
  }

  #keep(roomId: string, seq: number): void {
    const event = this.#statements.event.get(roomId, seq);
    const answer = ackOf(roomId, event as unknown as EventRow)!;
    const { cseq, body_hash, body, crc } = answerRow(roomId, answer);
    this.#statements.addAnswer.run(
      roomId,
      answer.origin.client,
      cseq,
      body_hash,
      body,
      crc,
      null,
    );
  }

  /** The highest number of a client. */
  #lastOf(roomId: string, client: string): number {
    const { lastInLog, lastAnswered } = this.#statements;
    const highest = [lastInLog, lastAnswered]
      .map((statement) => Number(statement.get(roomId, client)?.cseq ?? 0));
    return Math.max(...highest);
  }
}
