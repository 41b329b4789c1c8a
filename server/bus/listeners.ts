/**
 * Those who hear of rooms, and of clients.
 *
 * @module
 */

import type { BusMessage, RoomMessage, Whereabouts } from "./bus.ts";

type Listener<T> = (message: T) => void;

/** Listeners, those of rooms by room. */
export class Listeners {
  readonly #byRoom = new Map<string, Set<Listener<RoomMessage>>>();
  readonly #ofClients = new Set<Listener<readonly Whereabouts[]>>();

  /** The rooms that somebody hears of. */
  get rooms(): string[] {
    return [...this.#byRoom.keys()];
  }

  /** Adds one to a room; the result takes it away again. */
  add(roomId: string, listener: Listener<RoomMessage>): () => void {
    // One of its own for each call: the same function may listen twice.
    const own: Listener<RoomMessage> = (message) => listener(message);
    const listeners = this.#byRoom.get(roomId) ?? new Set();
    this.#byRoom.set(roomId, listeners.add(own));
    return () => {
      listeners.delete(own);
      if (listeners.size > 0 || this.#byRoom.get(roomId) !== listeners) return;
      this.#byRoom.delete(roomId);
    };
  }

  /** Adds one who hears of clients; the result takes it away again. */
  addForClients(listener: Listener<readonly Whereabouts[]>): () => void {
    this.#ofClients.add(listener);
    return () => void this.#ofClients.delete(listener);
  }

  /** Tells all whom a message concerns. */
  tell(message: BusMessage): void {
    if (message.type === "clients") {
      each(this.#ofClients, (listener) => listener(message.clients));
    } else {
      const listeners = this.#byRoom.get(message.roomId) ?? [];
      each(listeners, (listener) => listener(message));
    }
  }

  /** Forgets all of them. */
  clear(): void {
    this.#byRoom.clear();
    this.#ofClients.clear();
  }
}

function each<T>(listeners: Iterable<T>, tell: (listener: T) => void): void {
  for (const listener of [...listeners]) {
    try {
      tell(listener);
    } catch {
      // A message may get lost anyway: the next one heals what this one would have.
    }
  }
}
