/**
 * Ever more rooms on one server, all as busy: does a room cost the same among a thousand as among
 * ten? At the last step everything is measured that is measured of one room at work.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import type { Measure } from "./measure.ts";
import type { Room } from "./room.ts";
import { atWork, sample, SAMPLE_UNITS, SAMPLE_UNRANKED } from "./sample.ts";
import { wait } from "./server.ts";

/** How many, how fast, for how long. */
export interface RoomsLoad {
  /** How many rooms there are, step by step. */
  readonly steps: readonly number[];
  readonly members: number;
  /** Changes a second and member. */
  readonly rate: number;
  readonly measureMs: number;
}

/** Rooms that are opened at the same time. */
const AT_ONCE = 20;

/** Beside the number of rooms that is next cheapest: a few rooms carry what a server costs anyway. */
const FLATNESS = "server CPU a room, most rooms against fewer";
const cpuOf = (rooms: number) =>
  `server CPU a room, ${rooms.toLocaleString("en")} rooms`;
const memoryOf = (rooms: number) =>
  `server memory a room, ${rooms.toLocaleString("en")} rooms`;
const p99Of = (rooms: number) =>
  `p99 to the others, ${rooms.toLocaleString("en")} rooms`;

/** A measure of rooms at work. */
export function roomsMeasure(
  name: string,
  load: RoomsLoad,
  rounds: number,
): Measure {
  const { steps, members, rate } = load;
  const all = steps.map((rooms) => rooms.toLocaleString("en")).join(", ");
  const units = (of: (rooms: number) => string, unit: string) =>
    Object.fromEntries(steps.map((rooms) => [of(rooms), unit]));
  return {
    name,
    what: `${all} rooms, ${members} members each, ` +
      `${rate} changes a second and member`,
    units: {
      ...units(cpuOf, "ms a second"),
      [FLATNESS]: "×",
      ...units(memoryOf, "kB"),
      ...units(p99Of, "ms"),
      ...SAMPLE_UNITS,
    },
    unranked: [FLATNESS, ...SAMPLE_UNRANKED],
    rounds,
    fits: () => true,
    run: (contestant, folder) => run(contestant, folder, load),
  };
}

function run(
  contestant: Contestant,
  folder: string,
  { steps, members, rate, measureMs }: RoomsLoad,
): Promise<Figures> {
  return atWork(contestant, folder, false, async ({ server, open }) => {
    const rooms: Room[] = [];
    const { memory: empty } = await server.usage();
    const figures: Record<string, Figures[string]> = {};
    for (const count of steps) {
      while (rooms.length < count) {
        const opened = await Promise.all(
          Array.from(
            { length: Math.min(AT_ONCE, count - rooms.length) },
            (_, n) => open(`r${rooms.length + n}`, members),
          ),
        );
        opened.forEach((room) => room.start(rate));
        rooms.push(...opened);
      }
      await wait(1_000 / rate);
      const { cpu } = await server.usage();
      const start = performance.now();
      const due = rate * members * count;
      Object.assign(figures, await sample(server, rooms, due, measureMs));
      const used = await server.usage();
      const seconds = (performance.now() - start) / 1_000;
      figures[cpuOf(count)] = (used.cpu - cpu) / seconds / count * 1_000;
      figures[memoryOf(count)] = (used.memory - empty) / count / 1_000;
      figures[p99Of(count)] = figures["p99 to the others"]!;
    }
    const [most, ...fewer] = steps.toReversed()
      .map((rooms) => figures[cpuOf(rooms)] as number);
    figures[FLATNESS] = most! / Math.min(...fewer);
    return figures;
  });
}
