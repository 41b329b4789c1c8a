/**
 * What `start` was asked to do: the flags of the client, and those of the server that it may
 * have to be (T1, T5).
 *
 * @module
 */

import { Command } from "commander";
import {
  type Config,
  describe as describeServe,
  parseConfig,
  UsageError,
} from "../../server/config.ts";
import {
  type Env,
  readArguments,
  variableOf,
} from "../../shared/command_line/command_line.ts";
import {
  describe as describeDraw,
  type DrawConfig,
  readCommandLine,
} from "../../tui/start/config.ts";

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
  "--retain-events",
]);

const EXAMPLES = `
Examples:
  deno task start                        room "lobby"
  deno task start plans --name ana       another room, under a name
  deno task start --port 8080 --db a.db  another server, another file

Every flag has an environment variable: INKROOM_PORT, INKROOM_NAME, ...
Keys of your own, and where drawings are read and written: deno task draw --help`;

/** The flags of `start`: those of the client, and some of the server's. */
export function describe(env: Env): Command {
  const command = new Command("start")
    .description(
      "Draws in a room on this machine; serves it too, unless a server answers already.",
    )
    .argument("[room]", "the room's name", env("INKROOM_ROOM") ?? "lobby");
  for (const option of describeServe().options) {
    if (!SERVER_FLAGS.has(option.long!)) continue;
    // Any free port, as `serve` may be given, would be found by nobody.
    if (option.long === "--port") {
      option.description = "port of the server (4650)";
    }
    command.addOption(option);
  }
  for (const option of describeDraw(env).options) {
    if (option.long !== "--server") command.addOption(option);
  }
  return command.addHelpText("after", EXAMPLES);
}

/** Reads the arguments of `start`. */
export function readStartLine(
  args: readonly string[],
  env: Env,
): StartLine {
  const read = readArguments(describe(env), args);
  if (read.kind === "tell") return read;
  if (read.kind === "wrong") {
    return { kind: "wrong", text: `inkroom: ${read.message}` };
  }
  const { ours, theirs } = divide(args);
  let server: Config;
  try {
    const variables = Object.fromEntries(
      [...SERVER_FLAGS].map((flag) => variableOf(flag.slice(2)))
        .map((name) => [name, env(name)]),
    );
    server = parseConfig(ours, variables);
  } catch (error) {
    if (error instanceof UsageError) {
      return { kind: "wrong", text: `inkroom: ${error.message}` };
    }
    throw error;
  }
  if (server.port === 0) {
    return {
      kind: "wrong",
      text: "inkroom: --port must be a fixed one, so that others find it",
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
