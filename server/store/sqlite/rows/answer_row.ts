/**
 * Answers that have no event as rows, and back.
 *
 * @module
 */

import { z } from "zod";
import { ackBodySchema, nackBodySchema } from "../../../../shared/schema/op.ts";
import { type Answer, DamagedError } from "../../store.ts";
import { checksum } from "./checksum.ts";

/** Columns of `answers` but for `room_id` and `client_id`. */
export interface AnswerRow {
  readonly cseq: number;
  readonly body_hash: string;
  readonly body: string;
  readonly crc: number;
}

/** The row of an answer. */
export function answerRow(roomId: string, answer: Answer): AnswerRow {
  const { client, cseq } = answer.origin;
  const row = {
    cseq,
    body_hash: answer.bodyHash,
    body: JSON.stringify(answer.body),
  };
  return { ...row, crc: answerChecksum(roomId, client, row) };
}

/** What is kept of an answer. */
export const answerBodySchema = z.discriminatedUnion("type", [
  ackBodySchema.extend({ type: z.literal("ack") }),
  nackBodySchema.extend({ type: z.literal("nack") }),
]);

/**
 * The answer in a row.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function answerOf(
  roomId: string,
  client: string,
  row: AnswerRow,
): Answer {
  if (answerChecksum(roomId, client, row) !== row.crc) {
    throw new DamagedError(
      `Cannot read room ${roomId}: the answer to number ${row.cseq} of a client is damaged in the database. ` +
        "Stop the server and restore a backup, or move the file away",
    );
  }
  return {
    origin: { client, cseq: row.cseq },
    bodyHash: row.body_hash,
    body: answerBodySchema.parse(JSON.parse(row.body)),
  };
}

function answerChecksum(
  roomId: string,
  client: string,
  row: Omit<AnswerRow, "crc">,
): number {
  return checksum([roomId, client, row.cseq, row.body_hash, row.body]);
}
