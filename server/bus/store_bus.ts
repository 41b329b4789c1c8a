/**
 * A bus by a store that several servers write to (E21): commits are seen in the store itself;
 * all else goes by the notes that servers post beside it.
 *
 * @module
 */

import { parseJson } from "../../shared/schema/json.ts";
import type {
  Notes,
  NotesHeard,
  RoomTip,
  StoreWatch,
  WatchableStore,
} from "../store/store.ts";
import {
  type Bus,
  type BusMessage,
  busMessageSchema,
  type RoomMessage,
  type Whereabouts,
} from "./bus.ts";
import { Listeners } from "./listeners.ts";

/** Nesting of notes: what clients send lies deeper in them. */
const MAX_NOTE_DEPTH = 16;

/** Watches a store, and posts and reads notes. */
export class StoreBus implements Bus {
  readonly #listeners = new Listeners();
  readonly #watch: StoreWatch;
  #notes: Notes | null = null;
  #hasReaders = false;

  private constructor(store: WatchableStore) {
    this.#watch = store.watch((tips) => {
      for (const tip of tips) this.#tellTip(tip);
    });
  }

  /**
   * Joins the other servers on a store.
   *
   * @throws {StoreError} if that can't be done.
   */
  static async join(store: WatchableStore): Promise<StoreBus> {
    const bus = new StoreBus(store);
    try {
      bus.#notes = await store.openNotes((heard) => bus.#hear(heard));
    } catch (error) {
      bus.close();
      throw error;
    }
    return bus;
  }

  get server(): string {
    return this.#notes!.server;
  }

  publish(message: BusMessage): void {
    // Those two are seen in the store.
    if (message.type === "head" || message.type === "chat") return;
    if (this.#hasReaders) this.#notes!.post(JSON.stringify(message));
  }

  subscribe(
    roomId: string,
    listener: (message: RoomMessage) => void,
  ): () => void {
    const end = this.#listeners.add(roomId, listener);
    this.#watch.rooms(this.#listeners.rooms);
    return () => {
      end();
      this.#watch.rooms(this.#listeners.rooms);
    };
  }

  subscribeToClients(
    listener: (clients: readonly Whereabouts[]) => void,
  ): () => void {
    return this.#listeners.addForClients(listener);
  }

  close(): void {
    this.#hasReaders = false;
    this.#listeners.clear();
    this.#notes?.end();
    this.#watch.end();
  }

  #tellTip({ roomId, head, lastChatId }: RoomTip): void {
    this.#listeners.tell({ type: "head", roomId, head });
    this.#listeners.tell({ type: "chat", roomId, lastId: lastChatId });
  }

  #hear({ notes, hasReaders }: NotesHeard): void {
    const isMeeting = hasReaders && !this.#hasReaders;
    this.#hasReaders = hasReaders;
    for (const note of notes) {
      const message = parsed(note);
      if (message !== null) this.#listeners.tell(message);
    }
    if (isMeeting) this.#introduce();
  }

  /** What was said of the rooms while nobody was there, nobody has heard. */
  #introduce(): void {
    for (const roomId of this.#listeners.rooms) {
      this.publish({ type: "who", roomId });
      this.#listeners.tell({ type: "who", roomId });
    }
  }
}

/** A note may be another version's. */
function parsed(note: string): BusMessage | null {
  const json = parseJson(note, MAX_NOTE_DEPTH);
  if (!json.ok) return null;
  const message = busMessageSchema.safeParse(json.value);
  return message.success ? message.data : null;
}
