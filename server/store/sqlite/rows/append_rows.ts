/**
 * An append as it crosses to the store's worker: the values of its rows, one after the other.
 *
 * V8 copies an array of text and numbers five times as fast as objects, whose keys it writes and
 * reads again with each of them.
 *
 * @module
 */

import type { Answer, Append } from "../../store.ts";
import { answerRow } from "./answer_row.ts";
import { eventRow, isAnswerTo } from "./event_row.ts";

/** What a column can hold. */
export type Value = string | number | null;

/** What one room wants committed, as rows. */
export interface AppendRows {
  readonly roomId: string;
  readonly expectedHead: number;
  /** Of each event the columns of `drawing_events` but for `room_id`, in their order. */
  readonly events: readonly Value[];
  /** Of each answer that has no event the columns of `answers` but for `room_id`, in their order. */
  readonly answers: readonly Value[];
}

const EVENT_COLUMNS = 13;
const ANSWER_COLUMNS = 6;

/** An append as rows. */
export function appendRows(append: Append): AppendRows {
  const { roomId, expectedHead } = append;
  const { acks, others } = sorted(append);
  const events: Value[] = [];
  const last = append.events.at(-1);
  for (const added of append.events) {
    const shapes = added === last ? append.shapes ?? null : null;
    const answer = acks.get(added.event.seq) ?? null;
    const row = eventRow(roomId, added, { shapes, answer });
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
      row.shapes,
      row.body_hash,
      row.answer,
      row.crc,
    );
  }
  const answers: Value[] = [];
  for (const answer of others) {
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
  return { roomId, expectedHead, events, answers };
}

/** The answers that lie with their events, by `seq`, and all others. */
function sorted(
  { expectedHead, events, answers }: Append,
): { acks: Map<number, Answer>; others: Answer[] } {
  const acks = new Map<number, Answer>();
  const others: Answer[] = [];
  for (const answer of answers) {
    const seq = answer.body.seq ?? 0;
    const added = events[seq - expectedHead - 1];
    if (added !== undefined && isAnswerTo(answer, added)) acks.set(seq, answer);
    else others.push(answer);
  }
  return { acks, others };
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
