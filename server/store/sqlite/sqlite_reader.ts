/**
 * Reading from the database.
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { encodeHex } from "@std/encoding";
import type { Shape } from "../../../shared/schema/shape.ts";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import { chatLineOf, type ChatRow } from "./rows/chat_row.ts";
import { answerOf, type AnswerRow } from "./rows/answer_row.ts";
import {
  ackOf,
  damaged,
  type EventRow,
  eventText,
  removedOf,
} from "./rows/event_row.ts";
import { personIn, type PersonRow } from "./rows/person_row.ts";
import { pageOf } from "../event_page.ts";
import { QUERIES, type QueryName } from "./queries.ts";
import { resultCode, SQLITE } from "./sqlite_failure.ts";
import {
  headerOf,
  isSound,
  snapshotInfoOf,
  type SnapshotRow,
} from "./rows/snapshot_row.ts";
import {
  type Answer,
  type ChatLine,
  type ClientState,
  type Person,
  type RoomInfo,
  type RoomsPage,
  type SnapshotInfo,
  StaleError,
} from "../store.ts";

/** Statements, each prepared when the database is opened: a table that is amiss shows at once. */
export type Statements = Readonly<Record<QueryName, StatementSync>>;

/** Prepares every statement. */
export function prepareAll(db: DatabaseSync): Statements {
  return Object.fromEntries(
    Object.entries(QUERIES).map(([name, sql]) => [name, db.prepare(sql)]),
  ) as Record<QueryName, StatementSync>;
}

/** What a store reads; the methods are those of `Store`, without the waiting. */
export class SqliteReader {
  readonly #statements: Statements;

  /** @param statements of an open database. */
  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** The room; `null` if it is not there. */
  room(roomId: string): RoomInfo | null {
    const row = this.#statements.room.get(roomId);
    return row === undefined ? null : roomOf(row as unknown as RoomRow);
  }

  /** Rooms by id; all of them where no page is asked for. */
  listRooms({ after = "", limit = -1 }: RoomsPage = {}): RoomInfo[] {
    const rows = this.#statements.listRooms.all(after, limit);
    return (rows as unknown as RoomRow[]).map(roomOf);
  }

  /**
   * Events after a seq as a JSON array, a page of them if `maxSize` says so; a row that is missing is damage just
   * as one that is altered.
   */
  readAfter(
    roomId: string,
    after: number,
    limit: number,
    maxSize?: number,
  ): string {
    const { head, horizon } = this.room(roomId) ?? { head: 0, horizon: 0 };
    if (after < horizon) throw new StaleError(roomId, horizon);
    const page = this.#page(roomId, after, limit, maxSize);
    // A failure ends a page as the end of the log does: asked for one row, SQLite says why.
    const rows = page.length === 0 && after < head
      ? this.#page(roomId, after, Math.min(limit, 1))
      : page;
    const most = maxSize === undefined ? limit : Math.max(1, rows.length);
    const due = Math.max(0, Math.min(limit, most, head - after));
    for (let i = 0; i < Math.max(due, rows.length); i++) {
      if (rows[i]?.seq !== after + i + 1) {
        // Another process may have trimmed the log since the horizon was read.
        const { horizon: moved } = this.room(roomId) ?? { horizon };
        if (after < moved) throw new StaleError(roomId, moved);
        throw damaged(roomId, after + i + 1, "it is missing");
      }
    }
    return `[${rows.map((row) => eventText(roomId, row)).join(",")}]`;
  }

