/**
 * The worker's side: one database, requests answered one after the other.
 *
 * @module
 */

import type { DatabaseSync } from "node:sqlite";
import { type Failure, failureOf } from "../sqlite_failure.ts";
import { type DatabasePlace, fileAt, openInPlace } from "../database_place.ts";
import type { SqliteSettings } from "../sqlite_file.ts";
import type {
  AnyReply,
  Notice,
  Numbered,
  Read,
  Reply,
  Request,
  Write,
  WriteReply,
  WriteResult,
} from "./sqlite_messages.ts";
import { NOTES_SUFFIX, SqliteNotes } from "../sqlite_notes.ts";
import { prepareAll, SqliteReader } from "../sqlite_reader.ts";
import { SqliteWatch } from "../sqlite_watch.ts";
import { SqliteWriter } from "../sqlite_writer.ts";
import { DamagedError, StoreError } from "../../store.ts";

interface Opened {
  readonly db: DatabaseSync;
  readonly place: DatabasePlace;
  readonly reader: SqliteReader;
  readonly writer: SqliteWriter;
  readonly watch: SqliteWatch;
}

/** Answers requests. */
export class SqliteSession {
  #settings: SqliteSettings | null = null;
  /** The file that is to be opened, and no other; `null`: whichever lies at the path. */
  #file: string | null = null;
  #opened: Opened | null = null;
  #watched: readonly string[] = [];
  #notes: SqliteNotes | null = null;
  /** Why the file that is open is not the one at its path; `null`: it is. */
  #lost: string | null = null;
  #isLossTold = false;
  /** Rooms with a damaged row, and what was said of it: closed until a person has looked. */
  readonly #damaged = new Map<string, string>();

  /** The reply to a request. Never throws. */
  answer(request: Numbered): AnyReply {
    const { id } = request;
    const result = this.#attempt(request);
    return result.ok && result.value === "null" ? id : { id, result };
  }

  /** What others have done since the last look, as a notice. Never throws. */
  look(): Reply | null {
    // Each by itself: what one has seen is told once, also when the next fails.
    const tips = attempt(() => this.#opened?.watch.look()) ?? [];
    const notes = attempt(() => this.#notes?.look(performance.now())) ?? null;
    const isLost = attempt(() => this.#hasLossToTell()) ?? false;
    const notice: Notice = {
      ...isLost && { lost: this.#lost! },
      ...tips.length > 0 && { tips },
      ...notes !== null && { notes },
    };
    if (Object.keys(notice).length === 0) return null;
    return { id: 0, result: { ok: true, value: JSON.stringify(notice) } };
  }

  #hasLossToTell(): boolean {
    this.#lookForLoss();
    if (this.#lost === null || this.#isLossTold) return false;
    return this.#isLossTold = true;
  }

  #lookForLoss(): void {
    if (this.#lost === null && this.#opened?.place.isLost() === true) {
      this.#lose();
    }
  }

  #lose(): void {
    this.#lost =
      `${
        this.#settings!.path
      } was moved, deleted or replaced while it was in use, so nothing is ` +
      "written any more; stop the server, put the file back, and start it again";
  }

  /** @throws {StoreError} if what is written would be found by nobody. */
  #assertFound(): void {
    if (this.#lost === null) return;
    throw new StoreError(`Cannot use the database: ${this.#lost}`);
  }

  #attempt(request: Request): Reply["result"] {
    try {
      const value = this.#run(request) ?? null;
      const reply = typeof value === "string"
        ? { text: value }
        : JSON.stringify(value);
      return { ok: true, value: reply };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  }

  #run(request: Request): unknown {
    switch (request.kind) {
      case "open":
        this.#settings = request.settings;
        this.#file = request.file;
        return this.#open().place.file;
      case "write":
        return this.#write(request.writes);
      case "read":
        return this.#read(request.read);
      case "watch":
        this.#watched = request.rooms;
        this.#opened?.watch.watch(request.rooms);
        return null;
      case "openNotes":
        this.#notes ??= this.#openNotes(request.server);
        return null;
      case "post":
        this.#notes?.post(request.notes, performance.now());
        return null;
      case "close":
        this.#notes?.close();
        this.#notes = null;
        this.#opened?.db.close();
        this.#opened?.place.close();
        this.#opened = null;
        return null;
    }
  }

  /** Opens what is not open: after a failure each request is another try. */
  #open(): Opened {
    if (this.#opened !== null) return this.#opened;
    if (this.#settings === null) {
      throw new StoreError("Cannot use the store: it is not open");
    }
    if (this.#file !== null && fileAt(this.#settings.path) !== this.#file) {
      this.#lose();
      this.#assertFound();
    }
    const { db, place } = openInPlace(this.#settings);
    try {
      const statements = prepareAll(db);
      const reader = new SqliteReader(statements);
      const writer = new SqliteWriter(db, statements, reader);
      const watch = new SqliteWatch(db, statements);
      watch.watch(this.#watched);
      return this.#opened = { db, place, reader, writer, watch };
    } catch (error) {
      db.close();
      place.close();
      throw new StoreError(
        `Cannot open ${this.#settings.path}: its tables are not as they should be (${
          (error as Error).message
        }). Restore a backup, or name another file`,
      );
    }
  }

  #openNotes(server: string): SqliteNotes {
    const { path } = this.#settings!;
    try {
      return new SqliteNotes(path, server, performance.now());
    } catch (error) {
      throw new StoreError(
        `Cannot open ${path}${NOTES_SUFFIX}, by which servers on one database hear of each other: ${
          (error as Error).message
        }`,
      );
    }
  }

  #write(writes: readonly Write[]): WriteReply | null {
    this.#assertFound();
    const sound = writes.filter((write) =>
      !this.#damaged.has(write.input.roomId)
    );
    const results = sound.length > 0 ? this.#open().writer.commit(sound) : [];
    // After the commit, lest anything be told as kept that was written to a file which was gone.
    this.#lookForLoss();
    this.#assertFound();
    if (sound.length === writes.length && results.every(isCommitted)) {
      return null;
    }
    let next = 0;
    return writes.map((write) => {
      const message = this.#damaged.get(write.input.roomId);
      if (message !== undefined) {
        return { ok: false, failure: { kind: "damaged", message } };
      }
      const result = results[next++]!;
      return isCommitted(result) ? null : result;
    });
  }

  #read({ name, args }: Read): unknown {
    this.#assertFound();
    const { reader } = this.#open();
    // Every read but that of the list is of one room, which it names first.
    const roomId = name === "listRooms" ? undefined : args[0] as string;
    const known = roomId === undefined ? undefined : this.#damaged.get(roomId);
    if (known !== undefined) throw new DamagedError(known);
    try {
      // The union of calls is sound, but TypeScript can't follow it through an index.
      const method = reader[name] as (...args: unknown[]) => unknown;
      return method.apply(reader, args);
    } catch (error) {
      const failure = failureOf(
        error,
        roomId === undefined ? "the database" : `room ${roomId}`,
      );
      if (failure.kind === "damaged" && roomId !== undefined) {
        this.#damaged.set(roomId, failure.message);
      }
      throw new FailureError(failure);
    }
  }
}

/** What is asked for; nothing if it fails: what is amiss is told when something is read or written. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function isCommitted(result: WriteResult): boolean {
  const value = result.ok ? result.value : null;
  return typeof value === "object" && value !== null && "kind" in value &&
    value.kind === "committed";
}

class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof StoreError) {
    return { kind: "unavailable", message: error.message };
  }
  return failureOf(error, "the database");
}
