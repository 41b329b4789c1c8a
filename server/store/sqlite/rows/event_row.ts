/**
 * Events and answers as rows, and back.
 *
 * @module
 */

import { z } from "zod";
import {
  type RoomEvent,
  roomEventSchema,
} from "../../../../shared/schema/event.ts";
import { ackBodySchema, nackBodySchema } from "../../../../shared/schema/op.ts";
import { type Shape, shapeSchema } from "../../../../shared/schema/shape.ts";
import { checksum } from "./checksum.ts";
import { EVENT_FORMAT, upcast } from "./event_format.ts";
import { type Answer, DamagedError, type NewEvent } from "../../store.ts";

/** Columns of `drawing_events` but for `room_id`. */
export interface EventRow {
  readonly seq: number;
  readonly client_id: string | null;
  readonly cseq: number | null;
  readonly user_id: string;
  readonly created_at: number;
  readonly format: number;
  readonly group_id: string | null;
  readonly ops: string;
  /** JSON of the shapes that the event deleted; `null` if it deleted none. */
  readonly removed: string | null;
  readonly crc: number;
}

/** Columns of `answers` but for `room_id` and `client_id`. */
export interface AnswerRow {
  readonly cseq: number;
  readonly body_hash: string;
  readonly body: string;
  readonly crc: number;
}

/** The row of an event, in today's format. */
export function eventRow(roomId: string, added: NewEvent): EventRow {
  const { event, origin, removed } = added;
  const row = {
    seq: event.seq,
    client_id: origin?.client ?? null,
    cseq: origin?.cseq ?? null,
    user_id: event.userId,
    created_at: event.at,
    format: EVENT_FORMAT,
    group_id: event.group ?? null,
    ops: JSON.stringify(event.ops),
    removed: removed.length === 0 ? null : JSON.stringify(removed),
  };
  return { ...row, crc: eventChecksum(roomId, row) };
}

/**
 * The event in a row, lifted to today's format and checked.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function eventOf(roomId: string, row: EventRow): RoomEvent {
  const { ops } = contentOf(roomId, row);
  const parsed = roomEventSchema.safeParse({
    seq: row.seq,
    userId: row.user_id,
    at: row.created_at,
    ...(row.group_id === null ? {} : { group: row.group_id }),
    ops,
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw damaged(roomId, row.seq, `${issue.path.join(".")}: ${issue.message}`);
  }
  return parsed.data;
}

/**
 * The shapes that the event in a row deleted, as they were just before.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function removedOf(roomId: string, row: EventRow): Shape[] {
  const parsed = z.array(shapeSchema).safeParse(contentOf(roomId, row).removed);
  if (!parsed.success) throw damaged(roomId, row.seq, "removed shapes");
  return parsed.data;
}

/** What to say, and to do, about a row that is not what was written. */
export function damaged(
  roomId: string,
  seq: number,
  what: string,
): DamagedError {
  return new DamagedError(
    `Cannot read room ${roomId}: event ${seq} is damaged in the database (${what}). ` +
      "The room stays closed and nothing of it is overwritten; other rooms go on. " +
      "Stop the server and restore a backup, or move the file away",
  );
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

const answerBodySchema = z.discriminatedUnion("type", [
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

function contentOf(
  roomId: string,
  row: EventRow,
): { ops: unknown; removed: unknown } {
  if (eventChecksum(roomId, row) !== row.crc) {
    throw damaged(roomId, row.seq, "its checksum does not match");
  }
  return upcast(row.format, {
    ops: JSON.parse(row.ops),
    removed: row.removed === null ? [] : JSON.parse(row.removed),
  });
}

function eventChecksum(roomId: string, row: Omit<EventRow, "crc">): number {
  return checksum([
    roomId,
    row.seq,
    row.client_id,
    row.cseq,
    row.user_id,
    row.created_at,
    row.format,
    row.group_id,
    row.ops,
    row.removed,
  ]);
}

function answerChecksum(
  roomId: string,
  client: string,
  row: Omit<AnswerRow, "crc">,
): number {
  return checksum([roomId, client, row.cseq, row.body_hash, row.body]);
}
