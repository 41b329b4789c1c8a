/**
 * What `bot` was asked to do: flags, and environment variables in their place (T4, T5).
 *
 * @module
 */

import { Command } from "commander";
import { z } from "zod";
import {
  type Env,
  flagWithVariable,
  readArguments,
} from "../../shared/command_line/command_line.ts";
import { serverUrlSchema, Values } from "../../shared/command_line/values.ts";
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

const waitSchema = z.coerce.number("must be a number of seconds")
  .positive("must be a number of seconds");

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
      return { kind: "wrong", message: `inkroom: ${read.message}` };
  }
}

/** The flags of `bot`. */
export function describe(env: Env): Command {
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
  const values = new Values();
  const config: BotConfig = {
    room: values.take("room", roomIdSchema, command.processedArgs[0]),
    name: values.take("--name", nameSchema, options.name),
    color: values.take("--color", colorSchema, options.color),
    server: values.take("--server", serverUrlSchema, options.server),
    wait: values.take("--wait", waitSchema, options.wait),
    follow: options.follow === true,
  };
  return values.problem === null
    ? { kind: "run", config }
    : { kind: "wrong", message: `inkroom: ${values.problem}` };
}
