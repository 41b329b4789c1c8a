/**
 * `draw --screen-reader`: the room as lines, on this process's input and output (T44).
 *
 * @module
 */

import type { DrawConfig } from "./config.ts";
import type { DrawHooks } from "./draw_hooks.ts";
import { personOf, visitsOf } from "./person.ts";
import { drawingFiles } from "../files/drawing_files.ts";
import { type ReaderRoom, runReader } from "../reader/run_reader.ts";
import { exportPlainly } from "../session/drawings/plain_export.ts";
import { roomsOverHttp } from "../session/rooms_over_http.ts";
import type { Visit } from "../session/visits.ts";
import { systemClock } from "../../shared/client/clock.ts";
import { localStreams } from "../terminal/streams.ts";

/** Tells of the room until the user leaves, then ends the process. */
export async function readRoom(
  config: DrawConfig,
  hooks: DrawHooks,
): Promise<never> {
  const streams = localStreams();
  const person = await personOf(config);
  const visits = visitsOf(
    person,
    streams,
    (client) => hooks.onClient?.(client),
  );
  const files = drawingFiles((name) => Deno.env.get(name));
  const end = async (status: number) => {
    await visits.close();
    await hooks.beforeExit?.();
    return Deno.exit(status);
  };
  Deno.addSignalListener("SIGINT", () => void end(130));
  Deno.addSignalListener("SIGTERM", () => void end(143));
  const { server, charset } = config;
  const rooms = roomsOverHttp(server, charset);
  const roomOf = ({ client, past, room }: Visit): ReaderRoom => ({
    client,
    past,
    room,
    export: (name, replace) =>
      exportPlainly(name, replace, {
        ...{ client, past, room, files, charset },
        shift: {
          now: Date.now,
          pause: () => new Promise((go) => setTimeout(go)),
          isStopped: () => false,
        },
      }),
  });
  await runReader({
    input: streams.read(),
    write: (bytes) => streams.write(bytes),
  }, {
    ...roomOf(await visits.goTo(config.room)),
    server,
    rooms: async () =>
      [...(await rooms.list(null)).rooms]
        .sort((a, b) => b.changedAt - a.changedAt),
    goTo: async (room) => roomOf(await visits.goTo(room)),
    after: (ms, task) => systemClock.after(ms, task),
    now: Date.now,
    random: Math.random,
  });
  return await end(0);
}
