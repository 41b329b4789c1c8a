/**
 * Writing to the database: many writes, one transaction, one sync (E17).
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { chatLineOf, type ChatRow, chatRow } from "./rows/chat_row.ts";
import {
  failsAll,
  type Failure,
  failureOf,
  resultCode,
  SQLITE,
} from "./sqlite_failure.ts";
import type { Write, WriteResult, Writing } from "./worker/sqlite_messages.ts";
import { answersIn, type AppendRows, eventsIn } from "./rows/append_rows.ts";
import { SqliteAnswers } from "./sqlite_answers.ts";
import type { SqliteReader, Statements } from "./sqlite_reader.ts";
import { personRow } from "./rows/person_row.ts";
import { SqliteSnapshots } from "./sqlite_snapshots.ts";
import type { AppendOutcome } from "../store.ts";

/** Commits groups of writes. */
export class SqliteWriter {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #reader: SqliteReader;
  readonly #answers: SqliteAnswers;
  readonly #snapshots: SqliteSnapshots;
  // Prepared, since the errors of `exec` come without their code.
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;

  constructor(db: DatabaseSync, statements: Statements, reader: SqliteReader) {
    this.#db = db;
    this.#statements = statements;
    this.#reader = reader;
    this.#answers = new SqliteAnswers(statements);
    this.#snapshots = new SqliteSnapshots(statements, reader, this.#answers);
    // The write lock is taken first, so that no head can move between its check and the commit.
    this.#begin = db.prepare("begin immediate");
    this.#commit = db.prepare("commit");
  }

  /** Commits the writes in one transaction; each has its own result. Never throws. */
  commit(writes: readonly Write[]): WriteResult[] {
    let committing = false;
    try {
      this.#begin.run();
      const values = writes.map((write) => this.#run(write));
      committing = true;
      this.#commit.run();
      return values.map((value) => ({ ok: true, value }));
    } catch (error) {
      this.#abandon();
      // A write that is wrong in itself takes the others along. That is rare, so they are tried
      // again one by one, and nobody pays for a savepoint a write.
      if (writes.length > 1 && !committing && !failsAll(error)) {
        return writes.flatMap((write) => this.commit([write]));
      }
      const moved = this.#movedBy(error, writes);
      if (moved !== null) return [{ ok: true, value: moved }];
      const failure = failureIn(writes, error, committing);
      return writes.map(() => ({ ok: false, failure }));
    }
  }

  /** After a full disk SQLite has rolled back by itself, and a second rollback would throw. */
  #abandon(): void {
    if (this.#db.isTransaction) this.#db.exec("rollback");
  }

  #run(write: Write): Writing[Write["kind"]]["result"] {
    switch (write.kind) {
      case "append":
        return this.#append(write.input);
      case "openRoom":
        return this.#openRoom(write.input);
      case "say":
        return this.#say(write.input);
      case "remember":
        return this.#remember(write.input);
      case "addSnapshotChunk":
        return this.#snapshots.addChunk(write.input);
      case "finishSnapshot":
        return this.#snapshots.finish(write.input);
      case "dropSnapshots":
        return this.#snapshots.drop(write.input);
      case "trim":
        return this.#snapshots.trim(write.input);
    }
  }

  #append(rows: AppendRows): AppendOutcome {
    const { roomId, expectedHead } = rows;
    const head = this.#headOf(roomId);
    if (head !== expectedHead) return missed(roomId, head);
    const events = eventsIn(rows);
    const answers = answersIn(rows);
    // A number that is taken in the same table SQLite itself refuses.
    const isTaken =
      events.some(([, client, cseq]) =>
        client !== null && this.#answers.has(roomId, client, cseq!)
      ) || answers.some(([client, cseq]) =>
        this.#isInLog(roomId, client, cseq)
      );
    if (isTaken) return missed(roomId, head);
    for (const event of events) {
      this.#statements.addEvent.run(roomId, ...event);
      const [, client, cseq] = event;
      if (client !== null) this.#answers.prune(roomId, client, cseq!);
    }
    for (const answer of answers) this.#answers.add(roomId, answer);
    return { kind: "committed" };
  }

  #headOf(roomId: string): number | null {
    const room = this.#statements.head.get(roomId);
    return room === undefined ? null : Number(room.head);
  }

  #isInLog(roomId: string, client: string, cseq: number): boolean {
    return this.#statements.numberInLog.get(roomId, client, cseq) !== undefined;
  }

  /** `moved`, if a lone append was refused since one of its numbers is taken. Never throws. */
  #movedBy(error: unknown, writes: readonly Write[]): AppendOutcome | null {
    const [write] = writes;
    if (writes.length > 1 || write?.kind !== "append") return null;
    if (resultCode(error) !== SQLITE.constraint) return null;
    try {
      const { roomId } = write.input;
      return this.#takesNumber(write.input)
        ? missed(roomId, this.#headOf(roomId))
        : null;
    } catch {
      // Nothing was written, and the first error says why.
      return null;
    }
  }

  /** Is one of its events' numbers in the log, or one of its answers' among the answers? */
  #takesNumber(rows: AppendRows): boolean {
    const { roomId } = rows;
    return eventsIn(rows).some(([, client, cseq]) =>
      client !== null && this.#isInLog(roomId, client, cseq!)
    ) || answersIn(rows).some(([client, cseq]) =>
      this.#answers.has(roomId, client, cseq)
    );
  }

  #openRoom(
    { roomId, now }: Writing["openRoom"]["input"],
  ): Writing["openRoom"]["result"] {
    this.#statements.addRoom.run(roomId, now);
    return this.#reader.room(roomId)!;
  }

  #say(
    { roomId, line, client, nonce }: Writing["say"]["input"],
  ): Writing["say"]["result"] {
    const first = this.#statements.chatByNonce.get(roomId, client, nonce);
    if (first !== undefined) {
      const said = chatLineOf(roomId, first as unknown as ChatRow);
      return { line: said, repeated: true };
    }
    const last = this.#statements.lastChatId.get(roomId);
    const said = { ...line, id: Number(last?.id ?? 0) + 1 };
    const row = chatRow(roomId, said);
    this.#statements.addChat.run(
      roomId,
      row.id,
      client,
      nonce,
      row.user_id,
      row.name,
      row.text,
      row.created_at,
      row.crc,
    );
    return { line: said, repeated: false };
  }

  #remember({ roomId, person }: Writing["remember"]["input"]): null {
    const { user_id, name, color, crc } = personRow(roomId, person);
    this.#statements.remember.run(roomId, user_id, name, color, crc);
    return null;
  }
}

function missed(roomId: string, head: number | null): AppendOutcome {
  return head === null
    ? {
      kind: "unavailable",
      message: `room ${roomId} is not there: open it first`,
    }
    : { kind: "moved", head };
}

function failureIn(
  writes: readonly Write[],
  error: unknown,
  committing: boolean,
): Failure {
  const what = writes.length === 1 && !failsAll(error)
    ? `room ${writes[0]!.input.roomId}`
    : "the database";
  const failure = failureOf(error, what);
  // The frames may all be in the log although syncing it failed: a restart would find them.
  return committing && resultCode(error) === SQLITE.ioerr
    ? { kind: "unknown", message: failure.message }
    : failure;
}
