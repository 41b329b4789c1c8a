/**
 * The rooms of a server: loaded when somebody comes, put away when nobody is left (E21, E23).
 *
 * @module
 */

import type { Bus } from "../bus/bus.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import type { Box } from "../../shared/schema/units.ts";
import {
  type ClientState,
  DamagedError,
  type RoomInfo,
  type RoomsPage,
  type Store,
} from "../store/store.ts";
import { CHAT_AT_JOIN } from "./members/chat_log.ts";
import type { Clock } from "./clock.ts";
import { Committer } from "./committer.ts";
import { ROLL_MS } from "./members/elsewhere.ts";
import { type Glimpse, glimpse } from "./snapshots/glimpse.ts";
import { loadRoom } from "./snapshots/load_document.ts";
import { Room } from "./room.ts";
import { RoomClosedError } from "./room_closed_error.ts";
import { RoomHost } from "./room_host.ts";
import { SnapshotKeeper } from "./snapshots/snapshot_keeper.ts";

export { RoomClosedError };

/** Milliseconds after which a room that nobody is in is put away. */
export const IDLE_MS = 60_000;

/** Milliseconds for which a room keeps how its snapshot had it, for those who were told of that. */
const BASE_MS = 10_000;

/** What is told of a room before it is in memory. */
export interface RoomGlimpse extends Glimpse {
  readonly info: RoomInfo;
  /** What is remembered of who looks. */
  readonly state: ClientState;
}

/** What a registry works with. */
export interface RegistryOptions {
  readonly store: Store;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Tells the operator. */
  readonly log: (line: string) => void;
  /** Joins this server with others on the same store; alone when left out (E21). */
  readonly bus?: Bus | undefined;
  /** Events of each room that are never trimmed; all when left out (E22). */
  readonly retainEvents?: number | null;
  /** Time between commits for each row and reader, in milliseconds; as measured when left out. */
  readonly paceMs?: number;
}

