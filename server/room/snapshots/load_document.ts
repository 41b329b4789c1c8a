/**
 * Brings a room's drawing back: the nearest snapshot, and the log from there on (E22, E23).
 *
 * @module
 */

import { apply } from "../../../shared/document/apply.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../../shared/document/document.ts";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import {
  DamagedError,
  SnapshotError,
  type SnapshotInfo,
  StaleError,
  type Store,
} from "../../store/store.ts";
import { SnapshotReader } from "./snapshot_format.ts";

/** Events read at once, at most: other rooms get their turn between two pages. */
const PAGE = 1_000;
/** Code units of a page: parsed, and applied, within a few milliseconds. */
const PAGE_SIZE = 64 * 1024;

/** Times to begin anew when somebody else trims the log that is being read. */
const ATTEMPTS = 3;

/** What loading reads. */
export type RoomLog = Pick<
  Store,
  "openRoom" | "readAfter" | "listSnapshots" | "readSnapshot"
>;

/** A room as it was found. */
export interface LoadedRoom {
  readonly document: Document;
  /** Bytes of the whole log, trimmed parts included. */
  readonly logBytes: number;
  /** The snapshot that it began with; `null` if it is a replay of everything. */
  readonly snapshot: SnapshotInfo | null;
  /** As that snapshot has it: what those were told of who did not wait for the rest (P3). */
  readonly base: Document | null;
}

/** How a room is loaded. */
export interface LoadOptions {
  /** The event to stop after; the last one when left out. */
  readonly upTo?: number;
  /** Is told of snapshots that can't be read. */
  readonly log?: (line: string) => void;
}

/**
 * A room, from the nearest snapshot that can be read and the events after it. A damaged snapshot
 * costs time and no more, as long as the log, or an older snapshot, reaches far enough back.
 *
 * @throws {DamagedError} if an event is missing or fails its checksum, or if no snapshot can be
 * read where the log was trimmed.
 * @throws {StaleError} if `upTo` lies below the horizon.
 */
export async function loadRoom(
  store: RoomLog,
  roomId: string,
  options: LoadOptions = {},
): Promise<LoadedRoom> {
  for (let attempt = 1;; attempt++) {
    try {
      return await tryLoading(store, roomId, options);
    } catch (error) {
      const isBelow = options.upTo !== undefined &&
        error instanceof StaleError && options.upTo < error.horizon;
      // Trimmed under our eyes: there is a newer snapshot to begin with.
      if (!(error instanceof StaleError) || isBelow) throw error;
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** A room's drawing as it is now; see {@linkcode loadRoom}. */
export async function loadDocument(
  store: RoomLog,
  roomId: string,
): Promise<Document> {
  return (await loadRoom(store, roomId)).document;
}

/**
 * A room's drawing as it was after the event `seq`, from the nearest snapshot before it (P26).
 *
 * @throws {RangeError} if there is no such event yet.
 * @throws {StaleError} if it lies below the horizon.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { MemoryStore } from "../../store/memory/memory_store.ts";
 * import { documentAt } from "./load_document.ts";
 *
 * const store = new MemoryStore();
 * await store.openRoom("lobby", { create: true, now: 0 });
 * assertEquals((await documentAt(store, "lobby", 0)).shapes.size, 0);
 * ```
 */
export async function documentAt(
  store: RoomLog,
  roomId: string,
  seq: number,
): Promise<Document> {
  const { document } = await loadRoom(store, roomId, { upTo: seq });
  if (document.seq === seq) return document;
  throw new RangeError(
    `Cannot show room ${roomId} after event ${seq}: the last one is ${document.seq}`,
  );
}

/** Bytes that an event takes up in the log, near enough to tell when a snapshot is due. */
export function logBytesOf(event: RoomEvent): number {
  return JSON.stringify(event.ops).length;
}

async function tryLoading(
  store: RoomLog,
  roomId: string,
  { upTo = Infinity, log = () => {} }: LoadOptions,
): Promise<LoadedRoom> {
  const look = () => store.openRoom(roomId, { create: false, now: 0 });
  const info = await look();
  const horizon = info?.horizon ?? 0;
  if (upTo < horizon) throw new StaleError(roomId, horizon);
  const base = await newestReadable(store, roomId, upTo, log);
  if (base === null && horizon > 0) {
    const { horizon: moved } = await look() ?? { horizon };
    if (moved > horizon) throw new StaleError(roomId, moved);
    throw new DamagedError(
      `Cannot read room ${roomId}: its events up to ${horizon} were trimmed, and no snapshot of it can be read. ` +
        "Stop the server and restore a backup",
    );
  }
  const { document, bytes } = await replay(store, roomId, {
    from: base?.document ?? EMPTY_DOCUMENT,
    upTo: Math.min(upTo, info?.head ?? 0),
  });
  const logBytes = (base?.snapshot.logBytes ?? 0) + bytes;
  return {
    document,
    logBytes,
    snapshot: base?.snapshot ?? null,
    base: base?.document ?? null,
  };
}

async function newestReadable(
  store: RoomLog,
  roomId: string,
  upTo: number,
  log: (line: string) => void,
): Promise<{ document: Document; snapshot: SnapshotInfo } | null> {
  for (const snapshot of await store.listSnapshots(roomId)) {
    if (snapshot.seq > upTo) continue;
    try {
      const document = await readDocument(store, roomId, snapshot);
      return { document, snapshot };
    } catch (error) {
      if (!(error instanceof SnapshotError)) throw error;
      log(
        `room ${roomId}: snapshot ${snapshot.seq} can't be used (${error.message}); going further back in the log`,
      );
    }
  }
  return null;
}

/**
 * The document that a snapshot holds.
 *
 * @throws {SnapshotError} if it can't be read.
 */
export async function readDocument(
  store: Pick<Store, "readSnapshot">,
  roomId: string,
  { seq, format }: Pick<SnapshotInfo, "seq" | "format">,
): Promise<Document> {
  const reader = new SnapshotReader(format);
  for await (const text of store.readSnapshot(roomId, seq)) reader.add(text);
  return reader.document(seq);
}

async function replay(
  store: RoomLog,
  roomId: string,
  { from, upTo }: { from: Document; upTo: number },
): Promise<{ document: Document; bytes: number }> {
  let document = from;
  let bytes = 0;
  const read = (after: number) => {
    const limit = Math.min(PAGE, upTo - after);
    const page = store.readAfter(roomId, after, limit, PAGE_SIZE);
    // Whoever finds the page before it damaged never hears of it.
    page.catch(() => {});
    return page;
  };
  let next = from.seq < upTo ? read(from.seq) : null;
  while (next !== null) {
    const events: RoomEvent[] = await next;
    const last = events.at(-1);
    if (last === undefined) throw missing(document.seq + 1);
    // While one page is applied, the next one is read.
    next = last.seq < upTo ? read(last.seq) : null;
    for (const event of events) {
      if (event.seq !== document.seq + 1) throw missing(document.seq + 1);
      document = apply(document, event).document;
      bytes += logBytesOf(event);
    }
  }
  return { document, bytes };
}

function missing(seq: number): DamagedError {
  return new DamagedError(`event ${seq} is missing`);
}
