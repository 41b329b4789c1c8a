/**
 * Coming back to a room in which others went on.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import { middleOf } from "../protocols/places.ts";
import { changeRoom, keptOf } from "./changes.ts";
import type { Measure } from "./measure.ts";
import { onServer, placeOn, stay } from "./server.ts";

const SHAPES = 5_000;
/** Shapes that the others changed. */
const CHANGED = 1_000;
/** Clients that come back one after the other. */
const TIMES = 5;

/** A measure of coming back after so many changes. */
export function resumeMeasure(missed: number, rounds: number): Measure {
  return {
    name: `resume after ${missed.toLocaleString("en")}`,
    what: `a client comes back to a room of ${SHAPES.toLocaleString("en")} ` +
      `shapes after ${
        missed.toLocaleString("en")
      } changes to ${CHANGED} of them`,
    units: { "all of it": "ms", "bytes": "bytes" },
    unranked: [],
    rounds,
    // The first design knows of no resuming: it sends all again.
    fits: ({ rooms }) => rooms !== null,
    run: (contestant, folder) => run(contestant, folder, missed),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  missed: number,
): Promise<Figures> {
  return await onServer(contestant, folder, async (server) => {
    const rooms = contestant.rooms!;
    const place = placeOn(server);
    const sight = middleOf(SHAPES);
    await rooms.fill(place, SHAPES);
    const stays = await stay(contestant, place);
    const before = [];
    for (let n = 0; n < TIMES; n++) before.push(await rooms.load(place, sight));
    const after = await changeRoom(rooms, place, {
      count: missed,
      shapes: CHANGED,
      text: 0,
    });
    const ms: number[] = [], sizes: number[] = [];
    for (const each of before) {
      const { allMs, bytes, shapes } = await rooms.load(place, sight, each);
      const kept = keptOf(after, shapes);
      if (kept < 100) {
        throw new Error(`Cannot bench: ${kept} % of the changed shapes came`);
      }
      ms.push(allMs);
      sizes.push(bytes);
    }
    stays.close();
    return { "all of it": ms, "bytes": sizes };
  });
}
