/**
 * The server: one port for WebSockets and HTTP, over one store.
 *
 * @module
 */

import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Bus } from "./bus/bus.ts";
import { StoreBus } from "./bus/store_bus.ts";
import type { Config } from "./config.ts";
import { httpDoor } from "./http/http_handler.ts";
import { HttpTolls } from "./http/http_tolls.ts";
import { logToStderr } from "./log.ts";
import type { Clock } from "./room/clock.ts";
import { RoomRegistry } from "./room/room_registry.ts";
import type { Store, WatchableStore } from "./store/store.ts";
import { systemClock } from "../shared/client/clock.ts";
import { Gateway } from "./ws/gateway.ts";
import { Identity } from "./identity.ts";

/** Seconds that work under way has to come to its end when the server closes. */
const CLOSING_SECONDS = 5;

/** Milliseconds between two looks at requests that do not come to their end. */
const CHECK_MS = 1_000;
/** Connections for plain HTTP, besides those that may be WebSockets. */
const SPARE_CONNECTIONS = 500;

/** Seconds that readers have to take their last messages and the closing of their socket. */
const GOODBYE_SECONDS = 2;

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:4650`. */
  readonly url: string;
  readonly port: number;
  /** Commits and tells what is pending, closes all sockets (1001). The store stays open. */
  close(): Promise<void>;
}

/** What tests may put in the place of the real thing. */
export interface ServerOptions {
  readonly clock?: Clock;
  /** Tells the operator; one line on stderr when left out. */
  readonly log?: (line: string) => void;
  /** Joins this server with others; by what can be seen in the store when left out (E21). */
  readonly bus?: Bus;
}

/**
 * Starts to serve the rooms of a store.
 *
 * @param config `port` 0 takes any free one.
 * @throws if the port can't be listened on.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseConfig } from "./config.ts";
 * import { startServer } from "./server.ts";
 * import { MemoryStore } from "./store/memory/memory_store.ts";
 *
 * const server = await startServer(parseConfig(["--port", "0"], {}), new MemoryStore());
 * const health = await fetch(`${server.url}/healthz`);
 * assertEquals(await health.text(), "ok\n");
 * await server.close();
 * ```
 */
export async function startServer(
  config: Config,
  store: Store,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const { clock = systemClock, log = logToStderr } = options;
  const bus = options.bus ?? await busOf(store);
  const { limits, allowedOrigins, host, retainEvents } = config;
  const registry = new RoomRegistry({
    store,
    limits,
    clock,
    log,
    bus,
    retainEvents,
  });
  const isAllowedOrigin = (origin: string | undefined) =>
    origin === undefined || allowedOrigins.includes(origin);
  const tolls = new HttpTolls(limits);
  const context = {
    registry,
    identity: new Identity(await store.serverSecret()),
    limits,
    clock,
    log,
    isAllowedOrigin,
    makeSecret: () => randomBytes(16).toString("hex"),
  };
  const gateway = new Gateway({ ...context, bus });
  const measure = () => measurements(gateway, registry);
  const door = httpDoor({ ...context, measure, tolls });
  const http = createServer(
    {
      // Half a header, held, ends like a socket that says nothing.
      headersTimeout: limits.helloMs,
      requestTimeout: limits.helloMs,
      connectionsCheckingInterval: CHECK_MS,
    },
    door.listener,
  );
  // Connections that have not said yet what they are: a few more than there may be sockets.
  http.maxConnections = limits.sockets + SPARE_CONNECTIONS;
  http.on("upgrade", (request, stream, head) => {
    gateway.upgrade(request, stream, head);
  });
  const port = await listen(http, host, config.port);
  const chores = [
    () => gateway.beat(),
    () => registry.sweep(),
    () => tolls.sweep(clock.now()),
  ];
  const beats = setInterval(() => {
    for (const chore of chores) undisturbed(chore, log);
  }, 1_000);

  async function close(): Promise<void> {
    clearInterval(beats);
    const isDown = new Promise<void>((resolve) => http.close(() => resolve()));
    gateway.deafen();
    await atMost(CLOSING_SECONDS, registry.settle());
    await atMost(GOODBYE_SECONDS, gateway.close());
    gateway.cut();
    registry.close();
    bus?.close();
    await atMost(GOODBYE_SECONDS, door.settled());
    http.closeAllConnections?.();
    await atMost(1, isDown);
  }
  return { url: `http://${urlHost(host)}:${port}`, port, close };
}

/** What goes wrong in the background is told, and ends nobody's connection. */
function undisturbed(run: () => void, log: (line: string) => void): void {
  try {
    run();
  } catch (error) {
    log(error instanceof Error ? error.stack ?? error.message : String(error));
  }
}

/** By the store itself, if it is one that others write to. */
function busOf(
  store: Store | WatchableStore,
): Promise<Bus> | undefined {
  return "watch" in store ? StoreBus.join(store) : undefined;
}

function listen(http: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve((http.address() as AddressInfo).port);
    });
  });
}

// An IPv6 address stands in brackets in a URL.
function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function measurements(
  gateway: Gateway,
  registry: RoomRegistry,
): Record<string, number> {
  let members = 0, shapes = 0;
  for (const { room } of registry.loaded.values()) {
    members += room.membersHere;
    shapes += room.document.shapes.size;
  }
  return {
    inkroom_connections: gateway.size,
    inkroom_unsent_bytes: gateway.unsentBytes,
    inkroom_rooms_loaded: registry.loaded.size,
    inkroom_members: members,
    inkroom_shapes_loaded: shapes,
    inkroom_memory_bytes: Deno.memoryUsage().rss,
  };
}

/** Waits for `work`, but no longer than that. */
async function atMost(seconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1_000);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
