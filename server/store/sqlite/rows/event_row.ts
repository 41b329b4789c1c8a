/**
 * Events as rows, each with the answer to its transaction, and back.
 *
 * @module
 */

import { z } from "zod";
import {
  type RoomEvent,
  roomEventSchema,
} from "../../../../shared/schema/event.ts";
import { type Shape, shapeSchema } from "../../../../shared/schema/shape.ts";
import { answerBodySchema } from "./answer_row.ts";
import { checksum } from "./checksum.ts";
import { ANSWERED_FORMAT, EVENT_FORMAT, upcast } from "./event_format.ts";
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
  /** How many shapes were in the room then; `null` where nobody counted. */
  readonly shapes: number | null;
  /** Hash of the numbered transaction's body; `null` where the answer is not kept here. */
  readonly body_hash: string | null;
  /** JSON of the ack, but for what the other columns tell. */
  readonly answer: string | null;
  readonly crc: number;
}

/** What is kept with an event. */
export interface Companions {
  /** How many shapes are in the room after it; `null` where nobody counts. */
  readonly shapes: number | null;
  /** The ack of its transaction; `null` where it has none, or one that is kept by time. */
  readonly answer: Answer | null;
}

/** The row of an event, in today's format. */
export function eventRow(
  roomId: string,
  added: NewEvent,
  { shapes, answer }: Companions,
): EventRow {
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
    shapes,
    body_hash: answer?.bodyHash ?? null,
    answer: answer === null ? null : ackJson(answer.body),
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
 * The event in a row as JSON. Of today's format nothing is parsed, nor checked a second time: what
 * passes its checksum is what this program wrote, and was checked when it came.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function eventText(roomId: string, row: EventRow): string {
  if (row.format !== EVENT_FORMAT) return JSON.stringify(eventOf(roomId, row));
  assertSound(roomId, row);
  const { seq, user_id: userId, created_at: at, group_id: group } = row;
  const head = { seq, userId, at, ...(group === null ? {} : { group }) };
  return `${JSON.stringify(head).slice(0, -1)},"ops":${row.ops}}`;
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

/** Is it the answer to an event's transaction, and one that is kept as long as the event? */
export function isAnswerTo(
  { origin, body, keptSince }: Answer,
  to: NewEvent,
): boolean {
  return body.type === "ack" && keptSince === undefined &&
    body.seq === to.event.seq && origin.cseq === to.origin?.cseq &&
    origin.client === to.origin.client;
}

/** An ack of which there is nothing to tell is the number of its operations: most are like that. */
function ackJson({ type: _, seq: __, ...ack }: Answer["body"]): string {
  if (!("results" in ack)) return JSON.stringify(ack);
  const { results, overrode, ...rest } = ack;
  const isPlain = results.every((result) => result === "ok") &&
    overrode.length === 0 && Object.keys(rest).length === 0;
  return JSON.stringify(isPlain ? results.length : ack);
}

/** What {@linkcode ackJson} says. */
function toldBy(answer: string): object {
  const told: number | object = JSON.parse(answer);
  return typeof told === "number"
    ? { results: new Array(told).fill("ok"), overrode: [] }
    : told;
}

/**
 * The answer in an event's row; `null` where it is not kept there.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function ackOf(roomId: string, row: EventRow): Answer | null {
  assertSound(roomId, row);
  const { client_id: client, cseq, body_hash: bodyHash, answer, seq } = row;
  if (client === null || cseq === null || bodyHash === null) return null;
  if (answer === null) return null;
  const body = answerBodySchema.safeParse({
    ...toldBy(answer),
    type: "ack",
    seq,
  });
  if (!body.success) throw damaged(roomId, seq, "the answer to it");
  return { origin: { client, cseq }, bodyHash, body: body.data };
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

function contentOf(
  roomId: string,
  row: EventRow,
): { ops: unknown; removed: unknown } {
  assertSound(roomId, row);
  return upcast(row.format, {
    ops: JSON.parse(row.ops),
    removed: row.removed === null ? [] : JSON.parse(row.removed),
  });
}

function assertSound(roomId: string, row: EventRow): void {
  if (eventChecksum(roomId, row) === row.crc) return;
  throw damaged(roomId, row.seq, "its checksum does not match");
}

function eventChecksum(roomId: string, row: Omit<EventRow, "crc">): number {
  const { shapes, body_hash, answer } = row;
  const companions = [shapes, body_hash, answer];
  const hasNone = row.format < ANSWERED_FORMAT &&
    companions.every((column) => column === null);
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
    ...hasNone ? [] : companions,
  ]);
}
