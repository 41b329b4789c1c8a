/**
 * `draw --screen-reader`: the room as lines, on this process's input and output (T44).
 *
 * @module
 */

import type { RoomClient } from "../../shared/client/room_client.ts";
import type { DrawConfig } from "./config.ts";
import { runReader } from "../reader/run_reader.ts";
import { systemClock } from "../../shared/client/clock.ts";
import { localStreams } from "../terminal/streams.ts";

/** What {@linkcode readRoom} needs. */
export interface ReadRoomOptions {
  readonly client: RoomClient;
  readonly config: DrawConfig;
  /** Last things to do before the process ends. */
  beforeExit(): Promise<void>;
}

/** Tells of the room until the user leaves, then ends the process. */
export async function readRoom(
  { client, config, beforeExit }: ReadRoomOptions,
): Promise<never> {
  const streams = localStreams();
  const end = async (status: number) => {
    await beforeExit();
    return Deno.exit(status);
  };
  Deno.addSignalListener("SIGINT", () => void end(130));
  Deno.addSignalListener("SIGTERM", () => void end(143));
  await runReader({
    input: streams.read(),
    write: (bytes) => streams.write(bytes),
  }, {
    client,
    room: config.room,
    server: config.server,
    after: (ms, task) => systemClock.after(ms, task),
    now: Date.now,
    random: Math.random,
  });
  return await end(0);
}
