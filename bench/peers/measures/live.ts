/**
 * Rooms at work: every member moves a shape of its own, so many times a second.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import type { Measure } from "./measure.ts";
import { Room } from "./room.ts";
import {
  sample,
  SAMPLE_UNITS,
  SAMPLE_UNRANKED,
  wait,
  warmUp,
} from "./sample.ts";

/** How many, how fast, for how long. */
export interface Load {
  readonly members: number;
  /** Changes a second and member. */
  readonly rate: number;
  readonly measureMs: number;
  /** Is permessage-deflate offered, by servers that know it, and by the clients? */
  readonly deflate: boolean;
}

/** A measure of one room at work. */
export function liveMeasure(
  name: string,
  load: Load,
  rounds: number,
): Measure {
  const { members, rate, deflate } = load;
  return {
    name,
    what: `one room, ${members} members, ${rate} changes a second and member` +
      (deflate ? ", offered compression" : ""),
    units: SAMPLE_UNITS,
    unranked: SAMPLE_UNRANKED,
    rounds,
    fits: () => true,
    run: (contestant, folder) => run(contestant, folder, load),
  };
}

async function run(
  contestant: Contestant,
  folder: string,
  { members, rate, measureMs, deflate }: Load,
): Promise<Figures> {
  const server = await contestant.start(folder, deflate);
  const rooms: Room[] = [];
  try {
    const place = { url: server.url, room: "r0", deflate };
    await warmUp(contestant, place);
    const room = await Room.open(contestant, place, members);
    rooms.push(room);
    room.start(rate);
    await wait(500);
    const figures = await sample(server, rooms, rate * members, measureMs);
    room.stop();
    await room.allHeard();
    return figures;
  } finally {
    rooms.forEach((room) => {
      room.stop();
      room.close();
    });
    await server.stop("SIGKILL");
  }
}
