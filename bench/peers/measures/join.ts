/**
 * Coming into a large room: when all that is in sight is there to be painted, and when all of it
 * is. One looks at the middle of the drawing. The server has the room in memory, or has just been
 * started.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import { isQuick } from "../../report/report.ts";
import { middleOf } from "../protocols/places.ts";
import type { Loaded, Place } from "../protocols/protocol.ts";
import type { Measure } from "./measure.ts";
import { onServer, placeOn, stay, wait } from "./server.ts";

/** Clients that come in one after the other. */
const TIMES = 5;

/**
 * Milliseconds between the filling of a room and the server's end, at least: who keeps a log and
 * snapshots, or writes when it is quiet, does so in the meantime, as with any room that is older.
 */
const REST_MS = isQuick ? 0 : 5_000;

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
    prepare: (contestant, folder) => prepare(contestant, folder, shapes),
    run: (contestant, folder) => run(contestant, folder, shapes),
  };
}

/** Of those who keep rooms: the room on disk, once what they promise is there, after `kill -9`. */
async function prepare(
  contestant: Contestant,
  folder: string,
  count: number,
): Promise<void> {
  if (contestant.keepsAfter === null) return;
  await onServer(contestant, folder, async (server) => {
    await contestant.rooms!.fill(placeOn(server), count);
    await wait(Math.max(contestant.keepsAfterMs, REST_MS));
  });
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
  const { anew, joins } = await onServer(
    contestant,
    folder,
    async (server) => {
      const place = placeOn(server);
      const isKept = contestant.keepsAfter !== null;
      if (!isKept) await rooms.fill(place, count);
      const anew = isKept ? await join(place) : null;
      const stays = await stay(contestant, place);
      await join(place);
      const joins: Loaded[] = [];
      for (let n = 0; n < TIMES; n++) joins.push(await join(place));
      stays.close();
      return { anew, joins };
    },
  );
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
