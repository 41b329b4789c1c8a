/**
 * Writing to the database: many writes, one transaction, one sync (E17).
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { chatLineOf, type ChatRow, chatRow } from "./chat_row.ts";
import { MAX_UNANSWERED } from "../../shared/schema/limits.ts";
import {
  failsAll,
  type Failure,
  failureOf,
  resultCode,
  SQLITE,
} from "./sqlite_failure.ts";
import type {
  AppendRows,
  Write,
  WriteResult,
  Writing,
} from "./sqlite_messages.ts";
import type { SqliteReader, Statements } from "./sqlite_reader.ts";
import type { AppendOutcome } from "./store.ts";

type Control = "begin" | "commit" | "savepoint" | "release" | "undo";

/** Commits groups of writes. */
export class SqliteWriter {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #reader: SqliteReader;
  // Prepared, since the errors of `exec` come without their code.
  readonly #control: Readonly<Record<Control, StatementSync>>;

  constructor(db: DatabaseSync, statements: Statements, reader: SqliteReader) {
    this.#db = db;
    this.#statements = statements;
    this.#reader = reader;
    this.#control = {
      // The write lock is taken first, so that no head can move between its check and the commit.
      begin: db.prepare("begin immediate"),
      commit: db.prepare("commit"),
      savepoint: db.prepare("savepoint one_write"),
      release: db.prepare("release one_write"),
      undo: db.prepare("rollback to one_write"),
    };
  }

  /** Commits the writes in one transaction; each has its own result. Never throws. */
  commit(writes: readonly Write[]): WriteResult[] {
    const results: WriteResult[] = [];
    let committing = false;
    try {
      this.#control.begin.run();
      for (const write of writes) results.push(this.#one(write));
      committing = true;
      this.#control.commit.run();
      return results;
    } catch (error) {
      this.#abandon();
      const failure = groupFailure(error, committing);
      return writes.map(() => ({ ok: false, failure }));
    }
  }

  /** After a full disk SQLite has rolled back by itself, and a second rollback would throw. */
  #abandon(): void {
    if (this.#db.isTransaction) this.#db.exec("rollback");
  }

  #one(write: Write): WriteResult {
    this.#control.savepoint.run();
    try {
      const value = this.#run(write);
      this.#control.release.run();
      return { ok: true, value };
    } catch (error) {
      if (failsAll(error) || !this.#db.isTransaction) throw error;
      this.#control.undo.run();
      this.#control.release.run();
      const failure = failureOf(error, `room ${write.input.roomId}`);
      return { ok: false, failure };
    }
  }

  #run(write: Write): Writing[Write["kind"]]["result"] {
    switch (write.kind) {
      case "append":
        return this.#append(write.input);
      case "openRoom":
        return this.#openRoom(write.input);
      case "say":
        return this.#say(write.input);
    }
  }

  #append(
    { roomId, expectedHead, events, answers }: AppendRows,
  ): AppendOutcome {
    const room = this.#statements.head.get(roomId);
    if (room === undefined) {
      const message = `room ${roomId} is not there: open it first`;
      return { kind: "unavailable", message };
    }
    const head = Number(room.head);
    if (head !== expectedHead) return { kind: "moved", head };
    for (const row of events) {
      this.#statements.addEvent.run(
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
        row.crc,
      );
    }
    const last = events.at(-1);
    if (last) this.#statements.setHead.run(last.seq, last.created_at, roomId);
    for (const { client, row } of answers) {
      this.#statements.addAnswer.run(
        roomId,
        client,
        row.cseq,
        row.body_hash,
        row.body,
        row.crc,
      );
      this.#statements.pruneAnswers.run(
        roomId,
        client,
        row.cseq - MAX_UNANSWERED,
      );
    }
    return { kind: "committed" };
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
}

function groupFailure(error: unknown, committing: boolean): Failure {
  const failure = failureOf(error, "the database");
  // The frames may all be in the log although syncing it failed: a restart would find them.
  return committing && resultCode(error) === SQLITE.ioerr
    ? { kind: "unknown", message: failure.message }
    : failure;
}
