/**
 * What `start` was asked to do: the flags of the client, and those of the server that it may
 * have to be (T1, T5).
 *
 * @module
 */

import {
  type Config,
  HelpRequest,
  parseConfig,
  UsageError,
} from "../../server/config.ts";
import { type DrawConfig, readCommandLine } from "../../tui/start/config.ts";

/** What the command line says. */
export type StartLine =
  | {
    readonly kind: "start";
    readonly room: string;
    readonly server: Config;
    readonly config: DrawConfig;
  }
  /** `--help` was asked for. */
  | { readonly kind: "tell"; readonly text: string }
  /** One line that says what is wrong; the exit code is 2. */
  | { readonly kind: "wrong"; readonly text: string };

/** Flags that are the server's; each takes one value. */
export const SERVER_FLAGS: ReadonlySet<string> = new Set([
  "--port",
  "--db",
  "--synchronous",
]);

const HELP = `Usage: start [options] [room]

Draws in a room on this machine; serves it too, unless a server answers already.

Arguments:
  room                 the room's name (lobby)

Options:
  --port <number>      port of the server (4650)
  --db <file>          database file (inkroom.db)
  --synchronous <how>  full: survives power cuts; normal (full)
  --name <name>        shown to the others
  --color <color>      yours: a name, or #rrggbb
  --charset <set>      unicode, or ascii for plain terminals
  --keys <map>         usual, vim, or FILE.json in ~/.config/inkroom
  --screen-reader      plain lines instead of a screen
  -h, --help           display help for command

Every flag has a variable: --port is INKROOM_PORT. export and import in the command
palette (:) use the folder ~/inkroom-drawings, or the one in INKROOM_FILES.

Examples:
  deno task start                        room "lobby"
  deno task start plans --name ana       another room, under a name
  deno task start --port 8080 --db a.db  another server, another file
`;

/** Reads the arguments of `start`. */
export function readStartLine(
  args: readonly string[],
  env: (name: string) => string | undefined,
): StartLine {
  if (args.some((arg) => arg === "-h" || arg === "--help")) {
    return { kind: "tell", text: HELP };
  }
  const { ours, theirs } = divide(args);
  let server: Config;
  try {
    const variables = Object.fromEntries(
      ["PORT", "DB", "SYNCHRONOUS"].map((
        name,
      ) => [`INKROOM_${name}`, env(`INKROOM_${name}`)]),
    );
    server = parseConfig(ours, variables);
  } catch (error) {
    if (error instanceof HelpRequest) return { kind: "tell", text: HELP };
    if (error instanceof UsageError) {
      return { kind: "wrong", text: `error: ${error.message}` };
    }
    throw error;
  }
  if (server.port === 0) {
    return {
      kind: "wrong",
      text: "error: --port must be a fixed one, so that others find it",
    };
  }
  const url = `ws://${server.host}:${server.port}`;
  const line = readCommandLine([...theirs, "--server", url], {
    env,
    random: Math.random,
  });
  switch (line.kind) {
    case "draw":
      return {
        kind: "start",
        room: line.config.room,
        server,
        config: line.config,
      };
    case "tell":
      return line;
    case "wrong":
      return { kind: "wrong", text: line.message };
  }
}

/** The server's flags with their values, and all the rest. */
function divide(args: readonly string[]): { ours: string[]; theirs: string[] } {
  const ours: string[] = [], theirs: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const name = arg.split("=")[0]!;
    if (!SERVER_FLAGS.has(name)) theirs.push(arg);
    else {
      ours.push(arg);
      if (name === arg && args[i + 1] !== undefined) ours.push(args[++i]!);
    }
  }
  return { ours, theirs };
}
