/**
 * Coming into a large room: when there is something to paint, and when all is there.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../figures.ts";
import type { Measure } from "./measure.ts";

/** A measure of coming into a room of so many shapes. */
export function joinMeasure(shapes: number, rounds: number): Measure {
  return {
    name: `join ${shapes.toLocaleString("en")}`,
    what: `a client comes into a room of ${shapes.toLocaleString("en")} shapes`,
    units: { "first paint": "ms", "all of it": "ms", "bytes a shape": "bytes" },
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
  const server = await contestant.start(folder, false);
  try {
    const rooms = contestant.rooms!;
    const place = { url: server.url, room: "large", deflate: false };
    await rooms.fill(place, count);
    await rooms.load(place);
    const { firstMs, allMs, bytes, shapes } = await rooms.load(place);
    if (shapes.size !== count) {
      throw new Error(`Cannot bench: ${shapes.size} of ${count} shapes came`);
    }
    return {
      "first paint": firstMs,
      "all of it": allMs,
      "bytes a shape": bytes / count,
    };
  } finally {
    await server.stop("SIGKILL");
  }
}
