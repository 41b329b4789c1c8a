/**
 * `draw` without a terminal: the room as text, on this process's output (T39).
 *
 * @module
 */

import { deadline } from "@std/async";
import { RoomClient } from "../../shared/client/room_client.ts";
import { renderText } from "../../shared/raster/text_output.ts";
import type { DrawConfig } from "./config.ts";
import type { DrawHooks } from "./draw_hooks.ts";
import { personOf } from "./person.ts";
import { writeAll } from "./write_all.ts";

/** For how long a room is waited for when it is to be printed, in milliseconds. */
const PRINT_PATIENCE = 10_000;

/** No screen can be opened, so the room goes out as text, without a single ESC. */
export async function printRoom(
  config: DrawConfig,
  reason: string,
  hooks: DrawHooks,
): Promise<never> {
  const { room, charset, server } = config;
  const person = await personOf(config);
  const client = new RoomClient({ ...person, roomId: room });
  hooks.onClient?.(client);
  let status = 0;
  try {
    await deadline(firstTry(client), PRINT_PATIENCE);
    const text = renderText(client.document, { charset });
    await writeAll(Deno.stdout, text);
  } catch (error) {
    status = 1;
    // As after `| head`: who has gone away has seen enough, and is told nothing.
    if (!(error instanceof Deno.errors.BrokenPipe)) {
      await writeAll(
        Deno.stderr,
        `${reason} ${unreachable(server, client)}\n`,
      );
    }
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
