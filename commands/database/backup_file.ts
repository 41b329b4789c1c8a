/**
 * Makes a backup of a database, while a server uses it or not (E24).
 *
 * @module
 */

import { openReadOnly } from "../../server/store/sqlite/sqlite_file.ts";
import { StoreError } from "../../server/store/store.ts";
import {
  copyDatabase,
  isThere,
  refuseWithoutFolder,
  removeDatabase,
} from "./copy_database.ts";
import type { OnProgress } from "../progress.ts";

/**
 * Writes all that is committed by now to the new file `out`, which is there whole or not at all.
 *
 * @returns bytes of the backup.
 * @throws {StoreError} if `out` is there already, or if it can't be done.
 */
export async function backupFile(
  db: string,
  out: string,
  onProgress: OnProgress,
): Promise<number> {
  if (isThere(out)) throw exists(out);
  refuseWithoutFolder(out);
  const part = `${out}.part-${crypto.randomUUID().slice(0, 8)}`;
  await copyDatabase({ from: db, to: part }, onProgress);
  try {
    check(part);
    // A link, unlike a rename, never takes a file's place that came there meanwhile.
    Deno.linkSync(part, out);
  } catch (error) {
    throw error instanceof Deno.errors.AlreadyExists ? exists(out) : error;
  } finally {
    removeDatabase(part);
  }
  return Deno.statSync(out).size;
}

function check(path: string): void {
  const db = openReadOnly(path);
  try {
    const found = db.prepare("pragma quick_check").all()
      .map((row) => String(row.quick_check));
    if (found.length === 1 && found[0] === "ok") return;
    throw new StoreError(
      `Cannot make a backup: SQLite finds ${
        found[0]
      } in it. Run: deno task verify --db <file>`,
    );
  } finally {
    db.close();
  }
}

function exists(out: string): StoreError {
  return new StoreError(
    `Cannot write ${out}: it is there already, and a backup overwrites nothing. Name another file`,
  );
}
