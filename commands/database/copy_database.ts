/**
 * Copies a database that may be in use, as it is at one moment.
 *
 * By SQLite's online backup: `VACUUM INTO` would do as well, but Deno grants that only to programs
 * that may do everything (https://github.com/denoland/deno/issues/28667).
 *
 * @module
 */

import { backup, DatabaseSync } from "node:sqlite";
import { dirname } from "@std/path";
import { openReadOnly } from "../../server/store/sqlite/sqlite_file.ts";
import { StoreError } from "../../server/store/store.ts";
import type { OnProgress } from "../progress.ts";

/** Pages that are copied between two reports of progress. */
const PAGES = 256;

/** What is to be copied, and where to. */
export interface CopyOrder {
  readonly from: string;
  /** A path that is free. */
  readonly to: string;
}

/**
 * Copies a database to a free path, as one file without a log; what the disk then holds is synced.
 *
 * @throws {StoreError} if that fails; nothing is left there.
 */
export async function copyDatabase(
  { from, to }: CopyOrder,
  onProgress: OnProgress,
): Promise<void> {
  const source = openReadOnly(from);
  try {
    // What others commit from here on is not seen, so the copy is never begun anew.
    source.exec("begin");
    source.prepare("select 1 from meta").get();
    await backup(source, to, {
      rate: PAGES,
      progress: ({ totalPages, remainingPages }) =>
        onProgress("copying", totalPages - remainingPages, totalPages),
    });
    foldLog(to);
    using file = Deno.openSync(to, { write: true });
    file.syncSync();
  } catch (error) {
    removeDatabase(to);
    const message = error instanceof Error ? error.message : String(error);
    throw new StoreError(`Cannot copy ${from} to ${to}: ${message}`);
  } finally {
    source.close();
  }
}

/** Removes a database with what belongs to it; it may be gone already. */
export function removeDatabase(path: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) {
    try {
      Deno.removeSync(path + end);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** Is there anything at `path`? */
export function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** @throws {StoreError} if there is no folder for a file at `path`: SQLite would not say so. */
export function refuseWithoutFolder(path: string): void {
  const folder = dirname(path);
  if (isThere(folder)) return;
  throw new StoreError(
    `Cannot write ${path}: there is no folder ${folder}. Make it, or name another file`,
  );
}

/** Makes a database one file: even who only reads it would make a log beside it otherwise. */
export function foldLog(path: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec("pragma journal_mode = delete");
  } finally {
    db.close();
  }
}
