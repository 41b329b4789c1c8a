/**
 * Puts a backup in the place of a database (E24).
 *
 * The file's place is taken in one step, while nobody else can open what was there; until then
 * nothing of it is touched but its log, which SQLite folds into it.
 *
 * @module
 */

import { resolve } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import {
  resultCode,
  SQLITE,
} from "../../server/store/sqlite/sqlite_failure.ts";
import { openDatabase } from "../../server/store/sqlite/sqlite_file.ts";
import { StoreError } from "../../server/store/store.ts";
import {
  copyDatabase,
  isThere,
  refuseWithoutFolder,
  removeDatabase,
} from "./copy_database.ts";
import type { Report } from "./finding.ts";
import type { OnProgress } from "../progress.ts";
import { verifyDatabase } from "./verify_file.ts";

/** What is to be restored, and where. */
export interface RestoreOrder {
  readonly backup: string;
  readonly db: string;
  /** Take the place of a file that is there; it is kept aside. */
  readonly force: boolean;
  /** Names the file that is put aside. */
  readonly now: Date;
}

/** What became of it. */
export type RestoreOutcome =
  | {
    readonly kind: "restored";
    readonly epoch: string;
    /** Where the old file is; `null` if there was none. */
    readonly aside: string | null;
    readonly report: Report;
  }
  /** Nothing was changed. */
  | { readonly kind: "backup_damaged"; readonly report: Report };

/**
 * Copies a backup, checks the copy, gives it a new epoch, and puts it in the file's place.
 *
 * A new epoch tells clients that numbers they remember may mean something else now: they take
 * the room anew, and send again what may have been lost.
 *
 * @throws {StoreError} if a server uses the file, if it is there and `force` is not given, or
 * if the backup can't be used.
 */
export async function restoreFile(
  order: RestoreOrder,
  onProgress: OnProgress,
): Promise<RestoreOutcome> {
  const [backup, db] = [resolve(order.backup), resolve(order.db)];
  const isReplacing = isThere(db);
  if (backup === db) {
    throw new StoreError(`Cannot restore ${db} from itself: name the backup`);
  }
  if (isReplacing && !order.force) {
    throw new StoreError(
      `Cannot restore to ${db}: it is there already. Add --force, which keeps it aside under another name, or name another file`,
    );
  }
  refuseWithoutFolder(db);
  // Asked now as well, so that nobody waits for a copy in vain.
  if (isReplacing) whileUnused(db, () => {});
  const part = `${db}.part-${crypto.randomUUID().slice(0, 8)}`;
  try {
    await copyDatabase({ from: backup, to: part }, onProgress);
    const { epoch, report } = renew(part, onProgress);
    if (report.findings.length > 0) return { kind: "backup_damaged", report };
    const aside = isReplacing ? asideName(db, order.now) : null;
    if (aside === null) takePlace(part, db);
    else {
      whileUnused(db, () => {
        putAside(db, aside);
        Deno.renameSync(part, db);
      });
    }
    return { kind: "restored", epoch, aside, report };
  } finally {
    removeDatabase(part);
  }
}

/** Brings a copy up to date, checks it, and gives it a new epoch. */
function renew(
  path: string,
  onProgress: OnProgress,
): { epoch: string; report: Report } {
  const settings = { path, synchronous: "full", busyMs: 0, maxBytes: null };
  const db = openDatabase(settings as Parameters<typeof openDatabase>[0]);
  try {
    const report = verifyDatabase(db, onProgress);
    const epoch = crypto.randomUUID();
    db.prepare("update meta set epoch = ? where id = 1").run(epoch);
    return { epoch, report };
  } finally {
    // The last one to close a database folds its log into it.
    db.close();
  }
}

/**
 * Does something while no other process has the database open, nor can open it.
 *
 * Leaving WAL mode is what SQLite grants only to the one who has the file for itself. A file that
 * SQLite can't read is used by nobody.
 */
function whileUnused(path: string, work: () => void): void {
  const db = new DatabaseSync(path);
  try {
    db.exec("pragma busy_timeout = 500");
    db.prepare("pragma journal_mode = delete").get();
    db.prepare("begin exclusive").run();
  } catch (error) {
    const code = resultCode(error);
    if (code === SQLITE.busy) {
      db.close();
      throw new StoreError(
        `Cannot restore to ${path}: a server uses it. Stop that first`,
      );
    }
    if (code !== SQLITE.notadb && code !== SQLITE.corrupt) {
      db.close();
      throw error;
    }
  }
  try {
    work();
  } finally {
    if (db.isTransaction) db.exec("rollback");
    db.close();
  }
}

/**
 * Moves what belongs to a database aside, since a log must never meet another file, and gives the
 * database itself a second name: at no moment is there a place for a server to make a new one.
 */
function putAside(path: string, aside: string): void {
  for (const end of ["-wal", "-shm", "-journal"]) {
    if (isThere(path + end)) Deno.renameSync(path + end, aside + end);
  }
  Deno.linkSync(path, aside);
}

/** Moves a file to where there is none. */
function takePlace(part: string, path: string): void {
  try {
    Deno.linkSync(part, path);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    throw new StoreError(
      `Cannot restore to ${path}: a file came there meanwhile. Name another one`,
    );
  }
}

/** Such as `inkroom.db.before-2026-11-22T16-47-50Z`. */
function asideName(path: string, now: Date): string {
  const time = now.toISOString().replace(/\.\d+Z$/, "Z").replaceAll(":", "-");
  let name = `${path}.before-${time}`;
  for (let n = 2; isThere(name); n++) name = `${path}.before-${time}-${n}`;
  return name;
}
