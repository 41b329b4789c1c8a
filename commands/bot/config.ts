/**
 * What `bot` was asked to do: flags, and environment variables in their place (T4, T5).
 *
 * @module
 */

import { Command } from "commander";
import type { ZodType } from "zod";
import {
  type Env,
  flagWithVariable,
  oneLine,
  readArguments,
} from "../../shared/command_line/command_line.ts";
import { type Color, colorSchema } from "../../shared/schema/color.ts";
import { nameSchema, roomIdSchema } from "../../shared/schema/ids.ts";

/** Whom to be, where, and for how long. */
export interface BotConfig {
  readonly room: string;
  /** `ws://host:port` or `wss://host:port`. */
  readonly server: string;
  readonly name: string;
  readonly color: Color;
  /** Go on printing events when the input has ended. */
  readonly follow: boolean;
  /** Seconds without a server after which to give up. */
  readonly wait: number;
}

/** What the command line says. */
export type CommandLine =
  | { readonly kind: "run"; readonly config: BotConfig }
  /** `--help` was asked for. */
  | { readonly kind: "tell"; readonly text: string }
  /** One line that says what is wrong; the exit code is 2. */
  | { readonly kind: "wrong"; readonly message: string };

const EXAMPLES = `
In: one JSON a line. An operation, an array of them (one transaction), or a shape:
  {"op":"create","shape":{"id":"sun","type":"circle","x":100,"y":100}}
  [{"op":"move","ids":["sun"],"dx":8,"dy":0},{"op":"set","id":"sun","props":{"color":"red"}}]
  {"id":"sun","type":"circle","radius":60}
Out: one JSON a line. {"type":"event",…} for what happens in the room, by anybody;
{"type":"ack","line":1,…} or {"type":"nack","line":1,…} for each line that was sent.
Exit code: 0 if all was accepted, 1 if not, 2 for a wrong flag.

Examples:
  deno task bot lobby < ops.ndjson
  echo '{"id":"sun","type":"circle","x":100,"y":100}' | deno task bot lobby
  deno task bot lobby --follow < /dev/null | jq .userId      watch what happens

Every flag with a value has an environment variable: INKROOM_SERVER, INKROOM_NAME, ...`;

/** Reads the arguments of `bot`; `env` gives environment variables. */
export function readCommandLine(
  args: readonly string[],
  env: Env,
): CommandLine {
  const read = readArguments(describe(env), args);
  switch (read.kind) {
    case "run":
      return check(read.command);
    case "tell":
      return read;
    case "wrong":
      return { kind: "wrong", message: `error: ${read.message}` };
  }
}

function describe(env: Env): Command {
  const option = (flags: string, help: string, fallback: string) =>
    flagWithVariable(env, flags, help, fallback);
  return new Command("bot")
    .description("Operations in, events out: one JSON a line.")
    .argument("<room>", "the room's name")
    .addOption(
      option("--server <url>", "where the server is", "ws://127.0.0.1:4650"),
    )
    .addOption(option("--name <name>", "shown to the others", "bot"))
    .addOption(option("--color <color>", "a name, or #rrggbb", "default"))
    .addOption(
      option("--wait <seconds>", "give up without a server for so long", "30"),
    )
    .option(
      "--follow",
      "print events until stopped, also after the input ended",
    )
    .addHelpText("after", EXAMPLES);
}

function check(command: Command): CommandLine {
  const options = command.opts<Record<string, string> & { follow?: true }>();
  const problems: string[] = [];
  const valid = <T>(what: string, schema: ZodType<T>, value: unknown): T => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push(`${what}: ${parsed.error.issues[0]!.message}`);
    return value as T;
  };
  const config: BotConfig = {
    room: valid("room", roomIdSchema, command.processedArgs[0]),
    server: options.server!,
    name: valid("--name", nameSchema, options.name),
    color: valid("--color", colorSchema, options.color),
    follow: options.follow === true,
    wait: Number(options.wait),
  };
  if (!isServer(config.server)) {
    problems.push("--server: must be ws://host:port or wss://host:port");
  }
  if (!(config.wait > 0)) problems.push("--wait: must be a number of seconds");
  return problems.length === 0
    ? { kind: "run", config }
    : { kind: "wrong", message: `error: ${oneLine(problems[0]!)}` };
}

function isServer(url: string): boolean {
  return URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);
}
