/**
 * Makes snapshots of rooms while they run and when they fall idle, and trims their logs (E22).
 *
 * One snapshot is made at a time, chunk by chunk, of a document that no longer changes; rooms go
 * on meanwhile. Nothing waits for a snapshot and nothing is lost with one: it only saves time.
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";
import type { SnapshotInfo, Store } from "../../store/store.ts";
import type { Clock } from "../clock.ts";
import { type LoadedRoom, logBytesOf } from "./load_document.ts";
import type { Entry } from "../room_message.ts";
import { SNAPSHOT_FORMAT, snapshotChunks } from "./snapshot_format.ts";
import { horizonFor, isDue, type Last, superseded } from "./snapshot_policy.ts";

/** What a keeper works with. */
export interface KeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Tells the operator. */
  readonly log: (line: string) => void;
  /** Events of each room that are never trimmed; `null`: all. */
  readonly retainEvents: number | null;
}

interface Watched {
  logBytes: number;
  last: Last;
  /** Is one of its snapshots waiting or being made? */
  isBusy: boolean;
  /** What happened to it meanwhile, last: another one may be due by then. */
  next: Next | null;
}

interface Next {
  readonly document: Document;
  readonly occasion: "in_use" | "idle";
}

/** Thrown into the middle of a snapshot, so that it never counts. */
class StoppedError extends Error {}

/** Keeps the snapshots of all rooms of a store. */
export class SnapshotKeeper {
  readonly #options: KeeperOptions;
  readonly #rooms = new Map<string, Watched>();
  #queue: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** A room was loaded. */
  watch(
    roomId: string,
    { logBytes, snapshot }: Pick<LoadedRoom, "logBytes" | "snapshot">,
  ): void {
    const last = snapshot ?? { logBytes: 0, size: 0 };
    this.#rooms.set(roomId, { logBytes, last, isBusy: false, next: null });
  }

  /** Events were committed to a room. */
  committed(roomId: string, entries: readonly Entry[]): void {
    const room = this.#rooms.get(roomId);
    const document = entries.at(-1)?.document;
    if (room === undefined || document === undefined) return;
    for (const { event } of entries) room.logBytes += logBytesOf(event);
    this.#begin(roomId, room, { document, occasion: "in_use" });
  }

  /** A room is put away. */
  putAway(roomId: string, document: Document): void {
    const room = this.#rooms.get(roomId);
    if (room === undefined) return;
    this.#rooms.delete(roomId);
    this.#begin(roomId, room, { document, occasion: "idle" });
  }

  /** Resolves when no snapshot waits or is being made. */
  async settled(): Promise<void> {
    let queue: Promise<void>;
    do {
      queue = this.#queue;
      await queue;
    } while (queue !== this.#queue);
  }

  /** Makes no more snapshots, and breaks off the one that is being made. */
  stop(): void {
    this.#isStopped = true;
  }

  #begin(roomId: string, room: Watched, next: Next): void {
    const { logBytes } = room;
    if (room.isBusy) {
      room.next = next;
      return;
    }
    const { document, occasion } = next;
    if (!isDue(logBytes, room.last, occasion)) return;
    room.isBusy = true;
    this.#queue = this.#queue.then(async () => {
      try {
        room.last = await this.#make(roomId, document, logBytes);
      } catch (error) {
        // Not with the next event again, but when as much has been added as now.
        room.last = { ...room.last, logBytes };
        this.#complain(roomId, error);
      } finally {
        room.isBusy = false;
      }
      const { next } = room;
      room.next = null;
      if (next !== null) this.#begin(roomId, room, next);
    });
  }

  /** Makes a snapshot and tidies up behind it; gives the newest one there is. */
  async #make(
    roomId: string,
    document: Document,
    logBytes: number,
  ): Promise<Last> {
    const { store, clock } = this.#options;
    const { seq } = document;
    await store.saveSnapshot(
      roomId,
      { seq, format: SNAPSHOT_FORMAT, at: clock.now(), logBytes },
      this.#chunksOf(document),
    );
    const snapshots = await store.listSnapshots(roomId);
    await this.#tidy(roomId, seq, snapshots);
    return snapshots[0] ?? { logBytes, size: 0 };
  }

  *#chunksOf(
    document: Document,
  ): Generator<string | null, void, undefined> {
    if (this.#isStopped) throw new StoppedError();
    for (const chunk of snapshotChunks(document)) {
      yield chunk;
      if (this.#isStopped) throw new StoppedError();
    }
  }

  /** Trims what need not be kept, then drops what newer snapshots make superfluous. */
  async #tidy(
    roomId: string,
    head: number,
    snapshots: readonly SnapshotInfo[],
  ): Promise<void> {
    const { store, retainEvents } = this.#options;
    const info = await store.openRoom(roomId, { create: false, now: 0 });
    if (info === null) return;
    const horizon = retainEvents === null ? info.horizon : horizonFor(
      snapshots,
      { head, retain: retainEvents, horizon: info.horizon },
    );
    if (horizon > info.horizon && !await this.#trim(roomId, horizon)) return;
    const kept = snapshots.filter(({ seq }) => seq >= horizon);
    const gone = superseded(kept, horizon);
    if (gone.length > 0) await store.dropSnapshots(roomId, gone);
  }

  /**
   * Moves the horizon; `false` if another server on the store has tidied up meanwhile, and the
   * snapshot that the room was to begin with is gone.
   */
  async #trim(roomId: string, horizon: number): Promise<boolean> {
    const { store } = this.#options;
    try {
      await store.trim(roomId, horizon);
      return true;
    } catch (error) {
      const snapshots = await store.listSnapshots(roomId);
      if (snapshots.some(({ seq }) => seq === horizon)) throw error;
      return false;
    }
  }

  #complain(roomId: string, error: unknown): void {
    if (this.#isStopped) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#options.log(
      `room ${roomId}: its snapshots are not as they should be: ${message}`,
    );
  }
}
