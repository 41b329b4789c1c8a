/**
 * Checks a whole database: SQLite's own structures, the schema, and everything in every room
 * (E24).
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import { SCHEMA_VERSION } from "../../server/store/sqlite/migrations.ts";
import { isEmpty, schemaFaults } from "../../server/store/sqlite/schema.ts";
import {
  openReadOnly,
  schemaVersion,
} from "../../server/store/sqlite/sqlite_file.ts";
import {
  prepareAll,
  SqliteReader,
} from "../../server/store/sqlite/sqlite_reader.ts";
import { StoreError } from "../../server/store/store.ts";
import { type Counts, Findings, type Report, RESTORE } from "./finding.ts";
import type { OnProgress } from "../progress.ts";
import { verifyRoom } from "./verify_room.ts";

/** Rows between two reports of progress. */
const ROWS = 256;

/**
 * Checks the database in a file, as it is at one moment; a server may go on using it.
 *
 * @throws {StoreError} if it can't be opened.
 */
export function verifyFile(path: string, onProgress: OnProgress): Report {
  const db = openReadOnly(path);
  try {
    const version = schemaVersion(db);
    if (version < SCHEMA_VERSION) {
      throw new StoreError(
        `Cannot check ${path}: an older inkroom made it (schema ${version} of ${SCHEMA_VERSION}). ` +
          "Start a server on it once, which brings it up to date, or restore it to another file",
      );
    }
    return verifyDatabase(db, onProgress);
  } finally {
    db.close();
  }
}

/** Checks an open database, as it is at one moment. */
export function verifyDatabase(
  db: DatabaseSync,
  onProgress: OnProgress,
): Report {
  const counts: Counts = {
    rooms: 0,
    events: 0,
    snapshots: 0,
    answers: 0,
    chatLines: 0,
  };
  const findings = new Findings();
  onProgress("checking the file", 0, 1);
  db.exec("begin");
  try {
    if (verifyFrame(db, findings)) {
      verifyRooms(db, { counts, findings, onProgress });
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    findings.add(null, `reading broke off (${message})`, RESTORE);
  } finally {
    if (db.isTransaction) db.exec("rollback");
  }
  return { counts, findings: findings.done() };
}

/** Checks what all rooms rest on; `false` if there is no use in looking at them. */
function verifyFrame(db: DatabaseSync, findings: Findings): boolean {
  const faults = schemaFaults(db);
  for (const { what } of faults) findings.add(null, what, RESTORE);
  if (isEmpty(db)) return false;
  for (const row of db.prepare("pragma integrity_check").all()) {
    const message = String(row.integrity_check);
    if (message !== "ok") {
      findings.add(null, `SQLite finds: ${message}`, RESTORE);
    }
  }
  const strays = db.prepare(
    'select "table", count(*) as count from pragma_foreign_key_check() group by 1',
  ).all();
  for (const { table, count } of strays) {
    findings.add(null, `rows of no room in ${table}: ${count}`, RESTORE);
  }
  const meta = db.prepare("select epoch, server_secret from meta").all();
  const [{ epoch, server_secret } = {}] = meta;
  const isWhole = meta.length === 1 && String(epoch) !== "" &&
    (server_secret as Uint8Array).length === 32;
  if (!isWhole) {
    findings.add(null, "its epoch or its secret is missing", RESTORE);
  }
  return !faults.some(({ isMissing }) => isMissing);
}

function verifyRooms(
  db: DatabaseSync,
  { counts, findings, onProgress }: {
    counts: Counts;
    findings: Findings;
    onProgress: OnProgress;
  },
): void {
  const rooms = new SqliteReader(prepareAll(db)).listRooms();
  const { total } = db.prepare(
    "select (select count(*) from drawing_events) + (select count(*) from room_snapshots)" +
      " + (select count(*) from answers) + (select count(*) from chat_messages) + (select count(*) from people) as total",
  ).get() as { total: number };
  let rows = 0;
  const onRow = () => {
    rows += 1;
    if (rows % ROWS === 0) onProgress("checking rooms", rows, total);
  };
  for (const room of rooms) verifyRoom(room, { db, counts, findings, onRow });
}
