/**
 * A bus for servers in one process, which carries everything.
 *
 * @module
 */

import type { Bus, BusMessage, RoomMessage, Whereabouts } from "./bus.ts";
import { Listeners } from "./listeners.ts";

/**
 * What several ends are connected to. Messages arrive in a later microtask, in their order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { MemoryHub } from "./memory_bus.ts";
 *
 * const hub = new MemoryHub();
 * const [here, there] = [hub.connect(), hub.connect()];
 * const heard: unknown[] = [];
 * there.subscribe("lobby", (message) => heard.push(message));
 * here.publish({ type: "head", roomId: "lobby", head: 7 });
 * await Promise.resolve();
 * assertEquals(heard, [{ type: "head", roomId: "lobby", head: 7 }]);
 * ```
 */
export class MemoryHub {
  readonly #ends = new Set<MemoryBus>();
  #connected = 0;

  /** Another end. */
  connect(): Bus {
    const end = new MemoryBus(
      `server ${++this.#connected}`,
      (message) => this.#spread(end, message),
      () => this.#ends.delete(end),
    );
    this.#ends.add(end);
    return end;
  }

  #spread(from: MemoryBus, message: BusMessage): void {
    for (const end of this.#ends) {
      if (end !== from) queueMicrotask(() => end.hear(message));
    }
  }
}

class MemoryBus implements Bus {
  readonly server: string;
  readonly #listeners = new Listeners();
  readonly #send: (message: BusMessage) => void;
  readonly #onClose: () => void;
  #isClosed = false;

  constructor(
    server: string,
    send: (message: BusMessage) => void,
    onClose: () => void,
  ) {
    this.server = server;
    this.#send = send;
    this.#onClose = onClose;
  }

  publish(message: BusMessage): void {
    if (!this.#isClosed) this.#send(message);
  }

  subscribe(
    roomId: string,
    listener: (message: RoomMessage) => void,
  ): () => void {
    return this.#isClosed ? () => {} : this.#listeners.add(roomId, listener);
  }

  subscribeToClients(
    listener: (clients: readonly Whereabouts[]) => void,
  ): () => void {
    return this.#isClosed ? () => {} : this.#listeners.addForClients(listener);
  }

  hear(message: BusMessage): void {
    this.#listeners.tell(message);
  }

  close(): void {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#onClose();
  }
}
