/**
 * A server's process: the real registry, rooms, sessions and queues, on a disk and lines that
 * are simulated.
 *
 * @module
 */

import { HttpTolls } from "../../server/http/http_tolls.ts";
import {
  type Reply,
  type RouteRequest,
  text,
} from "../../server/http/route.ts";
import { HttpError } from "../../server/http/http_error.ts";
import { ops } from "../../server/http/routes/ops.ts";
import type { Bus } from "../../server/bus/bus.ts";
import type { RoomHost } from "../../server/room/room_host.ts";
import { RoomRegistry } from "../../server/room/room_registry.ts";
import { StoreError } from "../../server/store/store.ts";
import type { MemoryStore } from "../../server/store/memory/memory_store.ts";
import { Gateway } from "../../server/ws/gateway.ts";
import { Identity } from "../../server/identity.ts";
import type { Socket } from "../../server/ws/socket.ts";
import type { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import { Disk, type OnAppended, type OnTrim } from "./disk.ts";
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
  readonly onTrim: OnTrim;
  readonly log: (line: string) => void;
  /** How many events of the room are never trimmed; `null`: all. */
  readonly retain: number | null;
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
  readonly #options: SimServerOptions;
  readonly #tolls: HttpTolls;
  #isAlive = true;

  constructor(options: SimServerOptions) {
    const { name, store, limits, log, nextConnection } = options;
    const clock = new ProcessClock(options.clock);
    this.#clock = clock;
    this.#options = options;
    this.#tolls = new HttpTolls(limits);
    this.#bus = options.bus;
    this.disk = new Disk(name, store, options);
    this.registry = new RoomRegistry({
      store: this.disk.store,
      limits,
      clock,
      log,
      bus: options.bus,
      retainEvents: options.retain,
      // A few members alone would hardly ever have to wait.
      paceMs: 2,
    });
    this.gateway = new Gateway({
      registry: this.registry,
      identity: IDENTITY,
      limits,
      clock,
      log,
      bus: options.bus,
      isAllowedOrigin: () => true,
      makeSecret: () => secretOf(nextConnection()),
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

  /** A transaction is posted; if it dies before it has answered, it never does. */
  async post(request: RouteRequest): Promise<Reply> {
    const { limits, nextConnection } = this.#options;
    let reply: Reply;
    try {
      reply = await ops.handle(request, {
        registry: this.registry,
        identity: IDENTITY,
        limits,
        clock: this.#clock,
        tolls: this.#tolls,
        makeSecret: () => secretOf(nextConnection()),
        measure: () => ({}),
      });
    } catch (error) {
      const isRefusal = error instanceof HttpError;
      if (!isRefusal && !(error instanceof StoreError)) throw error;
      reply = text(isRefusal ? error.status : 503, error.message);
    }
    return this.#isAlive ? reply : await new Promise<never>(() => {});
  }

  /** Makes a snapshot of the room as it is, as if it were put away now. */
  snapshot(): void {
    const document = this.host?.room.document;
    if (document === undefined) return;
    const { snapshots } = this.registry;
    snapshots.watch(ROOM, { logBytes: 1, snapshot: null });
    snapshots.putAway(ROOM, document);
  }

  /** Dies, at once: what it has not written is lost, and nobody is told. */
  kill(): void {
    this.#isAlive = false;
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

function secretOf(number: number): string {
  return String(number).padStart(12, "0").repeat(3);
}
