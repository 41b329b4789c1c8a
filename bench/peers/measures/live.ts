/**
 * Rooms at work: every member moves a shape of its own, so many times a second.
 *
 * @module
 */

import process from "node:process";
import type { Contestant } from "../contestants.ts";
import { type Figures, percentile } from "../figures.ts";
import type { Member } from "../protocols/protocol.ts";
import type { Measure } from "./measure.ts";

/** How many, how fast, for how long. */
export interface Load {
  readonly rooms: number;
  readonly members: number;
  /** Changes a second and member. */
  readonly rate: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly deflate: boolean;
}

const UNITS = {
  "server CPU s / 100,000 deliveries": "s",
  "p50 to the others": "ms",
  "p99 to the others": "ms",
  "p50 to the durable ack": "ms",
  "p99 to the durable ack": "ms",
  "bytes a delivery": "bytes",
  "server memory": "MB",
  // All clients share one process: near 100 it is they who are slow.
  "the clients' CPU": "% of a core",
} as const;

/** A measure of rooms at work. */
export function liveMeasure(
  name: string,
  load: Load,
  rounds: number,
): Measure {
  const { rooms, members, rate } = load;
  return {
    name,
    what: `${rooms === 1 ? "one room" : `${rooms} rooms`}, ${members} members` +
      `${rooms === 1 ? "" : " each"}, ${rate} changes a second and member`,
    units: UNITS,
    rounds,
    fits: () => true,
    run: (contestant, folder) => run(contestant, folder, load),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  load: Load,
): Promise<Figures> {
  const server = await contestant.start(folder, load.deflate);
  const rooms: Room[] = [];
  try {
    for (let n = 0; n < load.rooms; n++) {
      const place = { url: server.url, room: `r${n}`, deflate: load.deflate };
      rooms.push(await Room.open(contestant, place, load.members));
    }
    rooms.forEach((room) => room.start(load.rate));
    await wait(load.warmUpMs);
    rooms.forEach((room) => room.measure());
    const cpu = server.cpuSeconds(), bytes = bytesOf(rooms);
    const clients = process.cpuUsage();
    await wait(load.measureMs);
    const used = server.cpuSeconds() - cpu;
    const { user, system } = process.cpuUsage(clients);
    const received = bytesOf(rooms) - bytes;
    const deliveries = rooms.reduce((sum, room) => sum + room.deliveries, 0);
    const memory = server.memory();
    rooms.forEach((room) => room.stop());
    for (const room of rooms) await room.allHeard();
    const toOthers = rooms.flatMap((room) => room.toOthers);
    const toAck = rooms.flatMap((room) => room.toAck);
    return {
      "server CPU s / 100,000 deliveries": used / deliveries * 100_000,
      "p50 to the others": percentile(toOthers, 50),
      "p99 to the others": percentile(toOthers, 99),
      "p50 to the durable ack": percentile(toAck, 50),
      "p99 to the durable ack": percentile(toAck, 99),
      "bytes a delivery": received / deliveries,
      "server memory": memory / 1e6,
      "the clients' CPU": (user + system) / 1_000 / load.measureMs * 100,
    };
  } finally {
    rooms.forEach((room) => room.close());
    await server.stop("SIGKILL");
  }
}

const bytesOf = (rooms: readonly Room[]) =>
  rooms.reduce((sum, room) => sum + room.bytes, 0);

/** A room's members, and when each change was sent and heard. */
export class Room {
  readonly #members: Member[] = [];
  /** When change `n` of member `m` was sent, by `m` and `n`. */
  readonly #sentAt: number[][] = [];
  /** The last change that member `m` heard of member `k`, by `m` and `k`. */
  readonly #heard: number[][] = [];
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  #acks: boolean;
  #measuring = false;
  #stoppedAt = Infinity;
  #wake: () => void = () => {};
  deliveries = 0;
  readonly toOthers: number[] = [];
  readonly toAck: number[] = [];

  private constructor(acks: boolean) {
    this.#acks = acks;
  }

  static async open(
    { join, acks }: Contestant,
    place: Parameters<Contestant["join"]>[0],
    members: number,
  ): Promise<Room> {
    const room = new Room(acks === "durable");
    for (let index = 0; index < members; index++) {
      room.#sentAt.push([0]);
      room.#heard.push(new Array(members).fill(0));
      const ears = {
        acked: (change: number) => room.#onAck(index, change),
        heard: (by: number, change: number) => room.#onHeard(index, by, change),
      };
      room.#members.push(await join(place, index, ears));
    }
    return room;
  }

  /** Everybody begins at another moment of the first interval. */
  start(rate: number): void {
    const every = 1_000 / rate;
    this.#members.forEach((member, index) => {
      const move = () => {
        const sentAt = this.#sentAt[index]!;
        sentAt.push(performance.now());
        member.move(sentAt.length - 1);
      };
      this.#timers.push(setTimeout(() => {
        this.#timers.push(setInterval(move, every));
      }, Math.random() * every));
    });
  }

  measure(): void {
    this.#measuring = true;
    this.deliveries = 0;
  }

  stop(): void {
    this.#timers.forEach(clearInterval);
    this.#measuring = false;
    this.#stoppedAt = performance.now();
  }

  get bytes(): number {
    return this.#members.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Resolves when everybody has heard the last change of everybody else: who does not do the work
   * is not timed for it.
   */
  async allHeard(): Promise<void> {
    const patience = setTimeout(() => this.#wake(), 10_000);
    while (
      !this.#isComplete() && performance.now() - this.#stoppedAt < 10_000
    ) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    clearTimeout(patience);
    if (!this.#isComplete()) {
      throw new Error("Cannot bench: not everybody heard every last change");
    }
  }

  close(): void {
    this.#members.forEach((member) => member.close());
  }

  #isComplete(): boolean {
    return this.#heard.every((of, member) =>
      of.every((last, by) =>
        by === member || last === this.#sentAt[by]!.length - 1
      )
    );
  }

  #onAck(member: number, change: number): void {
    if (!this.#measuring || !this.#acks) return;
    this.toAck.push(performance.now() - this.#sentAt[member]![change]!);
  }

  #onHeard(member: number, by: number, change: number): void {
    if (member === by) return;
    // Contestants that squash changes deliver all that was changed up to the one that comes.
    const count = change - this.#heard[member]![by]!;
    if (count <= 0) return;
    this.#heard[member]![by] = change;
    this.#wake();
    if (!this.#measuring) return;
    this.deliveries += count;
    this.toOthers.push(performance.now() - this.#sentAt[by]![change]!);
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
