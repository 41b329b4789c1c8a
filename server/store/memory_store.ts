/**
 * A store that forgets everything with its process: for tests and for the simulation.
 *
 * Nothing in it waits for a clock, so a run can be repeated exactly; and every fault that the
 * contract allows can be caused on purpose.
 *
 * @module
 */

import type { RoomEvent } from "../../shared/schema/event.ts";
import { MAX_UNANSWERED } from "../../shared/schema/limits.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import { assertContiguous } from "./appends.ts";
import {
  type Answer,
  type Append,
  type AppendOutcome,
  type ChatLine,
  type ClientState,
  DamagedError,
  type NewEvent,
  type RoomInfo,
  type Store,
  StoreError,
} from "./store.ts";

/**
 * What can go wrong with an append.
 * - `unavailable`: nothing is written, and that is known.
 * - `unknown_written`, `unknown_lost`: whoever asked can't tell, and it was, or was not.
 */
export type AppendFault = "unavailable" | "unknown_written" | "unknown_lost";

interface Room {
  readonly roomId: string;
  readonly createdAt: number;
  changedAt: number;
  /** The event with `seq` is at `seq - 1`. */
  readonly events: NewEvent[];
  readonly answers: Map<string, Answer[]>;
  readonly origins: Set<string>;
  readonly chat: ChatLine[];
  readonly chatByNonce: Map<string, ChatLine>;
  /** `seq` of rows that fail their checksum. */
  readonly damaged: Set<number>;
  /** What was said when the first of them was read; the room is closed since. */
  closed: DamagedError | null;
}

interface Held {
  readonly appends: readonly Append[];
  readonly fault: AppendFault | null;
  readonly resolve: (outcomes: AppendOutcome[]) => void;
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
  readonly #rooms = new Map<string, Room>();
  readonly #epoch: string;
  readonly #secret: Uint8Array;
  readonly #faults: AppendFault[] = [];
  #held: Held[] | null = null;
  #closed = false;

  /** @param options what SQLite's store draws at random; here it is told. */
  constructor(options: { epoch?: string; secret?: Uint8Array } = {}) {
    this.#epoch = options.epoch ?? "epoch-1";
    this.#secret = options.secret ?? new Uint8Array(32).fill(7);
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
    this.#roomOf(roomId).damaged.add(seq);
  }

  openRoom(
    roomId: string,
    options: { create: boolean; now: number },
  ): Promise<RoomInfo | null> {
    return this.#answer(() => {
      if (!this.#rooms.has(roomId)) {
        if (!options.create) return null;
        this.#rooms.set(roomId, newRoom(roomId, options.now));
      }
      const room = this.#roomOf(roomId);
      if (room.closed !== null) throw room.closed;
      return this.#info(room);
    });
  }

  listRooms(): Promise<RoomInfo[]> {
    return this.#answer(() =>
      [...this.#rooms.values()]
        .map((room) => this.#info(room))
        .sort((a, b) => a.roomId < b.roomId ? -1 : 1)
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
  ): Promise<RoomEvent[]> {
    return this.#answer(() => {
      const room = this.#rooms.get(roomId);
      const found = room?.events.slice(after, after + limit) ?? [];
      for (const { event } of found) refuseDamaged(room!, event.seq);
      return found.map(({ event }) => event);
    });
  }

  readRemoved(
    roomId: string,
    seq: number,
    shapeId: string,
  ): Promise<Shape | null> {
    return this.#answer(() => {
      const room = this.#rooms.get(roomId);
      const found = room?.events[seq - 1];
      if (found === undefined) return null;
      refuseDamaged(room!, seq);
      return found.removed.find((shape) => shape.id === shapeId) ?? null;
    });
  }

  readClient(roomId: string, client: string): Promise<ClientState> {
    return this.#answer(() => {
      const answers = this.#rooms.get(roomId)?.answers.get(client) ?? [];
      return {
        lastCseq: answers.at(-1)?.origin.cseq ?? 0,
        answers: [...answers],
      };
    });
  }

  say(
    roomId: string,
    line: Omit<ChatLine, "id"> & { client: string; nonce: string },
  ): Promise<{ line: ChatLine; repeated: boolean }> {
    return this.#answer(() => {
      const room = this.#roomOf(roomId);
      const { client, nonce, ...content } = line;
      const key = `${client} ${nonce}`;
      const first = room.chatByNonce.get(key);
      if (first !== undefined) return { line: first, repeated: true };
      const said = { ...content, id: room.chat.length + 1 };
      room.chat.push(said);
      room.chatByNonce.set(key, said);
      return { line: said, repeated: false };
    });
  }

  readChat(roomId: string, limit: number): Promise<ChatLine[]> {
    return this.#answer(() => {
      const chat = this.#rooms.get(roomId)?.chat ?? [];
      return chat.slice(Math.max(0, chat.length - limit));
    });
  }

  serverSecret(): Promise<Uint8Array> {
    return this.#answer(() => this.#secret.slice());
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

  #roomOf(roomId: string): Room {
    const room = this.#rooms.get(roomId);
    if (room === undefined) {
      throw new StoreError(`Cannot find room ${roomId}: open it first`);
    }
    return room;
  }

  #info(room: Room): RoomInfo {
    return {
      roomId: room.roomId,
      head: room.events.length,
      epoch: this.#epoch,
      createdAt: room.createdAt,
      changedAt: room.changedAt,
    };
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
    if (room === undefined) {
      const message = `room ${append.roomId} is not there: open it first`;
      return { kind: "unavailable", message };
    }
    if (room.closed !== null) {
      return { kind: "unavailable", message: room.closed.message };
    }
    const head = room.events.length;
    if (head !== append.expectedHead) return { kind: "moved", head };
    const repeated = repeatedNumber(room, append);
    if (repeated !== null) return { kind: "unavailable", message: repeated };
    for (const added of append.events) {
      room.events.push(added);
      room.changedAt = added.event.at;
      if (added.origin) room.origins.add(originKey(added.origin));
    }
    for (const answer of append.answers) keepAnswer(room, answer);
    return { kind: "committed" };
  }
}

function newRoom(roomId: string, now: number): Room {
  return {
    roomId,
    createdAt: now,
    changedAt: now,
    events: [],
    answers: new Map(),
    origins: new Set(),
    chat: [],
    chatByNonce: new Map(),
    damaged: new Set(),
    closed: null,
  };
}

function originKey(origin: { client: string; cseq: number }): string {
  return `${origin.client} ${origin.cseq}`;
}

function repeatedNumber(room: Room, append: Append): string | null {
  for (const { origin } of append.events) {
    if (origin && room.origins.has(originKey(origin))) {
      return `number ${origin.cseq} of this client is in room ${room.roomId} already`;
    }
  }
  for (const { origin } of append.answers) {
    const kept = room.answers.get(origin.client) ?? [];
    if (kept.some((answer) => answer.origin.cseq === origin.cseq)) {
      return `number ${origin.cseq} of this client has its answer in room ${room.roomId} already`;
    }
  }
  return null;
}

function keepAnswer(room: Room, answer: Answer): void {
  const { client, cseq } = answer.origin;
  const kept = (room.answers.get(client) ?? [])
    .filter(({ origin }) => origin.cseq > cseq - MAX_UNANSWERED);
  room.answers.set(client, [...kept, answer]);
}

function refuseDamaged(room: Room, seq: number): void {
  if (!room.damaged.has(seq)) return;
  room.closed ??= new DamagedError(
    `event ${seq} of room ${room.roomId} is damaged`,
  );
  throw room.closed;
}
