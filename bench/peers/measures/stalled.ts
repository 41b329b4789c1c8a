/**
 * What one reader that stalls costs the server: how far its memory grows by it, beyond what the
 * same work takes anyway, and all that the reader is sent when it reads again. What the kernel's
 * buffers of a socket hold is in the latter, not in the former; garbage is in the former.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import type { Member } from "../protocols/protocol.ts";
import { changeRoom, CLIENTS } from "./changes.ts";
import type { Measure } from "./measure.ts";
import { onServer, placeOn, stay, wait } from "./server.ts";

const SHAPES = 2_000;
/** With them the changes are far more than the kernel's buffers of a socket hold. */
const TEXT = 1_000;

/** A measure of so many changes, each of `SHAPES` shapes, that one member does not read. */
export function stalledMeasure(changes: number, rounds: number): Measure {
  return {
    name: "stalled reader",
    what: `${changes.toLocaleString("en")} changes by ${CLIENTS} clients, ` +
      `each with a text of ${TEXT.toLocaleString("en")} characters, while ` +
      "one of the room's members reads nothing",
    units: {
      "server memory, more than with a reader": "MB",
      "sent when it reads again": "MB",
      "still connected then": "% of runs",
    },
    unranked: ["still connected then"],
    rounds,
    fits: ({ rooms }) => rooms !== null,
    run: (contestant, folder) => run(contestant, folder, changes),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  count: number,
): Promise<Figures> {
  return await onServer(contestant, folder, async (server) => {
    const rooms = contestant.rooms!;
    const place = placeOn(server);
    const changes = { count, shapes: SHAPES, text: TEXT };
    await rooms.fill(place, SHAPES);
    const reader = await stay(contestant, place);
    await changeRoom(rooms, place, changes);
    const { memory: before } = await server.usage();
    reader.stall();
    const read = reader.bytes;
    await changeRoom(rooms, place, changes, 1);
    const { memory: after } = await server.usage();
    reader.resume();
    await quiet(reader);
    const sent = reader.bytes - read;
    reader.close();
    return {
      "server memory, more than with a reader": (after - before) / 1e6,
      "sent when it reads again": sent / 1e6,
      "still connected then": reader.isClosed ? 0 : 100,
    };
  });
}

/** Resolves when nothing comes any more. */
async function quiet(reader: Member): Promise<void> {
  for (let bytes = -1; bytes !== reader.bytes;) {
    bytes = reader.bytes;
    await wait(1_000);
  }
}
