/**
 * Who is measured, and what each of them promises.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { type ServerProcess, startServer } from "./process.ts";
import { chat } from "./protocols/chat.ts";
import { joinFanOut } from "./protocols/fan_out.ts";
import { inkroom } from "./protocols/inkroom.ts";
import type { Protocol } from "./protocols/protocol.ts";
import { joinRelay } from "./protocols/socket_io.ts";
import { tldraw } from "./protocols/tldraw.ts";
import { hocuspocus, yWebsocket } from "./protocols/yjs.ts";

/** Somebody in the table. */
export interface Contestant {
  readonly name: string;
  readonly role: "ours" | "peer" | "limit";
  readonly join: Protocol["join"];
  /** What it keeps; `null` where nothing is kept. */
  readonly rooms: Omit<Protocol, "join"> | null;
  /** Does it tell the author when a change is in? And is it on disk then? */
  readonly acks: "durable" | "none";
  /** May a change be told together with the next one of the same shape, as the last alone? */
  readonly squashes: boolean;
  /** What of a room is there after the server was ended so, says the contestant. */
  readonly keepsAfter: "SIGKILL" | "SIGTERM" | null;
  /** How long after the last change that holds, in milliseconds. */
  readonly keepsAfterMs: number;
  /** Starts its server, with its files in a folder. */
  start(
    folder: string,
    deflate: boolean,
    runtimeFlags?: readonly string[],
  ): Promise<ServerProcess>;
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A server of this folder. */
function served(
  name: string,
  ...flags: readonly string[]
): Contestant["start"] {
  return (folder, deflate) =>
    startServer([
      "--config",
      here("./deno.json"),
      "--allow-net=127.0.0.1",
      "--allow-read",
      `--allow-write=${folder}`,
      "--allow-env",
      "--allow-sys",
      // y-websocket-server loads LevelDB, whether it is used or not.
      "--allow-ffi",
      here(`./servers/${name}.ts`),
      folder,
      ...flags,
      ...(deflate ? ["--deflate"] : []),
    ]);
}

/** What could not be done for less. */
function limit(name: string, ...flags: readonly string[]): Contestant {
  return {
    ...{ name, role: "limit", join: joinFanOut, rooms: null },
    ...{ acks: "none", squashes: false, keepsAfter: null, keepsAfterMs: 0 },
    start: served("fan_out", ...flags),
  };
}

const all: readonly Contestant[] = [
  {
    name: "inkroom",
    role: "ours",
    join: inkroom.join,
    rooms: inkroom as Protocol,
    acks: "durable",
    squashes: false,
    keepsAfter: "SIGKILL",
    keepsAfterMs: 0,
    start: (folder, _deflate, runtimeFlags = []) =>
      startServer([
        ...runtimeFlags,
        "--config",
        here("../../deno.json"),
        "--allow-net",
        "--allow-read",
        "--allow-write",
        "--ignore-env",
        "--allow-env=INKROOM_*",
        here("../../server/main.ts"),
        "--port",
        "0",
        "--db",
        `${folder}/inkroom.db`,
        "--unlimited",
      ]),
  },
  {
    name: "tldraw sync",
    role: "peer",
    join: tldraw.join,
    rooms: tldraw as Protocol,
    acks: "durable",
    squashes: true,
    keepsAfter: "SIGKILL",
    keepsAfterMs: 0,
    start: served("tldraw"),
  },
  {
    name: "Hocuspocus",
    role: "peer",
    join: hocuspocus.join,
    rooms: hocuspocus as Protocol,
    acks: "none",
    squashes: false,
    // Written at most 2 s after the last change, or 10 s after the first.
    keepsAfter: "SIGKILL",
    keepsAfterMs: 3_000,
    start: served("hocuspocus"),
  },
  {
    name: "y-websocket",
    role: "peer",
    join: yWebsocket.join,
    rooms: yWebsocket as Protocol,
    acks: "none",
    squashes: false,
    keepsAfter: null,
    keepsAfterMs: 0,
    start: served("y_websocket"),
  },
  {
    name: "socket.io relay",
    role: "peer",
    join: joinRelay,
    rooms: null,
    acks: "none",
    squashes: false,
    keepsAfter: null,
    keepsAfterMs: 0,
    start: served("socket_io"),
  },
  {
    name: "first design",
    role: "peer",
    join: chat.join,
    rooms: chat as Protocol,
    acks: "none",
    squashes: false,
    keepsAfter: "SIGKILL",
    keepsAfterMs: 0,
    start: served("first_design"),
  },
  limit("bare fan-out"),
  limit("with inserts", "--inserts"),
];

/** Everybody, or those of these names. */
export function contestants(names: readonly string[] = []): Contestant[] {
  const unknown = names.find((name) => !all.some((each) => each.name === name));
  if (unknown !== undefined) {
    const known = all.map(({ name }) => name).join(", ");
    throw new RangeError(`Cannot bench "${unknown}": there are ${known}`);
  }
  return all.filter(({ name }) => names.length === 0 || names.includes(name));
}
