/**
 * What measures do with a server.
 *
 * @module
 */

import type { Contestant } from "../contestants.ts";
import type { ServerProcess } from "../process.ts";

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

/** Resolves after so many milliseconds. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
