/**
 * A store in one SQLite file; the database lives in a worker (E17, E20, E21).
 *
 * @module
 */

import { decodeHex } from "@std/encoding";
import { resolve } from "@std/path";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import { assertContiguous } from "./appends.ts";
import { CommitQueue } from "./commit_queue.ts";
import { answerRow, eventRow } from "./event_row.ts";
import type { Failure } from "./sqlite_failure.ts";
import type {
  AppendRows,
  Read,
  Result,
  Write,
  WriteResult,
} from "./sqlite_messages.ts";
import {
  type Append,
  type AppendOutcome,
  type ChatLine,
  type ClientState,
  DamagedError,
  type RoomInfo,
  type Store,
  StoreError,
} from "./store.ts";
import { RefusedError, WorkerLink } from "./worker_link.ts";

/** How a SQLite store is opened. */
export interface SqliteStoreOptions {
  /**
   * `full`: what is acknowledged survives a power cut. `normal`: it survives a kill of the
   * process, and the disk is synced less often.
   */
  readonly synchronous: "full" | "normal";
  /** Is told of a worker that died; the store goes on with another one. */
  readonly onError?: (error: Error) => void;
  /** Bytes beyond which the file may not grow; the disk's end when left out. */
  readonly maxBytes?: number;
  /** Milliseconds to wait for another process's lock; 5,000 when left out. */
  readonly busyMs?: number;
  /** Starts the worker; tests hand in one that dies. */
  readonly spawn?: () => Worker;
}

/**
 * Opens the store in the file `path`, which is made if it is not there.
 *
 * @throws {StoreError} if the file is not inkroom's, is damaged, was written by a newer inkroom,
 * or can't be read and written; its message says what to do.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { openSqliteStore } from "./sqlite_store.ts";
 *
 * const folder = await Deno.makeTempDir();
 * const store = await openSqliteStore(`${folder}/inkroom.db`, { synchronous: "full" });
 * const room = await store.openRoom("lobby", { create: true, now: Date.now() });
 * assertEquals(room?.head, 0);
 * await store.close();
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function openSqliteStore(
  path: string,
  options: SqliteStoreOptions,
): Promise<Store> {
  const settings = {
    path: resolve(path),
    synchronous: options.synchronous,
    busyMs: options.busyMs ?? 5_000,
    maxBytes: options.maxBytes ?? null,
  };
  const link = new WorkerLink({
    settings,
    spawn: options.spawn ?? spawnWorker,
    onError: options.onError ?? (() => {}),
  });
  try {
    await link.request({ kind: "open", settings });
  } catch (error) {
    link.end();
    throw asStoreError(error);
  }
  return new SqliteStore(link);
}

function spawnWorker(): Worker {
  return new Worker(new URL("./sqlite_worker.ts", import.meta.url), {
    type: "module",
    name: "inkroom store",
  });
}

class SqliteStore implements Store {
  readonly #link: WorkerLink;
  readonly #queue: CommitQueue;
  #closing: Promise<void> | null = null;

  constructor(link: WorkerLink) {
    this.#link = link;
    this.#queue = new CommitQueue((writes) => this.#commit(writes));
  }

  async openRoom(
    roomId: string,
    options: { create: boolean; now: number },
  ): Promise<RoomInfo | null> {
    const room = await this.#read<RoomInfo | null>({
      name: "room",
      args: [roomId],
    });
    if (room !== null || !options.create) return room;
    this.#assertOpen();
    const input = { roomId, now: options.now };
    return valueOf(await this.#queue.add("openRoom", input));
  }

  listRooms(): Promise<RoomInfo[]> {
    return this.#read({ name: "listRooms", args: [] });
  }

  async append(appends: readonly Append[]): Promise<AppendOutcome[]> {
    this.#assertOpen();
    appends.forEach(assertContiguous);
    const results = await Promise.all(
      appends.map((append) => this.#queue.add("append", rowsOf(append))),
    );
    return results.map(outcomeOf);
  }

  readAfter(
    roomId: string,
    after: number,
    limit: number,
  ): Promise<RoomEvent[]> {
    return this.#read({ name: "readAfter", args: [roomId, after, limit] });
  }

  readRemoved(
    roomId: string,
    seq: number,
    shapeId: string,
  ): Promise<Shape | null> {
    return this.#read({ name: "readRemoved", args: [roomId, seq, shapeId] });
  }

  readClient(roomId: string, client: string): Promise<ClientState> {
    return this.#read({ name: "readClient", args: [roomId, client] });
  }

  async say(
    roomId: string,
    { client, nonce, ...line }: Omit<ChatLine, "id"> & {
      client: string;
      nonce: string;
    },
  ): Promise<{ line: ChatLine; repeated: boolean }> {
    this.#assertOpen();
    const input = { roomId, line, client, nonce };
    return valueOf(await this.#queue.add("say", input));
  }

  readChat(roomId: string, limit: number): Promise<ChatLine[]> {
    return this.#read({ name: "readChat", args: [roomId, limit] });
  }

  async serverSecret(): Promise<Uint8Array> {
    return decodeHex(await this.#read({ name: "serverSecret", args: [] }));
  }

  close(): Promise<void> {
    return this.#closing ??= this.#close();
  }

  async #close(): Promise<void> {
    await this.#queue.idle();
    try {
      await this.#link.request({ kind: "close" });
    } finally {
      this.#link.end();
    }
  }

  #assertOpen(): void {
    if (this.#closing !== null) {
      throw new StoreError("Cannot use the store: it is closed");
    }
  }

  async #read<T>(read: Read): Promise<T> {
    this.#assertOpen();
    try {
      return await this.#link.request({ kind: "read", read }) as T;
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async #commit(writes: readonly Write[]): Promise<WriteResult[]> {
    try {
      const results = await this.#link.request({ kind: "write", writes });
      return results as WriteResult[];
    } catch (error) {
      const failure: Failure = error instanceof RefusedError
        ? error.failure
        : { kind: "unknown", message: String(error) };
      return writes.map(() => ({ ok: false, failure }));
    }
  }
}

function rowsOf(append: Append): AppendRows {
  const { roomId, expectedHead } = append;
  return {
    roomId,
    expectedHead,
    events: append.events.map((added) => eventRow(roomId, added)),
    answers: append.answers.map((answer) => ({
      client: answer.origin.client,
      row: answerRow(roomId, answer),
    })),
  };
}

function outcomeOf(result: Result<AppendOutcome>): AppendOutcome {
  if (result.ok) return result.value;
  const { kind, message } = result.failure;
  return { kind: kind === "unknown" ? "unknown" : "unavailable", message };
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw asStoreError(new RefusedError(result.failure));
}

function asStoreError(error: unknown): Error {
  if (!(error instanceof RefusedError)) return error as Error;
  return error.failure.kind === "damaged"
    ? new DamagedError(error.message)
    : new StoreError(error.message);
}