/** All rooms of one store that are in memory. */
export class RoomRegistry {
  readonly #options: RegistryOptions;
  readonly #committer: Committer;
  /** Makes the rooms' snapshots. */
  readonly snapshots: SnapshotKeeper;
  readonly #hosts = new Map<string, Promise<RoomHost | null>>();
  readonly #loaded = new Map<string, RoomHost>();
  /** Why rooms are closed: a damaged one is not read again before a restart (E24). */
  readonly #damaged = new Map<string, string>();
  #rollsAt = 0;
  #closing = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#committer = new Committer(
      options.store,
      options.clock,
      options.paceMs,
    );
    this.snapshots = new SnapshotKeeper({
      ...options,
      retainEvents: options.retainEvents ?? null,
    });
  }

  /** The rooms that are in memory, by id. */
  get loaded(): ReadonlyMap<string, RoomHost> {
    return this.#loaded;
  }

  /** What is known of a room without loading it; `null` if there is none. */
  info(roomId: string): Promise<RoomInfo | null> {
    const now = this.#options.clock.now();
    return this.#options.store.openRoom(roomId, { create: false, now });
  }

  /**
   * What is known at once of a room that is not in memory yet, to one who looks at a box of it;
   * `null` where there is nothing to tell before it is (P3).
   */
  async glimpse(
    roomId: string,
    client: string,
    box: Box,
  ): Promise<RoomGlimpse | null> {
    const isKnown = this.#loaded.has(roomId) || this.#damaged.has(roomId);
    if (isKnown || this.#closing) return null;
    const { store } = this.#options;
    try {
      const seen = await glimpse(store, roomId, box);
      if (seen === null || seen.shapes.length === 0) return null;
      // Before the head: what the client has answers to is not beyond it.
      const state = await store.readClient(roomId, client);
      const info = await this.info(roomId);
      return info === null ? null : { ...seen, info, state };
    } catch (error) {
      // Loading the room closes it.
      if (error instanceof DamagedError) return null;
      throw error;
    }
  }

  /** The rooms there are, by id. */
  list(page: RoomsPage): Promise<RoomInfo[]> {
    return this.#options.store.listRooms(page);
  }

  /**
   * The room, loaded; `null` if there is none and `create` does not ask for one.
   *
   * @throws {RoomClosedError} if the room is damaged or the server is going down.
   */
  async open(
    roomId: string,
    { create }: { create: boolean },
  ): Promise<RoomHost | null> {
    if (this.#closing) throw new RoomClosedError("the server is going down");
    const damage = this.#damaged.get(roomId);
    if (damage !== undefined) throw new RoomClosedError(damage);
    const host = await this.#load(roomId, create);
    // Somebody who only looked may have found nothing just before it was made.
    if (host === null && create) return this.open(roomId, { create });
    host?.touch();
    return host;
  }

  /**
   * Puts away the rooms that nobody has needed for {@linkcode IDLE_MS}, and has the others tell
   * who is in them. To be called every second.
   */
  sweep(): void {
    const now = this.#options.clock.now();
    this.#callRolls(now);
    for (const [roomId, host] of this.#loaded) {
      host.forgetBase(BASE_MS);
      const since = host.unusedSince;
      if (since === null || Math.abs(now - since) < IDLE_MS) continue;
      this.snapshots.putAway(roomId, host.room.document);
      host.close("the room was put away");
      this.#loaded.delete(roomId);
      this.#hosts.delete(roomId);
    }
  }

  /** Opens no more rooms; resolves when all that was taken is committed and told. */
  async settle(): Promise<void> {
    this.#closing = true;
    for (const host of this.#loaded.values()) await host.settled();
  }

  /** Ends all rooms. */
  close(): void {
    this.#closing = true;
    this.snapshots.stop();
    for (const host of this.#loaded.values()) {
      host.close("the server is going down");
    }
  }

  #callRolls(now: number): void {
    if (Math.abs(now - this.#rollsAt) < ROLL_MS) return;
    this.#rollsAt = now;
    for (const host of this.#loaded.values()) host.callRoll();
  }

  #load(roomId: string, create: boolean): Promise<RoomHost | null> {
    const known = this.#hosts.get(roomId);
    if (known !== undefined) return known;
    const loading = this.#read(roomId, create).then((host) => {
      if (host === null) this.#hosts.delete(roomId);
      else this.#loaded.set(roomId, host);
      return host;
    }, (error) => {
      this.#hosts.delete(roomId);
      if (error instanceof DamagedError) {
        this.#close(roomId, error.message);
        throw new RoomClosedError(this.#damaged.get(roomId)!);
      }
      throw error;
    });
    this.#hosts.set(roomId, loading);
    return loading;
  }

  async #read(roomId: string, create: boolean): Promise<RoomHost | null> {
    const { store, clock, limits, log, bus } = this.#options;
    const info = await store.openRoom(roomId, { create, now: clock.now() });
    if (info === null) return null;
    const [loaded, chat] = await Promise.all([
      loadRoom(store, roomId, { log }),
      store.readChat(roomId, CHAT_AT_JOIN),
    ]);
    this.snapshots.watch(roomId, loaded);
    const { document, base } = loaded;
    return new RoomHost({
      base,
      room: new Room({ roomId, document, limits, chat }),
      epoch: info.epoch,
      store,
      committer: this.#committer,
      clock,
      log,
      bus,
      onCommitted: (entries) => this.snapshots.committed(roomId, entries),
      onDamaged: (message) => this.#close(roomId, message),
      onBroken: (message) => this.#drop(roomId, message),
    });
  }

  /** The log is sound: the next who comes gets the room as it is there. */
  #drop(roomId: string, fault: string): void {
    this.#options.log(`room ${roomId} is loaded again, after: ${fault}`);
    const host = this.#loaded.get(roomId);
    this.#loaded.delete(roomId);
    this.#hosts.delete(roomId);
    host?.close(`room ${roomId} went wrong; join it again`);
  }

  #close(roomId: string, damage: string): void {
    const reason =
      `room ${roomId} is closed, since its log is damaged (${damage}); restore it from a backup`;
    this.#options.log(reason);
    this.#damaged.set(roomId, reason);
    this.#loaded.get(roomId)?.close(reason);
    this.#loaded.delete(roomId);
    this.#hosts.delete(roomId);
  }
}
