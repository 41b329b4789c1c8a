/**
 * Opening the database file: what is not ours, damaged or newer is refused, never overwritten
 * (E24).
 *
 * @module
 */

import { dirname } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "./migrations.ts";
import { schemaFaults } from "./schema.ts";
import { resultCode, SQLITE } from "./sqlite_failure.ts";
import { StoreError } from "../store.ts";

/** How a database is opened. */
export interface SqliteSettings {
  readonly path: string;
  /** `full`: what was committed survives a power cut; `normal`: it survives a kill. */
  readonly synchronous: "full" | "normal";
  /** Milliseconds to wait for another process's lock. */
  readonly busyMs: number;
  /** The file may not grow beyond this; `null`: as far as the disk goes. */
  readonly maxBytes: number | null;
}

/**
 * Opens the database, makes it if the path is free, and brings its schema up to date.
 *
 * @throws {StoreError} if that can't be done.
 */
export function openDatabase(settings: SqliteSettings): DatabaseSync {
  const { path } = settings;
  checkHeader(path);
  let db: DatabaseSync | undefined;
  try {
    const opened = db = new DatabaseSync(path, {
      enableForeignKeyConstraints: true,
    });
    db.exec(`pragma busy_timeout = ${settings.busyMs}`);
    patiently(settings.busyMs, () => {
      checkOwner(opened, path);
      configure(opened, settings);
      migrate(opened, path);
      checkSchema(opened, path);
    });
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof StoreError ? error : refusal(path, error);
  }
}

/**
 * Opens a database that is there already, to look at it: nothing of it is changed, and a server
 * that uses it is not disturbed.
 *
 * @throws {StoreError} if it is not there, not ours, damaged, or of a newer inkroom.
 */
export function openReadOnly(path: string): DatabaseSync {
  if (!isFile(path)) {
    throw new StoreError(`Cannot open ${path}: there is no such file`);
  }
  checkHeader(path);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    db.exec("pragma busy_timeout = 5000");
    checkOwner(db, path);
    const version = schemaVersion(db);
    if (version === 0) {
      throw new StoreError(
        `Cannot open ${path}: it is empty. Name another file`,
      );
    }
    if (version > SCHEMA_VERSION) throw tooNew(path, version);
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof StoreError ? error : refusal(path, error);
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw refusal(path, error);
  }
}

const MAGIC = "SQLite format 3\0";

/** @throws {StoreError} if what lies at `path` is no SQLite database, or nothing can. */
export function checkHeader(path: string): void {
  let start: Uint8Array;
  try {
    using file = Deno.openSync(path);
    const buffer = new Uint8Array(MAGIC.length);
    start = buffer.subarray(0, file.readSync(buffer) ?? 0);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return checkFolder(path);
    throw refusal(path, error);
  }
  if (start.length > 0 && new TextDecoder().decode(start) !== MAGIC) {
    throw new StoreError(
      `Cannot open ${path}: it is not a SQLite database. Name another file, or move this one away`,
    );
  }
}

function checkFolder(path: string): void {
  try {
    if (Deno.statSync(dirname(path)).isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw refusal(path, error);
  }
  throw new StoreError(
    `Cannot open ${path}: there is no folder ${
      dirname(path)
    }. Make it, or name another file`,
  );
}

/** Runs before anything is written to the file. */
function checkOwner(db: DatabaseSync, path: string): void {
  const { application_id } = db.prepare("pragma application_id").get() as {
    application_id: number;
  };
  const { tables } = db.prepare("select count(*) as tables from sqlite_schema")
    .get() as { tables: number };
  if (application_id === APPLICATION_ID || (application_id === 0 && !tables)) {
    return;
  }
  throw new StoreError(
    `Cannot open ${path}: it is another program's database. Name another file`,
  );
}

function configure(db: DatabaseSync, settings: SqliteSettings): void {
  db.exec("pragma journal_mode = wal");
  db.exec(`pragma synchronous = ${settings.synchronous}`);
  if (settings.maxBytes === null) return;
  const { page_size } = db.prepare("pragma page_size").get() as {
    page_size: number;
  };
  const pages = Math.max(1, Math.floor(settings.maxBytes / page_size));
  db.exec(`pragma max_page_count = ${pages}`);
}

/**
 * Tries again while another process holds the lock: switching to WAL, which happens when two
 * servers make one file at the same time, does not wait as other statements do.
 */
export function patiently(ms: number, work: () => void): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0;; waited += 10) {
    try {
      return work();
    } catch (error) {
      if (resultCode(error) !== SQLITE.busy || waited >= ms) throw error;
      Atomics.wait(pause, 0, 0, 10);
    }
  }
}

function migrate(db: DatabaseSync, path: string): void {
  if (schemaVersion(db) === SCHEMA_VERSION) return;
  db.exec("begin immediate");
  try {
    // Read again: another server may have been faster.
    const version = schemaVersion(db);
    if (version > SCHEMA_VERSION) throw tooNew(path, version);
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    if (version === 0) found(db);
    db.prepare("update meta set schema_version = ?").run(SCHEMA_VERSION);
    db.exec("commit");
  } catch (error) {
    if (db.isTransaction) db.exec("rollback");
    throw error;
  }
}

function checkSchema(db: DatabaseSync, path: string): void {
  const [fault] = schemaFaults(db);
  if (fault === undefined) return;
  throw new StoreError(
    `Cannot open ${path}: ${fault.what}. Restore a backup, or name another file`,
  );
}

/** The schema version of a database; 0 in an empty one. */
export function schemaVersion(db: DatabaseSync): number {
  const meta = db.prepare(
    "select 1 from sqlite_schema where type = 'table' and name = 'meta'",
  ).get();
  if (meta === undefined) return 0;
  const row = db.prepare("select schema_version from meta where id = 1").get();
  return Number(row?.schema_version ?? 0);
}

/** Writes what a database is born with. */
function found(db: DatabaseSync): void {
  db.exec(`pragma application_id = ${APPLICATION_ID}`);
  db.prepare(
    "insert into meta (id, schema_version, epoch, server_secret) values (1, ?, ?, ?)",
  ).run(
    SCHEMA_VERSION,
    crypto.randomUUID(),
    crypto.getRandomValues(new Uint8Array(32)),
  );
}

function tooNew(path: string, version: number): StoreError {
  return new StoreError(
    `Cannot open ${path}: its schema has version ${version}, this inkroom knows up to ${SCHEMA_VERSION}. ` +
      "Use a newer inkroom, or name another file",
  );
}

/** What is said when a file can't be opened. */
export function refusal(path: string, error: unknown): StoreError {
  const message = error instanceof Error ? error.message : String(error);
  const code = resultCode(error);
  const advice = code === SQLITE.corrupt || code === SQLITE.notadb
    ? "it is damaged. Restore a backup, or move it away"
    : code === SQLITE.busy
    ? "another process holds its lock. Stop that one, or wait for it"
    : "see to it that the file and its folder can be read and written";
  return new StoreError(`Cannot open ${path}: ${advice} (${message})`);
}
