/**
 * What `draw` was asked to do: flags, and environment variables in their place (T3, T5).
 *
 * @module
 */

import { Command } from "commander";
import { z } from "zod";
import {
  type Env,
  flagWithVariable,
  readArguments,
  variableOf,
} from "../../shared/command_line/command_line.ts";
import { serverUrlSchema, Values } from "../../shared/command_line/values.ts";
import type { Charset } from "../../shared/raster/pen.ts";
import { type Color, colorSchema } from "../../shared/schema/color.ts";
import { nameSchema, roomIdSchema } from "../../shared/schema/ids.ts";
import { KEYMAPS } from "../state/input/key_changes.ts";

/** Whom to be, where, and how it is shown. */
export interface DrawConfig {
  readonly room: string;
  /** `ws://host:port` or `wss://host:port`. */
  readonly server: string;
  readonly name: string;
  /** `default`: others see a color made from who we are. */
  readonly color: Color;
  readonly charset: Charset;
  /** A name in {@linkcode KEYMAPS}, or a file's; `null`: `keys.json`, if it is there. */
  readonly keys: string | null;
  /** Plain lines instead of a screen (T44). */
  readonly screenReader: boolean;
}

/** What the command line says. */
export type CommandLine =
  | { readonly kind: "draw"; readonly config: DrawConfig }
  /** `--help` or `--version` was asked for. */
  | { readonly kind: "tell"; readonly text: string }
  /** One line that says what is wrong; the exit code is 2. */
  | { readonly kind: "wrong"; readonly message: string };

/** What is asked of the outside. */
export interface ConfigSources {
  readonly env: Env;
  /** Numbers in [0, 1), as `Math.random` gives. */
  random(): number;
}

const charsetSchema: z.ZodType<Charset> = z.enum(
  ["unicode", "ascii"],
  "must be unicode or ascii",
);

const keysSchema = z.string().refine(
  (keys) => keys in KEYMAPS || keys.endsWith(".json"),
  `must be ${Object.keys(KEYMAPS).join(", ")}, or a file such as keys.json`,
);

const EXAMPLES = `
Examples:
  deno task draw                            room "lobby" on this machine
  deno task draw plans --name ana           another room, under a name
  deno task draw --server ws://box:4650     a server elsewhere
  deno task draw plans > plans.txt          without a terminal: the room as text

Keys of your own: ~/.config/inkroom/keys.json (or another file there, by --keys)
  {"extends": "vim", "keys": {"find": ["ctrl+f"], "zoom": []}}
The names of the actions are those of the command palette (:).

Drawings: export and import in the command palette write and read files in
~/inkroom-drawings, or in the folder that INKROOM_FILES names with its whole
path.

Every flag has an environment variable: INKROOM_SERVER, INKROOM_NAME, ...`;

/** Reads the arguments of `draw`. */
export function readCommandLine(
  args: readonly string[],
  sources: ConfigSources,
): CommandLine {
  const read = readArguments(describe(sources.env), args);
  switch (read.kind) {
    case "run":
      return check(read.command, sources);
    case "tell":
      return read;
    case "wrong":
      return { kind: "wrong", message: `inkroom: ${read.message}` };
  }
}

/** The flags of `draw`. */
export function describe(env: Env): Command {
  const option = (flags: string, help: string, fallback?: string) =>
    flagWithVariable(env, flags, help, fallback);
  return new Command("draw")
    .description("Draws in a room, together with everybody who is in it.")
    .argument("[room]", "the room's name", env("INKROOM_ROOM") ?? "lobby")
    .addOption(
      option("--server <url>", "where the server is", "ws://127.0.0.1:4650"),
    )
    .addOption(option("--name <name>", "shown to the others"))
    .addOption(
      option("--color <color>", "yours: a name, or #rrggbb", "default"),
    )
    .addOption(
      option(
        "--charset <set>",
        "unicode, or ascii for plain terminals",
        "unicode",
      ),
    )
    .addOption(
      option("--keys <map>", "usual, vim, or FILE.json in ~/.config/inkroom"),
    )
    .option(
      "--screen-reader",
      "plain lines instead of a screen: what is there, what happens",
      ["1", "true"].includes(env(variableOf("screen-reader")) ?? "") ||
        undefined,
    )
    .addHelpText("after", EXAMPLES);
}

function check(command: Command, sources: ConfigSources): CommandLine {
  const { screenReader = false, ...options } = command.opts<
    Record<string, string | undefined> & { screenReader?: boolean }
  >();
  const values = new Values();
  const config: DrawConfig = {
    room: values.take("room", roomIdSchema, command.processedArgs[0]),
    name: options.name === undefined
      ? usualName(sources)
      : values.take("--name", nameSchema, options.name),
    color: values.take("--color", colorSchema, options.color),
    server: values.take("--server", serverUrlSchema, options.server),
    charset: values.take("--charset", charsetSchema, options.charset),
    keys: values.take("--keys", keysSchema.optional(), options.keys) ?? null,
    screenReader,
  };
  return values.problem === null
    ? { kind: "draw", config }
    : { kind: "wrong", message: `inkroom: ${values.problem}` };
}

/** The name on this machine, or one that says that there is none. */
function usualName({ env, random }: ConfigSources): string {
  const parsed = nameSchema.safeParse(env("USER"));
  if (parsed.success) return parsed.data;
  const number = Math.floor(random() * 36 ** 4).toString(36).padStart(4, "0");
  return `guest-${number}`;
}
