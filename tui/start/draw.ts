/**
 * `draw`: a client of one room, on this process's terminal; without a terminal, the room as text.
 *
 * @module
 */

import { deadline } from "@std/async";
import { join } from "@std/path";
import { RoomClient } from "../../shared/client/room_client.ts";
import { renderText } from "../../shared/raster/text_output.ts";
import type { DrawConfig } from "./config.ts";
import { identityIn, stateFolder, userKeyFor } from "../files/identity.ts";
import { drawingFiles } from "../files/drawing_files.ts";
import { roomsOverHttp } from "../session/rooms_over_http.ts";
import { Visits } from "../session/visits.ts";
import { chosenKeymap, configFolder } from "../files/keymap_file.ts";
import { firstSight } from "../state/viewport.ts";
import type { Keymap } from "../state/input/keymap.ts";
import { systemClock } from "../../shared/client/clock.ts";
import { colorDepth } from "../terminal/color_depth.ts";
import { type Guard, guard } from "../terminal/lifecycle.ts";
import { localStreams } from "../terminal/streams.ts";
import { localJob } from "../terminal/suspension.ts";
import { unfit } from "../terminal/terminal.ts";

/** For how long a room is waited for when it is to be printed, in milliseconds. */
const PRINT_PATIENCE = 10_000;

/** What is done beside drawing. */
export interface DrawHooks {
  /** The client exists: time to listen to it. */
  onClient?(client: RoomClient): void;
  /** Why the program must not be suspended at this moment; `null`, or left out, if it may be. */
  refuseSuspend?(): string | null;
  /** Last things to do before the process ends. */
  beforeExit?(): void | Promise<void>;
}

/** Draws until the user leaves, then ends the process. */
export async function draw(
  config: DrawConfig,
  hooks: DrawHooks = {},
): Promise<never> {
  const streams = localStreams();
  const state = stateFolder((name) => Deno.env.get(name));
  const { room, server, name, color } = config;
  const userKey = await userKeyFor(server, state && identityIn(state));
  const person = { server, roomId: room, name, color, userKey };
  const reason = unfit(streams);
  if (reason !== null && !config.screenReader) {
    const client = new RoomClient(person);
    hooks.onClient?.(client);
    return await printRoom(client, config, reason, hooks);
  }
  const keys = await keysOrExit(config, hooks);
  const visits = new Visits({
    person: { server, name, color, userKey, viewport: firstSight(streams) },
    outboxes: state && join(state, "outbox"),
    onClient: (client) => hooks.onClient?.(client),
  });
  const visit = await visits.goTo(room);

  let watch: Guard | null = null;
  const beforeExit = async () => {
    await visits.close();
    await hooks.beforeExit?.();
  };
  const files = drawingFiles((name) => Deno.env.get(name));
  if (config.screenReader) {
    const { readRoom } = await import("./read_room.ts");
    const goTo = (room: string) => visits.goTo(room);
    return await readRoom({ visit, goTo, files, config, beforeExit });
  }
  // Ink takes a while to load: whoever needs no screen does without.
  const { runApp } = await import("../app.ts");
  try {
    const ending = await runApp({
      streams,
      visit,
      goTo: (room) => visits.goTo(room),
      rooms: roomsOverHttp(server, config.charset),
      files,
      openRoom: (roomId) => new RoomClient({ ...person, roomId }),
      server,
      keys,
      charset: config.charset,
      depth: colorDepth(streams.env),
      clock: systemClock,
      job: localJob(hooks.refuseSuspend),
      now: Date.now,
      random: Math.random,
      onTerminal: (terminal) => watch = guard(terminal, { beforeExit }),
    });
    return ending === "left"
      ? await watchOf(watch).exit(0)
      : await watchOf(watch).hangUp();
  } catch (error) {
    // Without a guard no terminal was taken over, and none has to be given back.
    if (watch === null) throw error;
    return await watchOf(watch).fail(error);
  }
}

/** The chosen keys; where they can't be read, one line that says why, and exit code 2 (T5). */
async function keysOrExit(
  { keys }: DrawConfig,
  hooks: DrawHooks,
): Promise<Keymap> {
  try {
    return await chosenKeymap(keys, configFolder((name) => Deno.env.get(name)));
  } catch (error) {
    await hooks.beforeExit?.();
    await writeAll(Deno.stderr, `error: ${(error as Error).message}\n`);
    return Deno.exit(2);
  }
}

/** T39: no screen can be opened, so the room goes out as text, without a single ESC. */
async function printRoom(
  client: RoomClient,
  { charset, server }: DrawConfig,
  reason: string,
  hooks: DrawHooks,
): Promise<never> {
  let status = 0;
  try {
    await deadline(firstTry(client), PRINT_PATIENCE);
    const text = renderText(client.document, { charset });
    await writeAll(Deno.stdout, text);
  } catch {
    status = 1;
    await writeAll(
      Deno.stderr,
      `${reason} ${unreachable(server, client)}\n`,
    );
  }
  await client.close();
  await hooks.beforeExit?.();
  return Deno.exit(status);
}

/** What somebody can do who finds no server. */
function unreachable(server: string, client: RoomClient): string {
  const { reason = "no answer" } = client.status;
  // Of a socket that never opened nothing is known: 1006 is no help to anybody.
  const why = reason.includes("1006") ? "" : ` (${reason})`;
  return `Cannot reach ${server}${why}: is a server running? ` +
    "`deno task serve` starts one.";
}

/** Resolves when the room is there; rejects when the first connection fails. */
function firstTry(client: RoomClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.synced().then(resolve, reject);
    client.on("status", ({ state, reason }) => {
      if (state !== "synced" && reason !== undefined) reject(new Error(reason));
    });
  });
}

function watchOf(watch: Guard | null): Guard {
  if (watch === null) {
    throw new TypeError("Cannot draw: no terminal was opened");
  }
  return watch;
}

async function writeAll(
  out: { write(bytes: Uint8Array): Promise<number> },
  text: string,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    at += await out.write(bytes.subarray(at));
  }
}
