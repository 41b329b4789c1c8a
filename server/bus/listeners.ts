/**
 * Those who hear of rooms.
 *
 * @module
 */

import type { BusMessage } from "./bus.ts";

type Listener = (message: BusMessage) => void;

/** Listeners by room. */
export class Listeners {
  readonly #byRoom = new Map<string, Set<Listener>>();

  /** The rooms that somebody hears of. */
  get rooms(): string[] {
    return [...this.#byRoom.keys()];
  }

  /** Adds a listener; the result takes it away again. */
  add(roomId: string, listener: Listener): () => void {
    // One of its own for each call: the same function may listen twice.
    const own: Listener = (message) => listener(message);
    const listeners = this.#byRoom.get(roomId) ?? new Set();
    this.#byRoom.set(roomId, listeners.add(own));
    return () => {
      listeners.delete(own);
      if (listeners.size > 0 || this.#byRoom.get(roomId) !== listeners) return;
      this.#byRoom.delete(roomId);
    };
  }

  /** Tells all listeners of the message's room. */
  tell(message: BusMessage): void {
    for (const listener of [...this.#byRoom.get(message.roomId) ?? []]) {
      try {
        listener(message);
      } catch {
        // A message may get lost anyway: the next one heals what this one would have.
      }
    }
  }

  /** Forgets all of them. */
  clear(): void {
    this.#byRoom.clear();
  }
}
