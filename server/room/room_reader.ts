/**
 * Looks at a room that is loaded: as it is, and as it was (P3, P9, P22–P26).
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { Scene } from "../../shared/raster/scene.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Box } from "../../shared/schema/units.ts";
import type { Person, Store } from "../store/store.ts";
import type { Activity } from "./activity.ts";
import type { Clock } from "./clock.ts";
import { documentAt } from "./snapshots/load_document.ts";
import type { Room } from "./room.ts";
import { RoomMap } from "./room_map.ts";

/** What a reader works with. */
export interface ReaderOptions {
  readonly room: Room;
  readonly store: Store;
  readonly clock: Clock;
  readonly activity: Activity;
  /** Resolves when the room has come to this place of the log. */
  readonly catchUp: (head: number) => Promise<void>;
}

/** Looks, and changes nothing. */
export class RoomReader {
  readonly #options: ReaderOptions;
  readonly #map = new RoomMap();
  #horizon = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Events up to this one were trimmed, as far as was seen when the room was last refreshed. */
  get horizon(): number {
    return this.#horizon;
  }

  /** The room's drawing by place, as it is now (E26). */
  get scene(): Scene {
    return this.#map.of(this.#options.room.document);
  }

  /** Ids of the shapes that meet a box of the world, from back to front (P3). */
  idsIn(box: Box): string[] {
    return this.#map.idsIn(this.#options.room.document, box);
  }

  /** Resolves when the room holds everything that is in the log by now (E21). */
  async refresh(): Promise<void> {
    const { room, store, clock, activity, catchUp } = this.#options;
    const info = await activity.during(() =>
      store.openRoom(room.roomId, { create: false, now: clock.now() })
    );
    if (info === null) return;
    this.#horizon = info.horizon;
    await catchUp(info.head);
  }

  /** Past events, ascending (P9). */
  readAfter(after: number, limit: number): Promise<RoomEvent[]> {
    return this.#options.activity.during(() =>
      this.#options.store.readAfter(this.#options.room.roomId, after, limit)
    );
  }

  /** How those of some people are called who have drawn or said something here (P29). */
  people(userIds: readonly string[]): Promise<Person[]> {
    return this.#options.activity.during(() =>
      this.#options.store.readPeople(this.#options.room.roomId, userIds)
    );
  }

  /**
   * The room as it was after the event `seq` (P26).
   *
   * @throws {RangeError} if there is no such event yet.
   * @throws {StaleError} if it lies below the horizon.
   */
  async documentAt(seq: number): Promise<Document> {
    if (seq > this.#options.room.document.seq) await this.refresh();
    const { document, roomId } = this.#options.room;
    if (seq >= document.seq) {
      if (seq === document.seq) return document;
      throw new RangeError(
        `room ${roomId} has not come to event ${seq}: it is at ${document.seq}`,
      );
    }
    return await this.#options.activity.during(() =>
      documentAt(this.#options.store, roomId, seq)
    );
  }
}
