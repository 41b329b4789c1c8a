import { assertEquals } from "@std/assert";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { Identity } from "../identity.ts";
import { RoomRegistry } from "../room/room_registry.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import { StoreError } from "../store/store.ts";
import { httpDoor } from "./http_handler.ts";
import { HttpTolls } from "./http_tolls.ts";

function setUp() {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const log: string[] = [];
  const limits = DEFAULT_LIMITS;
  const note = (line: string) => void log.push(line);
  const door = httpDoor({
    registry: new RoomRegistry({ store, limits, clock, log: note }),
    identity: new Identity(new Uint8Array(32)),
    limits,
    clock,
    tolls: new HttpTolls(limits),
    makeSecret: () => "secret",
    measure: () => ({}),
    isAllowedOrigin: () => true,
    log: note,
  });
  /** Asks from an address; gives the status. */
  const get = async (url: string, remoteAddress = "127.0.0.1") => {
    const request = {
      method: "GET",
      url,
      headers: {},
      socket: { remoteAddress },
    };
    const response = new FakeResponse();
    door.listener(
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse,
    );
    await door.settled();
    return response.status;
  };
  return { store, clock, log, get };
}

/** Takes all that it is given. */
class FakeResponse extends EventEmitter {
  status = 0;
  readonly destroyed = false;

  writeHead(status: number): void {
    this.status = status;
  }

  flushHeaders(): void {}

  write(): boolean {
    return true;
  }

  end(): void {
    this.emit("finish");
  }
}

for (
  const [what, url, burst] of [
    ["requests", "/healthz", 480],
    ["requests for the past", "/rooms/lobby/events", 40],
    ["requests for drawings", "/rooms/lobby.txt", 40],
  ] as const
) {
  Deno.test(`[limits] ${what} of one address beyond the rate: 429, for a while; loopback and others are served`, async () => {
    const { clock, get } = setUp();
    const ana = "192.0.2.1";
    const statuses = new Set<number>();
    for (let i = 0; i < burst; i++) statuses.add(await get(url, ana));
    assertEquals(statuses.has(429), false);
    assertEquals(await get(url, ana), 429);
    assertEquals([...statuses], [await get(url, "192.0.2.2")]);
    assertEquals([...statuses], [await get(url)]);
    clock.advance(1_000);
    assertEquals([...statuses], [await get(url, ana)]);
  });
}

Deno.test("[P20] what fails for now is a 503, what went wrong inside a 500; the operator is told why", async () => {
  for (
    const [error, status] of [
      [new StoreError("the disk is gone"), 503],
      [new Error("a fault of ours"), 500],
    ] as const
  ) {
    const { store, get, log } = setUp();
    store.listRooms = () => Promise.reject(error);
    assertEquals(await get("/rooms"), status);
    assertEquals(log, [`http: ${error.message}`]);
  }
});
