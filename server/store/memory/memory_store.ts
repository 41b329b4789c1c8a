/**
 * A store that forgets everything with its process: for tests and for the simulation.
 *
 * Nothing in it waits for a clock, so a run can be repeated exactly; and every fault that the
 * contract allows can be caused on purpose.
 *
 * @module
 */

import type { RoomEvent } from "../../../shared/schema/event.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import { assertContiguous } from "../appends.ts";
import { MemoryRoom } from "./memory_room.ts";
import {
  type Append,
  type AppendOutcome,
  type ChatLine,
  type ClientState,
  type NewChatLine,
  type NewSnapshot,
  type Person,
  type RoomInfo,
  type RoomsPage,
  type SnapshotInfo,
  type Store,
  StoreError,
} from "../store.ts";

/**
 * What can go wrong with an append.
 * - `unavailable`: nothing is written, and that is known.
 * - `unknown_written`, `unknown_lost`: whoever asked can't tell, and it was, or was not.
 */
export type AppendFault = "unavailable" | "unknown_written" | "unknown_lost";

interface Held {
  readonly appends: readonly Append[];
  readonly fault: AppendFault | null;
  readonly resolve: (outcomes: AppendOutcome[]) => void;
}

/** What SQLite's store draws at random; here it is told. */
export interface MemoryStoreOptions {
  readonly epoch?: string;
  /** 32 bytes. */
  readonly secret?: Uint8Array;
}

/**
 * A {@linkcode Store} in memory, with switches for its faults.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { MemoryStore } from "./memory_store.ts";
 *
 * const store = new MemoryStore();
 * await store.openRoom("lobby", { create: true, now: 0 });
 * store.failNext("unavailable");
 * const [outcome] = await store.append([
 *   { roomId: "lobby", expectedHead: 0, events: [], answers: [] },
 * ]);
 * assertEquals(outcome?.kind, "unavailable");
 * ```
 */
export class MemoryStore implements Store {
  readonly #rooms: Map<string, MemoryRoom>;
  readonly #options: MemoryStoreOptions;
  readonly #faults: AppendFault[] = [];
  #held: Held[] | null = null;
  #closed = false;

  constructor(
    options: MemoryStoreOptions = {},
    rooms: Map<string, MemoryRoom> = new Map(),
  ) {
    this.#options = options;
    this.#rooms = rooms;
  }

  /** Another store on the same rooms, as after a restart; its faults are its own. */
  reopen(): MemoryStore {
    return new MemoryStore(this.#options, this.#rooms);
  }

  /** The next `append` has this fault; called again, the one after it, and so on. */
  failNext(fault: AppendFault): void {
    this.#faults.push(fault);
  }

  /** From now on appends wait, unwritten, until {@linkcode release} or {@linkcode lose}. */
  hold(): void {
    this.#held ??= [];
  }

  /** Appends that wait. */
  get waiting(): number {
    return this.#held?.length ?? 0;
  }

  /** Writes what waits, in the order it came, and holds no longer. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const { appends, fault, resolve } of held) {
      resolve(this.#commit(appends, fault));
    }
  }

  /** Forgets what waits, as a crash would, and holds no longer: nobody ever gets an answer. */
  lose(): void {
    this.#held = null;
  }

  /** Lets the row of an event fail its checksum from now on. */
  damage(roomId: string, seq: number): void {
    this.#roomOf(roomId).damage(seq);
  }

  /** Lets a snapshot fail its checksum from now on. */
  damageSnapshot(roomId: string, seq: number): void {
    this.#roomOf(roomId).snapshots.damage(seq);
  }

  openRoom(
    roomId: string,
    options: { create: boolean; now: number },
  ): Promise<RoomInfo | null> {
    return this.#answer(() => {
      if (!this.#rooms.has(roomId)) {
        if (!options.create) return null;
        this.#rooms.set(roomId, new MemoryRoom(roomId, options.now));
      }
      const room = this.#roomOf(roomId);
      room.assertSound();
      return room.info(this.#epoch);
    });
  }

  listRooms({ after = "", limit }: RoomsPage = {}): Promise<RoomInfo[]> {
    return this.#answer(() =>
      [...this.#rooms.values()]
        .map((room) => room.info(this.#epoch))
        .filter(({ roomId }) => roomId > after)
        .sort((a, b) => a.roomId < b.roomId ? -1 : 1)
        .slice(0, limit)
    );
  }

  append(appends: readonly Append[]): Promise<AppendOutcome[]> {
    return this.#answer(() => {
      appends.forEach(assertContiguous);
      const fault = this.#faults.shift() ?? null;
      if (this.#held === null) return this.#commit(appends, fault);
      const { promise, resolve } = Promise.withResolvers<AppendOutcome[]>();
      this.#held.push({ appends, fault, resolve });
      return promise;
    });
  }

  readAfter(
    roomId: string,
    after: number,
    limit: number,
    maxSize?: number,
  ): Promise<RoomEvent[]> {
    return this.#answer(() =>
      this.#rooms.get(roomId)?.readAfter(after, limit, maxSize) ?? []
    );
  }