  #page(
    roomId: string,
    after: number,
    limit: number,
    maxSize?: number,
  ): EventRow[] {
    const { eventsAfter } = this.#statements;
    if (maxSize === undefined) {
      return eventsAfter.all(roomId, after, limit) as unknown as EventRow[];
    }
    // Rows that do not fit on the page are not even read.
    const rows = eventsAfter.iterate(roomId, after, limit);
    return pageOf(
      rows as unknown as Iterable<EventRow>,
      maxSize,
      ({ ops }) => ops.length,
    );
  }

  /** A shape as it was just before the event `seq` deleted it. */
  readRemoved(roomId: string, seq: number, shapeId: string): Shape | null {
    const horizon = this.room(roomId)?.horizon ?? 0;
    if (seq <= horizon) throw new StaleError(roomId, horizon);
    const row = this.#statements.event.get(roomId, seq);
    if (row === undefined) return null;
    const removed = removedOf(roomId, row as unknown as EventRow);
    return removed.find((shape) => shape.id === shapeId) ?? null;
  }

  /** The snapshots of a room, the newest first. */
  listSnapshots(roomId: string): SnapshotInfo[] {
    const rows = this.#statements.snapshots.all(roomId);
    return (rows as unknown as SnapshotRow[])
      .map((row) => snapshotInfoOf(roomId, row));
  }

  /** The checksums of a snapshot's chunks; `null` if it is not there or not what was written. */
  snapshotChecksums(roomId: string, seq: number): number[] | null {
    const row = this.#snapshotRow(roomId, seq, 0);
    const header = row === null ? null : headerOf(roomId, row);
    return header === null ? null : [...header.checksums];
  }

  /** A part of a snapshot; `null` if it is not there or not what was written. */
  snapshotChunk(
    roomId: string,
    seq: number,
    chunk: number,
    crc: number,
  ): string | null {
    const row = this.#snapshotRow(roomId, seq, chunk);
    if (row === null || row.crc !== crc || !isSound(roomId, row)) return null;
    return row.snapshot;
  }

  // A page that SQLite can't read fails this snapshot, not its room: there is the log.
  #snapshotRow(roomId: string, seq: number, chunk: number): SnapshotRow | null {
    try {
      const row = this.#statements.snapshotChunk.get(roomId, seq, chunk);
      return (row as unknown as SnapshotRow | undefined) ?? null;
    } catch (error) {
      if (resultCode(error) === SQLITE.corrupt) return null;
      throw error;
    }
  }

  /** What is remembered of a client. */
  readClient(roomId: string, client: string): ClientState {
    const { numberedEvents, answers } = this.#statements;
    const events = numberedEvents.all(roomId, client, MAX_UNANSWERED);
    const others = answers.all(roomId, client, MAX_UNANSWERED);
    const kept = [
      ...(events as unknown as EventRow[]).map((row) => ackOf(roomId, row))
        .filter((answer) => answer !== null),
      ...(others as unknown as AnswerRow[])
        .map((row) => answerOf(roomId, client, row)),
    ].sort((a, b) => a.origin.cseq - b.origin.cseq);
    const lastCseq = kept.at(-1)?.origin.cseq ?? 0;
    const isLate = ({ origin: { cseq } }: Answer) =>
      cseq > lastCseq - MAX_UNANSWERED;
    return { lastCseq, answers: kept.filter(isLate) };
  }

  /** The last chat lines, ascending. */
  readChat(roomId: string, limit: number): ChatLine[] {
    const rows = this.#statements.lastChat.all(roomId, limit);
    return (rows as unknown as ChatRow[]).reverse()
      .map((row) => chatLineOf(roomId, row));
  }

  /** How some people are called, as far as that is remembered. */
  readPeople(roomId: string, userIds: readonly string[]): Person[] {
    return userIds
      .map((userId) => this.#statements.person.get(roomId, userId))
      .filter((row) => row !== undefined)
      .map((row) => personIn(roomId, row as unknown as PersonRow));
  }

  /** The server's secret, in hexadecimal. */
  serverSecret(): string {
    const row = this.#statements.serverSecret.get();
    return encodeHex(row!.server_secret as Uint8Array);
  }
}

interface RoomRow {
  readonly room_id: string;
  readonly head: number;
  readonly horizon: number;
  readonly epoch: string;
  readonly created_at: number;
  readonly changed_at: number;
  readonly shapes: number | null;
}

function roomOf(row: RoomRow): RoomInfo {
  return {
    roomId: row.room_id,
    head: row.head,
    epoch: row.epoch,
    horizon: row.horizon,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    shapes: row.shapes,
  };
}
