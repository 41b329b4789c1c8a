/**
 * Whether the database that is open is still the file that lies at its path (E24).
 *
 * A file that was deleted, moved away or replaced can be written to as before, by whoever has it
 * open; and nobody will ever find what is written there.
 *
 * @module
 */

import { closeSync, fstatSync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { checkHeader, openDatabase, refusal } from "./sqlite_file.ts";
import type { SqliteSettings } from "./sqlite_file.ts";
import { StoreError } from "../store.ts";

/** Times that a file may be replaced while it is being opened. */
const MAX_TRIES = 10;

/**
 * Milliseconds between two looks at whether the file was deleted, while it is being changed. Each
 * costs as much as a row. What was written just before is as lost as what was just after.
 */
const LOOK_MS = 20;
/** And while nothing is heard of it: not every file system tells. */
const CALM_LOOK_MS = 1_000;

/** A database, and its place. */
export interface Placed {
  readonly db: DatabaseSync;
  readonly place: DatabasePlace;
}

/**
 * Opens a database, and sees to it that it is the one that lies at its path: while we waited for
 * its lock, a backup may have been put in its place.
 *
 * @throws {StoreError} if that can't be done.
 */
export function openInPlace(settings: SqliteSettings): Placed {
  const { path } = settings;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    checkHeader(path);
    const place = DatabasePlace.at(path);
    const db = openUnlessMoved(settings, place);
    // From here on SQLite's own lock keeps others from replacing it.
    if (db !== null && place.isThere()) return { db, place };
    db?.close();
    place.close();
  }
  throw new StoreError(
    `Cannot open ${path}: the file is being replaced again and again`,
  );
}

/** `null` if it can't be opened since it was moved away meanwhile. */
function openUnlessMoved(
  settings: SqliteSettings,
  place: DatabasePlace,
): DatabaseSync | null {
  try {
    return openDatabase(settings);
  } catch (error) {
    // SQLite refuses to write to a file that was moved; it does not look for the one in its place.
    if (!place.isThere()) return null;
    place.close();
    throw error;
  }
}

/**
 * Holds on to a file, to notice when it is not at its path any more. It needs no rights to files
 * but to begin with, unlike `Deno.FsFile`, which is faster.
 */
export class DatabasePlace {
  readonly #path: string;
  readonly #file: number;
  readonly #watcher: Deno.FsWatcher | null;
  #isLost = false;
  /** Has something happened to the file since the last look? */
  #isInDoubt: boolean;
  #lookedAt = -Infinity;

  private constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, "r");
    this.#watcher = watch(path);
    this.#isInDoubt = this.#watcher === null;
    this.#listen();
  }

  /**
   * The place of the file at `path`, which is made, empty, if there is none.
   *
   * @throws {StoreError} if it can't be opened.
   */
  static at(path: string): DatabasePlace {
    try {
      Deno.openSync(path, { append: true, create: true }).close();
      return new DatabasePlace(path);
    } catch (error) {
      throw refusal(path, error);
    }
  }

  /** The file's name among all that this machine has, whatever path it lies at. */
  get file(): string {
    return nameOf(fstatSync(this.#file));
  }

  /** Is it the file that lies at the path now? For as long as we may look there. */
  isThere(): boolean {
    return fileAt(this.#path) === this.file;
  }

  /**
   * Was it deleted, replaced or moved since it was opened? The news may take some milliseconds;
   * a second where the system does not tell by itself what happens to files, and a move is not
   * noticed there.
   */
  isLost(): boolean {
    const now = performance.now();
    const waitMs = this.#isInDoubt ? LOOK_MS : CALM_LOOK_MS;
    if (!this.#isLost && now - this.#lookedAt >= waitMs) {
      this.#lookedAt = now;
      this.#isInDoubt = this.#watcher === null;
      this.#isLost = fstatSync(this.#file).nlink === 0;
    }
    return this.#isLost;
  }

  /** Lets go of the file. */
  close(): void {
    this.#watcher?.close();
    closeSync(this.#file);
  }

  async #listen(): Promise<void> {
    if (this.#watcher === null) return;
    // A file that was moved is still somewhere: only its name tells.
    for await (const { kind } of this.#watcher) {
      if (kind === "remove" || kind === "rename") this.#isLost = true;
      // Of a file that takes its place nothing more is told than of being written to.
      else if (kind !== "access") this.#isInDoubt = true;
    }
  }
}

/** Which file lies at a path now, as `DatabasePlace` names it; `null`: none. */
export function fileAt(path: string): string | null {
  try {
    return nameOf(Deno.statSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function nameOf({ dev, ino }: { dev: number; ino: number | null }): string {
  return `${dev}:${ino}`;
}

/** `null` where the system watches no more files: all but a move is noticed anyway. */
function watch(path: string): Deno.FsWatcher | null {
  try {
    return Deno.watchFs(path);
  } catch {
    return null;
  }
}
