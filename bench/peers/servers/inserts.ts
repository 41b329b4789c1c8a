/**
 * Rows of the columns, keys and indexes of inkroom's log, answers included, inserted as directly as
 * SQLite allows.
 *
 * @module
 */

import { DatabaseSync, type StatementSync } from "node:sqlite";

const TABLES = `pragma journal_mode = wal; pragma synchronous = full;
  create table drawing_events (
    room_id text not null, seq integer not null, client_id text, cseq integer,
    user_id text not null, created_at real not null, format integer not null,
    group_id text, ops text not null, removed text, crc integer not null,
    shapes integer, body_hash text, answer text,
    primary key (room_id, seq)
  ) strict, without rowid;
  create unique index drawing_events_by_origin
    on drawing_events (room_id, client_id, cseq) where client_id is not null`;

const ANSWER = "1";

/** What somebody said in a room. */
export interface Row {
  readonly room: string;
  readonly client: string;
  readonly text: string;
}

/** A database in a folder. */
export class Inserts {
  readonly #begin: StatementSync;
  readonly #event: StatementSync;
  readonly #commit: StatementSync;
  #seq = 0;

  constructor(folder: string) {
    const db = new DatabaseSync(`${folder}/inserts.db`);
    db.exec(TABLES);
    this.#begin = db.prepare("begin immediate");
    this.#commit = db.prepare("commit");
    this.#event = db.prepare(
      "insert into drawing_events values (?, ?, ?, ?, ?, ?, 4, null, ?, null, 0, 100, ?, ?)",
    );
  }

  /** One transaction; it is on disk when this returns. */
  write(rows: readonly Row[]): void {
    const at = Date.now();
    this.#begin.run();
    for (const { room, client, text } of rows) {
      const seq = ++this.#seq;
      const user = client.slice(0, 24);
      this.#event.run(room, seq, client, seq, user, at, text, client, ANSWER);
    }
    this.#commit.run();
  }
}
