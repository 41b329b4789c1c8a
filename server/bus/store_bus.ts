/**
 * A bus by what can be seen in a store that several servers write to: one of them need only
 * commit, and the others notice (E21).
 *
 * What is not in the store, such as presence, it does not carry.
 *
 * @module
 */

import type { RoomTip, StoreWatch, WatchableStore } from "../store/store.ts";
import type { Bus, BusMessage, BusMessageType } from "./bus.ts";
import { Listeners } from "./listeners.ts";

/** Watches a store. */
export class StoreBus implements Bus {
  readonly carries: ReadonlySet<BusMessageType> = new Set(["head", "chat"]);
  readonly #listeners = new Listeners();
  readonly #watch: StoreWatch;

  constructor(store: WatchableStore) {
    this.#watch = store.watch((tips) => {
      for (const tip of tips) this.#tell(tip);
    });
  }

  /** Does nothing: what it could say, others see in the store. */
  publish(_message: BusMessage): void {}

  subscribe(
    roomId: string,
    listener: (message: BusMessage) => void,
  ): () => void {
    const end = this.#listeners.add(roomId, listener);
    this.#watch.rooms(this.#listeners.rooms);
    return () => {
      end();
      this.#watch.rooms(this.#listeners.rooms);
    };
  }

  close(): void {
    this.#listeners.clear();
    this.#watch.end();
  }

  #tell({ roomId, head, lastChatId }: RoomTip): void {
    this.#listeners.tell({ type: "head", roomId, head });
    this.#listeners.tell({ type: "chat", roomId, lastId: lastChatId });
  }
}
