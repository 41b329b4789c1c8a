/**
 * What `deno task start [room]` does: everything on one machine. A server on a file, unless one answers
 * already, and a client; the only program that is both (T1).
 *
 * @module
 */

import { draw } from "../../tui/start/draw.ts";
import { localStreams } from "../../tui/terminal/streams.ts";
import { unfit } from "../../tui/terminal/unfit.ts";
import { reasonOf } from "../../server/not_started.ts";
import { Host } from "./host.ts";
import { readStartLine } from "./start_line.ts";

/** Why a program that others depend on is not stopped. */
const SERVES =
  "Cannot suspend: this program serves the room, and others would wait.";

/** Serves if need be, draws until the user leaves, then ends the process. */
export async function main(): Promise<never> {
  const line = readStartLine(Deno.args, (name) => Deno.env.get(name));
  if (line.kind !== "start") {
    const out = line.kind === "tell" ? Deno.stdout : Deno.stderr;
    out.writeSync(new TextEncoder().encode(`${line.text.trimEnd()}\n`));
    return Deno.exit(line.kind === "tell" ? 0 : 2);
  }
  const host = new Host(line.server);
  const isHosting = await host.serveUnlessServed().catch((error) => {
    throw new Error(reasonOf(error, line.server));
  });
  const reason = unfit(localStreams());
  if (reason !== null && !line.config.screenReader) {
    return await serveWithoutTerminal(host, isHosting, line.room);
  }
  return await draw(line.config, {
    onClient: (client) => {
      // The server went away with its owner: whoever notices first serves from the same file.
      client.on("status", ({ state }) => {
        if (state === "offline") void host.serveUnlessServed().catch(() => {});
      });
    },
    refuseSuspend: () => host.isServing ? SERVES : null,
    beforeExit: () => host.close(),
  });
}

/** Nobody can draw here, but others can, from elsewhere. */
async function serveWithoutTerminal(
  host: Host,
  isHosting: boolean,
  room: string,
): Promise<never> {
  const say = (text: string) =>
    Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
  const elsewhere =
    `There is no terminal here to draw in. From one: deno task draw ${room} --server ${host.socketUrl}`;
  if (!isHosting) {
    say(`inkroom is already listening on ${host.url}`);
    say(elsewhere);
    return Deno.exit(0);
  }
  say(`inkroom listening on ${host.url}`);
  say(elsewhere);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      Deno.addSignalListener(signal, () => resolve());
    }
  });
  await host.close();
  return Deno.exit(0);
}
