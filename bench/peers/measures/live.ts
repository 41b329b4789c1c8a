/**
 * Rooms at work: every member moves a shape of its own, so many times a second.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { Figures } from "../../report/figures.ts";
import type { Measure } from "./measure.ts";
import { atWork, sample, SAMPLE_UNITS, SAMPLE_UNRANKED } from "./sample.ts";
import { wait } from "./server.ts";

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

function run(
  contestant: Contestant,
  folder: string,
  { members, rate, measureMs, deflate }: Load,
): Promise<Figures> {
  return atWork(contestant, folder, deflate, async ({ server, open }) => {
    const room = await open("r0", members);
    room.start(rate);
    await wait(500);
    return await sample(server, [room], rate * members, measureMs);
  });
}
