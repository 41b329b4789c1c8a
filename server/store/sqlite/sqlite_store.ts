/**
 * A store in one SQLite file; the database lives in a worker (E17, E20, E21).
 *
 * @module
 */

import { setImmediate } from "node:timers/promises";
import { decodeHex } from "@std/encoding";
import { resolve } from "@std/path";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import { assertContiguous } from "../appends.ts";
import { CommitQueue } from "./worker/commit_queue.ts";
import { appendRows } from "./rows/append_rows.ts";
import type { Failure } from "./sqlite_failure.ts";
import type {
  Read,
  Result,
  Write,
  WriteKind,
  WriteReply,
  WriteResult,
  Writing,
} from "./worker/sqlite_messages.ts";
import {
  type Append,
  type AppendOutcome,
  type ChatLine,
  type ClientState,
  DamagedError,
  type NewChatLine,
  type NewSnapshot,
  type Notes,
  type NotesHeard,
  type Person,
  type RoomInfo,
  type RoomsPage,
  type RoomTip,
  SnapshotError,
  type SnapshotInfo,
  StaleError,
  StoreError,
  type StoreWatch,
  type WatchableStore,
} from "../store.ts";
import { Postbox } from "./worker/postbox.ts";
import { StoreWatches } from "../store_watches.ts";
import { RefusedError, WorkerLink } from "./worker/worker_link.ts";

/** Chunks of a snapshot that are written in one transaction: each costs the disk a sync. */
const CHUNKS_A_COMMIT = 8;

/** Milliseconds for which chunks of a snapshot are made without others having their turn. */
const SLICE_MS = 3;

/** Chunks of a snapshot that are asked for before they are needed. */
const CHUNKS_AHEAD = 4;

/** Events that are forgotten in one transaction: others' commits get their turn in between. */
const TRIM_PAGE = 1_000;

const COMMITTED: WriteResult = { ok: true, value: { kind: "committed" } };

/** How a SQLite store is opened. */
export interface SqliteStoreOptions {
  /**
   * `full`: what is acknowledged survives a power cut. `normal`: it survives a kill of the
   * process, and the disk is synced less often.
   */
  readonly synchronous: "full" | "normal";
  /** Is told of a worker that died; the store goes on with another one. */
  readonly onError?: (error: Error) => void;
  /**
   * Is told, once, why the file is not the one at its path any more: nothing is read or written
   * from then on. Noticed while something is watched.
   */
  readonly onLost?: (message: string) => void;
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
): Promise<WatchableStore> {
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
    onNotice: ({ tips, notes, lost }) => {
      if (lost !== undefined) options.onLost?.(lost);
      if (tips !== undefined) watches.tell(tips);
      if (notes !== undefined) postbox.hear(notes);
    },
  });
  const postbox = new Postbox(link);
  const watches = new StoreWatches((rooms) => link.watch(rooms));
  try {
    await link.open();
  } catch (error) {
    link.end();
    throw asStoreError(error);
  }
  return new SqliteStore(link, watches, postbox);
}

function spawnWorker(): Worker {
  return new Worker(new URL("./worker/sqlite_worker.ts", import.meta.url), {
    type: "module",
    name: "inkroom store",
  });
}

class SqliteStore implements WatchableStore {
  readonly #link: WorkerLink;
  readonly #watches: StoreWatches;
  readonly #postbox: Postbox;
  readonly #queue: CommitQueue;
  #closing: Promise<void> | null = null;

  constructor(
    link: WorkerLink,
    watches: StoreWatches,
    postbox: Postbox,
  ) {
    this.#link = link;
    this.#watches = watches;
    this.#postbox = postbox;
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
    return await this.#write("openRoom", { roomId, now: options.now });
  }

  listRooms(page: RoomsPage = {}): Promise<RoomInfo[]> {
    return this.#read({ name: "listRooms", args: [page] });
  }

