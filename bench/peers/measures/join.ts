/**
 * Coming into a large room: when all that is in sight is there to be painted, and when all of it
 * is. One looks at the middle of the drawing. The server has the room in memory, or has just been
 * started.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import { middleOf } from "../protocols/places.ts";
import type { Loaded, Place } from "../protocols/protocol.ts";
import type { Measure } from "./measure.ts";

/** Clients that come in one after the other. */
const TIMES = 5;

/** A measure of coming into a room of so many shapes. */
export function joinMeasure(shapes: number, rounds: number): Measure {
  return {
    name: `join ${shapes.toLocaleString("en")}`,
    what: `a client comes into a room of ${shapes.toLocaleString("en")} shapes`,
    units: {
      "first paint": "ms",
      "all of it": "ms",
      "first paint, of all of it": "%",
      "bytes a shape": "bytes",
      "first paint, server just started": "ms",
      "all of it, server just started": "ms",
      "first paint, of all of it, server just started": "%",
    },
    unranked: [
      "first paint, of all of it",
      "first paint, of all of it, server just started",
    ],
    rounds,
    fits: ({ rooms }) => rooms !== null,
    run: (contestant, folder) => run(contestant, folder, shapes),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  count: number,
): Promise<Figures> {
  const rooms = contestant.rooms!;
  const sight = middleOf(count);
  const join = async (place: Place): Promise<Loaded> => {
    const loaded = await rooms.load(place, sight);
    const came = [...loaded.shapes.keys()].filter((id) => id.startsWith("f"));
    if (came.length !== count || loaded.firstMs === 0) {
      throw new Error(`Cannot bench: ${came.length} of ${count} shapes came`);
    }
    return loaded;
  };
  const placeOn = (url: string) => ({ url, room: "large", deflate: false });
  const joins: Loaded[] = [];
  const server = await contestant.start(folder, false);
  try {
    const place = placeOn(server.url);
    await rooms.fill(place, count);
    // Somebody stays: some forget a room as soon as nobody is in it.
    const ears = { acked: () => {}, heard: () => {} };
    const stays = await contestant.join(place, 0, ears);
    await join(place);
    for (let n = 0; n < TIMES; n++) joins.push(await join(place));
    stays.close();
    if (contestant.keepsAfter !== null) await wait(contestant.keepsAfterMs);
  } finally {
    await server.stop("SIGKILL");
  }
  const anew = contestant.keepsAfter === null
    ? null
    : await joinAnew(contestant, folder, (url) => join(placeOn(url)));
  return {
    "first paint": joins.map(({ firstMs }) => firstMs),
    "all of it": joins.map(({ allMs }) => allMs),
    "first paint, of all of it": joins.map(({ firstMs, allMs }) =>
      firstMs / allMs * 100
    ),
    "bytes a shape": joins.map(({ bytes }) => bytes / count),
    "first paint, server just started": anew?.firstMs ?? null,
    "all of it, server just started": anew?.allMs ?? null,
    "first paint, of all of it, server just started": anew === null
      ? null
      : anew.firstMs / anew.allMs * 100,
  };
}

/** The first one who comes in after the server was killed and started again. */
async function joinAnew(
  contestant: Contestant,
  folder: string,
  join: (url: string) => Promise<Loaded>,
): Promise<Loaded> {
  const server = await contestant.start(folder, false);
  try {
    return await join(server.url);
  } finally {
    await server.stop("SIGKILL");
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
