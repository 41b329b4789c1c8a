/**
 * What one reader that stalls makes the server hold.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../figures.ts";
import type { Measure } from "./measure.ts";

const SHAPES = 2_000;
/** With them the changes are far more than the kernel's buffers of a socket hold. */
const TEXT = "inkroom ".repeat(125);

/** A measure of so many changes, each of `SHAPES` shapes, that one member does not read. */
export function stalledMeasure(changes: number, rounds: number): Measure {
  return {
    name: "stalled reader",
    what: `${changes.toLocaleString("en")} changes, each with a text of ` +
      `${TEXT.length} characters, while one of the room's members reads nothing`,
    units: { "growth": "MB" },
    rounds,
    fits: ({ rooms }) => rooms !== null,
    run: (contestant, folder) => run(contestant, folder, changes),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  changes: number,
): Promise<Figures> {
  const server = await contestant.start(folder, false);
  try {
    const rooms = contestant.rooms!;
    const place = { url: server.url, room: "large", deflate: false };
    await rooms.fill(place, SHAPES);
    const ears = { acked: () => {}, heard: () => {} };
    const reader = await contestant.join(place, 0, ears);
    // What a server holds anyway after as much work, its code and its garbage.
    await rooms.shift(place, SHAPES, 1, changes, TEXT);
    const before = server.memory();
    reader.stall();
    await rooms.shift(place, SHAPES, 2, changes, TEXT);
    const growth = server.memory() - before;
    reader.close();
    return { "growth": growth / 1e6 };
  } finally {
    await server.stop("SIGKILL");
  }
}
