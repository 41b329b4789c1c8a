/**
 * What measures do with a server.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { ServerProcess } from "../process.ts";
import type { Member, Place } from "../protocols/protocol.ts";

/** Starts the contestant's server with its files in a folder, and kills it when `work` is done. */
export async function onServer<T>(
  contestant: Contestant,
  folder: string,
  work: (server: ServerProcess) => Promise<T>,
  deflate = false,
): Promise<T> {
  const server = await contestant.start(folder, deflate);
  try {
    return await work(server);
  } finally {
    await server.stop("SIGKILL");
  }
}

/** The room of many shapes on a server. */
export function placeOn({ url }: Pick<ServerProcess, "url">): Place {
  return { url, room: "large", deflate: false };
}

/** Somebody who is in a room and does nothing: some forget a room as soon as nobody is in it. */
export function stay(contestant: Contestant, place: Place): Promise<Member> {
  return contestant.join(place, 0, { acked: () => {}, heard: () => {} });
}

/** Resolves after so many milliseconds. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
