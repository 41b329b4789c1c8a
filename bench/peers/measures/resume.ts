/**
 * Coming back to a room in which others went on.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../figures.ts";
import type { Measure } from "./measure.ts";

const SHAPES = 5_000;
/** Shapes that the others changed. */
const CHANGED = 1_000;

/** A measure of coming back after so many changes. */
export function resumeMeasure(missed: number, rounds: number): Measure {
  return {
    name: `resume after ${missed.toLocaleString("en")}`,
    what: `a client comes back to a room of ${SHAPES.toLocaleString("en")} ` +
      `shapes after ${
        missed.toLocaleString("en")
      } changes to ${CHANGED} of them`,
    units: { "all of it": "ms", "bytes": "bytes" },
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
  const server = await contestant.start(folder, false);
  try {
    const rooms = contestant.rooms!;
    const place = { url: server.url, room: "large", deflate: false };
    await rooms.fill(place, SHAPES);
    const before = await rooms.load(place);
    await rooms.shift(place, CHANGED, -500, missed);
    const { allMs, bytes, shapes } = await rooms.load(place, before);
    const moved = [...shapes.values()].filter((x) => x === -500).length;
    if (moved !== CHANGED) {
      throw new Error(`Cannot bench: ${moved} of ${CHANGED} changes came`);
    }
    return { "all of it": allMs, "bytes": bytes };
  } finally {
    await server.stop("SIGKILL");
  }
}