  readRemoved(
    roomId: string,
    seq: number,
    shapeId: string,
  ): Promise<Shape | null> {
    return this.#answer(() =>
      this.#rooms.get(roomId)?.readRemoved(seq, shapeId) ?? null
    );
  }

  saveSnapshot(
    roomId: string,
    snapshot: NewSnapshot,
    chunks: Iterable<string | null>,
  ): Promise<boolean> {
    return this.#answer(() =>
      this.#roomOf(roomId).saveSnapshot(snapshot, chunks)
    );
  }

  listSnapshots(roomId: string): Promise<SnapshotInfo[]> {
    return this.#answer(() => this.#rooms.get(roomId)?.listSnapshots() ?? []);
  }

  async *readSnapshot(
    roomId: string,
    seq: number,
    chunks?: readonly number[],
  ): AsyncIterable<string> {
    const texts = await this.#answer(() =>
      this.#roomOf(roomId).snapshots.textsOf(seq)
    );
    yield* chunks === undefined
      ? texts
      : chunks.map((i) => texts.at(i)).filter((text) => text !== undefined);
  }

  dropSnapshots(roomId: string, seqs: readonly number[]): Promise<void> {
    return this.#answer(() => this.#rooms.get(roomId)?.dropSnapshots(seqs));
  }

  trim(roomId: string, horizon: number): Promise<void> {
    return this.#answer(() => this.#roomOf(roomId).trim(horizon));
  }

  readClient(roomId: string, client: string): Promise<ClientState> {
    return this.#answer(() =>
      this.#rooms.get(roomId)?.readClient(client) ??
        { lastCseq: 0, answers: [] }
    );
  }

  say(
    roomId: string,
    line: NewChatLine,
  ): Promise<{ line: ChatLine; repeated: boolean }> {
    return this.#answer(() => this.#roomOf(roomId).say(line));
  }

  readChat(roomId: string, limit: number): Promise<ChatLine[]> {
    return this.#answer(() => this.#rooms.get(roomId)?.readChat(limit) ?? []);
  }

  remember(roomId: string, person: Person): Promise<void> {
    return this.#answer(() => this.#roomOf(roomId).remember(person));
  }

  readPeople(roomId: string, userIds: readonly string[]): Promise<Person[]> {
    return this.#answer(() =>
      this.#rooms.get(roomId)?.readPeople(userIds) ?? []
    );
  }

  serverSecret(): Promise<Uint8Array> {
    return this.#answer(() =>
      this.#options.secret?.slice() ?? new Uint8Array(32).fill(7)
    );
  }

  /** Writes what waits; afterwards every call fails. */
  close(): Promise<void> {
    this.release();
    this.#closed = true;
    return Promise.resolve();
  }

  /** Runs `work` now, so that calls take effect in their order, and gives what it returns later. */
  // deno-lint-ignore require-await -- what is thrown is to become a rejection
  async #answer<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#closed) {
      throw new StoreError("Cannot use the store: it is closed");
    }
    return work();
  }

  #roomOf(roomId: string): MemoryRoom {
    const room = this.#rooms.get(roomId);
    if (room === undefined) {
      throw new StoreError(`Cannot find room ${roomId}: open it first`);
    }
    return room;
  }

  get #epoch(): string {
    return this.#options.epoch ?? "epoch-1";
  }

  #commit(
    appends: readonly Append[],
    fault: AppendFault | null,
  ): AppendOutcome[] {
    const message = "a fault that was asked for";
    if (fault === "unavailable") {
      return appends.map(() => ({ kind: "unavailable", message }));
    }
    const outcomes = fault === "unknown_lost"
      ? []
      : appends.map((append) => this.#commitRoom(append));
    return fault === null
      ? outcomes
      : appends.map(() => ({ kind: "unknown", message }));
  }

  #commitRoom(append: Append): AppendOutcome {
    const room = this.#rooms.get(append.roomId);
    if (room !== undefined) return room.append(append);
    const message = `room ${append.roomId} is not there: open it first`;
    return { kind: "unavailable", message };
  }
}
