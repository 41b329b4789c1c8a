/**
 * What is measured of rooms at work, once they are warm.
 *
 * @module
 */

import process from "node:process";
import type { Contestant } from "../contestants.ts";
import { type Figures, percentile } from "../../report/figures.ts";
import { isQuick } from "../../report/report.ts";
import type { ServerProcess } from "../process.ts";
import type { Place } from "../protocols/protocol.ts";
import { Room } from "./room.ts";
import { onServer, wait } from "./server.ts";

/** The figures of {@linkcode sample}. */
export const SAMPLE_UNITS = {
  "server CPU s / 100,000 deliveries": "s",
  "p50 to the others": "ms",
  "p99 to the others": "ms",
  "p50 to the durable ack": "ms",
  "p99 to the durable ack": "ms",
  "bytes a delivery": "bytes",
  "server memory": "MB",
  // Clients whose core is full send less, and late.
  "changes sent, of those due": "%",
  "the clients' CPU": "% of a core",
} as const;

/** Those of them of which neither less nor more is better. */
export const SAMPLE_UNRANKED: readonly string[] = [
  "changes sent, of those due",
  "the clients' CPU",
];

/** Changes until a server is warm: V8 takes some ten thousand until what one costs is steady. */
const WARM_CHANGES = isQuick ? 200 : 10_000;
const WARM_MEMBERS = 20;
/** Changes a second and member: as many as one synced insert each can follow on a good disk. */
const WARM_RATE = 200;
const WARM_LOOK_MS = 50;
/** On a bad one they follow later. */
const WARM_PATIENCE_MS = 60_000;

/** Makes a server as warm as one is that runs for days: a room of its own is at work for a while. */
export async function warmUp(
  contestant: Contestant,
  place: Place,
): Promise<void> {
  const room = await Room.open(
    contestant,
    { ...place, room: "warm-up" },
    WARM_MEMBERS,
  );
  room.start(WARM_RATE);
  while (room.sent < WARM_CHANGES) await wait(WARM_LOOK_MS);
  room.stop();
  await room.allHeard(WARM_PATIENCE_MS);
  room.close();
}

/** What happens on a warm server. */
export interface Scene {
  readonly server: ServerProcess;
  /** Opens a room of this name, to be closed at the end. */
  open(name: string, members: number): Promise<Room>;
}

/**
 * Lets rooms be at work on a warm server; at the end everything has to have come to everybody.
 *
 * @throws {Error} If it has not.
 */
export function atWork(
  contestant: Contestant,
  folder: string,
  deflate: boolean,
  work: (scene: Scene) => Promise<Figures>,
): Promise<Figures> {
  const rooms: Room[] = [];
  return onServer(contestant, folder, async (server) => {
    const placeOf = (room: string) => ({ url: server.url, room, deflate });
    try {
      await warmUp(contestant, placeOf("warm-up"));
      const figures = await work({
        server,
        async open(name, members) {
          const room = await Room.open(contestant, placeOf(name), members);
          rooms.push(room);
          return room;
        },
      });
      rooms.forEach((room) => room.stop());
      for (const room of rooms) await room.allHeard();
      return figures;
    } finally {
      rooms.forEach((room) => {
        room.stop();
        room.close();
      });
    }
  }, deflate);
}

/**
 * Measures rooms that are at work.
 *
 * @param rate changes a second of all members of all rooms.
 */
export async function sample(
  server: ServerProcess,
  rooms: readonly Room[],
  rate: number,
  ms: number,
): Promise<Figures> {
  rooms.forEach((room) => room.measure());
  const before = await server.usage(), clients = process.cpuUsage();
  const bytes = sumOf(rooms, (room) => room.bytes);
  const sent = sumOf(rooms, (room) => room.sent);
  const start = performance.now();
  await wait(ms);
  const { cpu, memory } = await server.usage();
  const took = performance.now() - start;
  rooms.forEach((room) => room.pause());
  const { user, system } = process.cpuUsage(clients);
  const deliveries = sumOf(rooms, (room) => room.deliveries);
  const toOthers = rooms.flatMap((room) => room.toOthers);
  const toAck = rooms.flatMap((room) => room.toAck);
  const received = sumOf(rooms, (room) => room.bytes) - bytes;
  const due = rate * took / 1_000;
  return {
    "server CPU s / 100,000 deliveries": (cpu - before.cpu) / deliveries *
      100_000,
    "p50 to the others": percentile(toOthers, 50),
    "p99 to the others": percentile(toOthers, 99),
    "p50 to the durable ack": percentile(toAck, 50),
    "p99 to the durable ack": percentile(toAck, 99),
    "bytes a delivery": received / deliveries,
    "server memory": memory / 1e6,
    "changes sent, of those due": (sumOf(rooms, (room) => room.sent) - sent) /
      due * 100,
    "the clients' CPU": (user + system) / 1_000 / took * 100,
  };
}

function sumOf(rooms: readonly Room[], of: (room: Room) => number): number {
  return rooms.reduce((sum, room) => sum + of(room), 0);
}
