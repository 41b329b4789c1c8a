/**
 * Watches over one store, put together (E21).
 *
 * @module
 */

import type { RoomTip, StoreWatch } from "./store.ts";

interface Watcher {
  readonly onMoved: (tips: readonly RoomTip[]) => void;
  rooms: readonly string[];
}

/** All watches; the store looks at the rooms of any of them. */
export class StoreWatches {
  readonly #look: (rooms: readonly string[]) => void;
  readonly #watchers = new Set<Watcher>();

  /** @param look has the store look at these rooms from now on, and at no others. */
  constructor(look: (rooms: readonly string[]) => void) {
    this.#look = look;
  }

  /** One more watch, over no room yet. */
  add(onMoved: Watcher["onMoved"]): StoreWatch {
    const watcher: Watcher = { onMoved, rooms: [] };
    this.#watchers.add(watcher);
    return {
      rooms: (roomIds) => {
        watcher.rooms = roomIds;
        this.#lookAtAll();
      },
      end: () => {
        this.#watchers.delete(watcher);
        this.#lookAtAll();
      },
    };
  }

  /** Tells all of them that rooms have moved. */
  tell(tips: readonly RoomTip[]): void {
    for (const { onMoved } of this.#watchers) onMoved(tips);
  }

  #lookAtAll(): void {
    const all = [...this.#watchers].flatMap(({ rooms }) => rooms);
    this.#look([...new Set(all)]);
  }
}