  async append(appends: readonly Append[]): Promise<AppendOutcome[]> {
    this.#assertOpen();
    appends.forEach(assertContiguous);
    const results = await Promise.all(
      appends.map((append) => this.#queue.add("append", appendRows(append))),
    );
    return results.map(outcomeOf);
  }

  async readAfter(
    roomId: string,
    after: number,
    limit: number,
    maxSize?: number,
  ): Promise<RoomEvent[]> {
    const args: [string, number, number, number?] = [roomId, after, limit];
    if (maxSize !== undefined) args.push(maxSize);
    return JSON.parse(await this.#read({ name: "readAfter", args }));
  }

  readRemoved(
    roomId: string,
    seq: number,
    shapeId: string,
  ): Promise<Shape | null> {
    return this.#read({ name: "readRemoved", args: [roomId, seq, shapeId] });
  }

  async saveSnapshot(
    roomId: string,
    snapshot: NewSnapshot,
    chunks: Iterable<string | null>,
  ): Promise<boolean> {
    const { seq, format, at, logBytes } = snapshot;
    const input = { roomId, snapshot: { seq, format, at, logBytes } };
    const checksums: number[] = [];
    let size = 0, chunk = 0, turn = performance.now();
    let writes: Promise<number | null>[] = [];
    const written = async () => {
      const crcs = await Promise.all(writes);
      writes = [];
      for (const crc of crcs) if (crc !== null) checksums.push(crc);
      return crcs.every((crc) => crc !== null);
    };
    for (const text of chunks) {
      if (text !== null) {
        const part = { ...input, chunk: ++chunk, text };
        const write = this.#write("addSnapshotChunk", part);
        // Whether it failed is told when those of its commit are awaited.
        write.catch(() => {});
        writes.push(write);
        size += text.length;
      }
      if (writes.length === CHUNKS_A_COMMIT && !await written()) return false;
      // Each chunk takes its time to make: others have their turn in between.
      if (performance.now() - turn < SLICE_MS) continue;
      await setImmediate();
      turn = performance.now();
    }
    if (!await written()) return false;
    const header = { logBytes, size, checksums };
    return await this.#write("finishSnapshot", { ...input, header });
  }

  listSnapshots(roomId: string): Promise<SnapshotInfo[]> {
    return this.#read({ name: "listSnapshots", args: [roomId] });
  }

  async *readSnapshot(
    roomId: string,
    seq: number,
    chunks?: readonly number[],
  ): AsyncIterable<string> {
    const checksums = await this.#read<number[] | null>({
      name: "snapshotChecksums",
      args: [roomId, seq],
    });
    if (checksums === null) throw unreadable(roomId, seq, "its header");
    const wanted = chunks === undefined
      ? [...checksums.keys()]
      : chunks.map((i) => i < 0 ? i + checksums.length : i)
        .filter((i) => checksums[i] !== undefined);
    const request = (i: number) =>
      this.#read<string | null>({
        name: "snapshotChunk",
        args: [roomId, seq, i + 1, checksums[i]!],
      });
    // While one chunk is used, the next ones are read.
    const ahead: Promise<string | null>[] = [];
    let asked = 0;
    for (const [n, i] of wanted.entries()) {
      while (asked < Math.min(n + CHUNKS_AHEAD, wanted.length)) {
        const chunk = request(wanted[asked++]!);
        // Whoever stops reading here never hears of it.
        chunk.catch(() => {});
        ahead.push(chunk);
      }
      const text = await ahead.shift()!;
      if (text === null) throw unreadable(roomId, seq, `part ${i + 1} of it`);
      yield text;
    }
  }

  async dropSnapshots(roomId: string, seqs: readonly number[]): Promise<void> {
    await this.#write("dropSnapshots", { roomId, seqs });
  }

  async trim(roomId: string, horizon: number): Promise<void> {
    const input = { roomId, horizon, most: TRIM_PAGE };
    while (true) {
      const result = await this.#write("trim", input);
      if (result === "done") return;
      if (result === "more") continue;
      throw unreadable(roomId, horizon, "it");
    }
  }

  readClient(roomId: string, client: string): Promise<ClientState> {
    return this.#read({ name: "readClient", args: [roomId, client] });
  }

  async say(
    roomId: string,
    { client, nonce, ...line }: NewChatLine,
  ): Promise<{ line: ChatLine; repeated: boolean }> {
    return await this.#write("say", { roomId, line, client, nonce });
  }

  readChat(roomId: string, limit: number): Promise<ChatLine[]> {
    return this.#read({ name: "readChat", args: [roomId, limit] });
  }

  async remember(roomId: string, person: Person): Promise<void> {
    const { userId, name, color } = person;
    await this.#write("remember", { roomId, person: { userId, name, color } });
  }

  readPeople(roomId: string, userIds: readonly string[]): Promise<Person[]> {
    return this.#read({ name: "readPeople", args: [roomId, userIds] });
  }

  async serverSecret(): Promise<Uint8Array> {
    return decodeHex(await this.#read({ name: "serverSecret", args: [] }));
  }

  watch(onMoved: (tips: readonly RoomTip[]) => void): StoreWatch {
    return this.#watches.add(onMoved);
  }

  async openNotes(onHeard: (heard: NotesHeard) => void): Promise<Notes> {
    try {
      await this.#postbox.open(onHeard);
    } catch (error) {
      throw asStoreError(error);
    }
    return this.#postbox;
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

  async #write<K extends WriteKind>(
    kind: K,
    input: Writing[K]["input"],
  ): Promise<Writing[K]["result"]> {
    this.#assertOpen();
    return valueOf(await this.#queue.add(kind, input));
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
      const reply = await this.#link.request({ kind: "write", writes }) as
        | WriteReply
        | null;
      if (reply === null) return writes.map(() => COMMITTED);
      return reply.map((result) => result ?? COMMITTED);
    } catch (error) {
      const failure: Failure = error instanceof RefusedError
        ? error.failure
        : { kind: "unknown", message: String(error) };
      return writes.map(() => ({ ok: false, failure }));
    }
  }
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
  const { failure } = error;
  switch (failure.kind) {
    case "damaged":
      return new DamagedError(error.message);
    case "stale":
      return new StaleError(failure.roomId, failure.horizon);
    default:
      return new StoreError(error.message);
  }
}

function unreadable(roomId: string, seq: number, what: string): SnapshotError {
  return new SnapshotError(
    `Cannot read snapshot ${seq} of room ${roomId}: ${what} is missing or not what was written`,
  );
}
