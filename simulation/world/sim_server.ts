/**
 * A server's process: the real registry, rooms, sessions and queues, on a disk and lines that
 * are simulated.
 *
 * @module
 */

import type { Bus } from "../../server/bus/bus.ts";
import type { RoomHost } from "../../server/room/room_host.ts";
import { RoomRegistry } from "../../server/room/room_registry.ts";
import type { MemoryStore } from "../../server/store/memory/memory_store.ts";
import { Gateway } from "../../server/ws/gateway.ts";
import { Identity } from "../../server/identity.ts";
import type { Socket } from "../../server/ws/socket.ts";
import type { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import { Disk, type OnAppended } from "./disk.ts";
import { ProcessClock } from "./process_clock.ts";

/** The room that everybody is in. */
export const ROOM = "lobby";

/** The secret of every simulated server: public names are the same in each run. */
export const IDENTITY: Identity = new Identity(new Uint8Array(32).fill(7));

/** What a server is started with. */
export interface SimServerOptions {
  readonly name: string;
  readonly store: MemoryStore;
  readonly clock: FakeClock;
  readonly limits: Limits;
  readonly onAppended: OnAppended;
  readonly log: (line: string) => void;
  /** What joins it with others on the same store. */
  readonly bus: Bus;
  /** Numbers connections over all servers. */
  readonly nextConnection: () => number;
}

/** A server from its start to its death. */
export class SimServer {
  readonly disk: Disk;
  readonly registry: RoomRegistry;
  readonly gateway: Gateway;
  readonly #clock: ProcessClock;
  readonly #bus: Bus;

  constructor(options: SimServerOptions) {
    const { name, store, limits, log, onAppended, nextConnection } = options;
    const clock = new ProcessClock(options.clock);
    this.#clock = clock;
    this.#bus = options.bus;
    this.disk = new Disk(name, store, onAppended);
    this.registry = new RoomRegistry({
      store: this.disk.store,
      limits,
      clock,
      log,
      bus: options.bus,
    });
    this.gateway = new Gateway({
      registry: this.registry,
      identity: IDENTITY,
      limits,
      clock,
      log,
      bus: options.bus,
      isAllowedOrigin: () => true,
      makeSecret: () => String(nextConnection()).padStart(12, "0").repeat(3),
    });
    this.#beat();
  }

  /** The room, if it is loaded. */
  get host(): RoomHost | undefined {
    return this.registry.loaded.get(ROOM);
  }

  /** A connection comes in. */
  accept(socket: Socket): void {
    this.gateway.accept(socket, "127.0.0.1");
  }

  /** Dies, at once: what it has not written is lost, and nobody is told. */
  kill(): void {
    this.#clock.kill();
    this.disk.kill();
    this.#bus.close();
  }

  #beat(): void {
    this.#clock.after(1_000, () => {
      this.gateway.beat();
      this.registry.sweep();
      this.#beat();
    });
  }
}
