/**
 * Notes between the servers on one database, in a file beside it (E21).
 *
 * What is posted there is worth nothing tomorrow: the file is never synced to disk, never backed
 * up, and what is older than a few seconds is thrown away. So a moving cursor costs the log
 * nothing. Nobody posts unless somebody else is there to read it.
 *
 * @module
 */

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { resultCode, SQLITE } from "./sqlite_failure.ts";
import { patiently } from "./sqlite_file.ts";
import type { NotesHeard } from "../store.ts";

/** What the file of notes is called, after the database that it belongs to. */
export const NOTES_SUFFIX = "-bus";

/** Milliseconds between two signs of life, while somebody else is there. */
export const BEAT_MS = 2_000;
/** Milliseconds without a sign of life after which a server is taken for gone. */
export const GONE_MS = 6_000;
/** Milliseconds for which notes, and the names of servers that said nothing more, are kept. */
const KEPT_MS = 30_000;
/** Milliseconds to wait for another server's lock: it is held for the time of a few inserts. */
const BUSY_MS = 20;
/** Milliseconds to wait for a lock while the file is made: as long as for the database's. */
const OPEN_MS = 5_000;
/** Milliseconds without posting after that did not suffice: the log must not wait for notes. */
const PAUSE_MS = 1_000;

const SCHEMA = `
create table if not exists notes (
  id integer primary key autoincrement, server text not null, at integer not null,
  note text not null
) strict;
create table if not exists servers (
  id text primary key, at integer not null
) strict;
`;

/** One server's hand in the file. */
export class SqliteNotes {
  readonly #db: DatabaseSync;
  readonly #server: string;
  readonly #version: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #add: StatementSync;
  readonly #after: StatementSync;
  readonly #beat: StatementSync;
  readonly #servers: StatementSync;
  readonly #prune: StatementSync;
  readonly #forget: StatementSync;
  /** Other servers: their last sign of life, and when it was seen here. */
  readonly #others = new Map<string, { sign: unknown; seenAt: number }>();
  #seenVersion: unknown = null;
  #lastId: number;
  #beatAt: number;
  #pausedAt = -Infinity;
  #hadReaders = false;

  /**
   * @param path of the database.
   * @param now milliseconds, here and in the other calls, of a clock that never goes back.
   */
  constructor(path: string, server: string, now: number) {
    this.#server = server;
    const db = this.#db = openFile(path + NOTES_SUFFIX);
    this.#version = db.prepare("pragma data_version");
    this.#begin = db.prepare("begin immediate");
    this.#commit = db.prepare("commit");
    this.#add = db.prepare(
      "insert into notes (server, at, note) values (?, ?, ?)",
    );
    this.#after = db.prepare(
      "select id, server, note from notes where id > ? order by id",
    );
    this.#beat = db.prepare("insert or replace into servers values (?, ?)");
    this.#servers = db.prepare("select id, at from servers where id <> ?");
    this.#prune = db.prepare("delete from notes where at < ?");
    this.#forget = db.prepare("delete from servers where at < ?");
    const last = db.prepare("select max(id) as id from notes").get();
    this.#lastId = Number(last?.id ?? 0);
    this.#beatAt = now;
    this.#write(now, () => this.#signAndTidy());
  }

  /** Is another server there? */
  get hasReaders(): boolean {
    return this.#others.size > 0;
  }

  /** Posts notes for the others, in this order; they may get lost. */
  post(notes: readonly string[], now: number): void {
    if (!this.hasReaders) return;
    this.#write(now, () => {
      const at = Date.now();
      for (const note of notes) this.#add.run(this.#server, at, note);
    });
  }

  /** What others have posted since the last look; `null` if there is nothing new to say. */
  look(now: number): NotesHeard | null {
    const notes = this.#read(now);
    for (const [server, { seenAt }] of this.#others) {
      if (now - seenAt > GONE_MS) this.#others.delete(server);
    }
    if (this.hasReaders && now - this.#beatAt >= BEAT_MS) {
      this.#beatAt = now;
      this.#write(now, () => this.#signAndTidy());
    }
    const { hasReaders } = this;
    if (notes.length === 0 && hasReaders === this.#hadReaders) return null;
    this.#hadReaders = hasReaders;
    return { notes, hasReaders };
  }

  /** Takes this server's name away, and closes the file. */
  close(): void {
    this.#write(Infinity, () => {
      this.#db.prepare("delete from servers where id = ?").run(this.#server);
    });
    this.#db.close();
  }

  #read(now: number): string[] {
    const version = this.#version.get()?.data_version;
    if (version === this.#seenVersion) return [];
    this.#noteSigns(now);
    const notes: string[] = [];
    for (const { id, server, note } of this.#after.all(this.#lastId)) {
      this.#lastId = Number(id);
      if (server !== this.#server) notes.push(String(note));
    }
    this.#seenVersion = version;
    return notes;
  }

  #noteSigns(now: number): void {
    const gone = new Set(this.#others.keys());
    for (const { id, at } of this.#servers.all(this.#server)) {
      const server = String(id);
      gone.delete(server);
      const known = this.#others.get(server);
      if (known?.sign === at) continue;
      this.#others.set(server, { sign: at, seenAt: now });
      // Who is new there hears at once that it is not alone.
      if (known === undefined) this.#beatAt = -Infinity;
    }
    for (const server of gone) this.#others.delete(server);
  }

  #signAndTidy(): void {
    // These times are for the others to read: they are those of the clock on the wall.
    const now = Date.now();
    this.#beat.run(this.#server, now);
    this.#prune.run(now - KEPT_MS);
    this.#forget.run(now - KEPT_MS);
  }

  // A note that could not be written is a note that got lost.
  #write(now: number, work: () => void): void {
    if (now - this.#pausedAt < PAUSE_MS) return;
    try {
      this.#begin.run();
      work();
      this.#commit.run();
    } catch {
      if (this.#db.isTransaction) this.#db.exec("rollback");
      this.#pausedAt = now;
    }
  }
}

function openFile(path: string): DatabaseSync {
  try {
    return openAndConfigure(path);
  } catch (error) {
    const code = resultCode(error);
    if (code !== SQLITE.corrupt && code !== SQLITE.notadb) throw error;
    // It is not synced, so a power cut may leave anything; nothing in it is missed.
    for (const end of ["-wal", "-shm", ""]) removeIfThere(path + end);
    return openAndConfigure(path);
  }
}

function openAndConfigure(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    db.exec("pragma synchronous = off");
    patiently(OPEN_MS, () => {
      db.exec("pragma journal_mode = wal");
      db.exec(SCHEMA);
    });
    db.exec(`pragma busy_timeout = ${BUSY_MS}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
