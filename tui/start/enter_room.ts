/**
 * From an opened screen into the room: all that is loaded when the first frame is there.
 *
 * @module
 */

import { systemClock } from "../../shared/client/clock.ts";
import { RoomClient } from "../../shared/client/room_client.ts";
import { drawingFiles } from "../files/drawing_files.ts";
import type { Opening } from "../opening.ts";
import { roomsOverHttp } from "../session/rooms_over_http.ts";
import type { TerminalStreams } from "../terminal/streams.ts";
import { localJob } from "../terminal/suspension.ts";
import type { Ending } from "../app.ts";
import type { ChosenKeys } from "./chosen_keys.ts";
import type { DrawConfig } from "./config.ts";
import type { DrawHooks } from "./draw_hooks.ts";
import { personOf, visitsOf } from "./person.ts";

/** What {@linkcode enterRoom} needs. */
export interface EntryOptions {
  readonly config: DrawConfig;
  readonly hooks: DrawHooks;
  readonly opening: Opening;
  readonly streams: TerminalStreams;
  readonly keys: ChosenKeys;
}

/** Somebody is in a room. */
export interface Entered {
  /** Settles when they leave it, or rejects when something breaks. */
  readonly ended: Promise<Ending>;
  /** Saves and sends what is under way. */
  leave(): Promise<void>;
}

/** Enters a room, and hands the screen over to it. */
export async function enterRoom(
  { config, hooks, opening, streams, keys }: EntryOptions,
): Promise<Entered> {
  const { room, server, charset } = config;
  const person = await personOf(config);
  const visits = visitsOf(
    person,
    streams,
    (client) => hooks.onClient?.(client),
  );
  // The line is opened while the rest is loaded.
  const entering = visits.goTo(room);
  const { runApp } = await import("../app.ts");
  const ended = runApp({
    opening,
    visit: await entering,
    goTo: (room) => visits.goTo(room),
    rooms: roomsOverHttp(server, charset),
    files: drawingFiles((name) => Deno.env.get(name)),
    openRoom: (roomId) => new RoomClient({ ...person, roomId }),
    server,
    keys: await keys.whole(),
    charset,
    clock: systemClock,
    job: localJob(hooks.refuseSuspend),
    now: Date.now,
    random: Math.random,
  });
  return { ended, leave: () => visits.close() };
}
