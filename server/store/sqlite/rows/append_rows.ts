/**
 * An append as it crosses to the store's worker: the values of its rows, one after the other.
 *
 * V8 copies an array of text and numbers five times as fast as objects, whose keys it writes and
 * reads again with each of them.
 *
 * @module
 */

import type { Append } from "../../store.ts";
import { answerRow, eventRow } from "./event_row.ts";

/** What a column can hold. */
export type Value = string | number | null;

/** What one room wants committed, as rows. */
export interface AppendRows {
  readonly roomId: string;
  readonly expectedHead: number;
  readonly shapes: number | null;
  /** Of each event the columns of `drawing_events` but for `room_id`, in their order. */
  readonly events: readonly Value[];
  /** Of each answer the columns of `answers` but for `room_id`, in their order. */
  readonly answers: readonly Value[];
}

const EVENT_COLUMNS = 10;
const ANSWER_COLUMNS = 6;

/** An append as rows. */
export function appendRows(append: Append): AppendRows {
  const { roomId, expectedHead, shapes = null } = append;
  const events: Value[] = [];
  for (const added of append.events) {
    const row = eventRow(roomId, added);
    events.push(
      row.seq,
      row.client_id,
      row.cseq,
      row.user_id,
      row.created_at,
      row.format,
      row.group_id,
      row.ops,
      row.removed,
      row.crc,
    );
  }
  const answers: Value[] = [];
  for (const answer of append.answers) {
    const row = answerRow(roomId, answer);
    const keptSince = answer.keptSince ?? null;
    answers.push(
      answer.origin.client,
      row.cseq,
      row.body_hash,
      row.body,
      row.crc,
      keptSince,
    );
  }
  return { roomId, expectedHead, shapes, events, answers };
}

/** The columns of an event. */
export type EventValues = readonly [
  seq: number,
  client: string | null,
  cseq: number | null,
  userId: string,
  createdAt: number,
  ...Value[],
];

/** The columns of an answer. */
export type AnswerValues = readonly [
  client: string,
  cseq: number,
  bodyHash: string,
  body: string,
  crc: number,
  keptSince: number | null,
];

/** The events of an append, in their order. */
export function eventsIn({ events }: AppendRows): EventValues[] {
  return cut(events, EVENT_COLUMNS) as unknown as EventValues[];
}

/** The answers of an append, in their order. */
export function answersIn({ answers }: AppendRows): AnswerValues[] {
  return cut(answers, ANSWER_COLUMNS) as unknown as AnswerValues[];
}

function cut(values: readonly Value[], columns: number): Value[][] {
  const rows: Value[][] = [];
  for (let at = 0; at < values.length; at += columns) {
    rows.push(values.slice(at, at + columns));
  }
  return rows;
}
