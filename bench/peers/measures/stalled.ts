/**
 * What one reader that stalls makes the server hold: all that it is sent when it reads again. The
 * memory of a process would tell less, since heaps grow with the work by as much.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../figures.ts";
import type { Member } from "../protocols/protocol.ts";
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
    units: { "held for it": "MB" },
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
    reader.stall();
    const before = reader.bytes;
    await rooms.shift(place, SHAPES, 1, changes, TEXT);
    reader.resume();
    await quiet(reader);
    const held = reader.bytes - before;
    reader.close();
    return { "held for it": held / 1e6 };
  } finally {
    await server.stop("SIGKILL");
  }
}

/** Resolves when nothing comes any more. */
async function quiet(reader: Member): Promise<void> {
  for (let bytes = -1; bytes !== reader.bytes;) {
    bytes = reader.bytes;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
