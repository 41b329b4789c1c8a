/**
 * What `import` was asked to do (T4, T5).
 *
 * @module
 */

import { Command } from "commander";
import {
  type Env,
  flagWithVariable,
} from "../../shared/command_line/command_line.ts";
import { serverUrlSchema } from "../../shared/command_line/values.ts";
import { nameSchema, roomIdSchema } from "../../shared/schema/ids.ts";
import type { Point } from "../../shared/schema/units.ts";
import {
  FlagValues,
  paceSchema,
  pointFlagSchema,
  serverFlag,
} from "../remote/room_flags.ts";

/** What to read, and where to draw it. */
export interface ImportConfig {
  readonly room: string;
  readonly server: string;
  readonly name: string;
  /** The file to read; `null`: stdin. */
  readonly file: string | null;
  /** Where it goes; left out, where it was. */
  readonly at: Point | undefined;
  readonly boxes: boolean;
  readonly verbatim: boolean;
  readonly newIds: boolean;
  readonly dryRun: boolean;
  /** Seconds without a server after which to give up. */
  readonly wait: number;
}

const EXAMPLES = `
Reads what export writes as .json and .svg, drawings of Excalidraw (.excalidraw), and plain text,
which becomes text; with --boxes, the boxes, lines and arrows in it become what they look like.
Nothing is drawn unless all of the file is good. Shapes keep their ids: what is in the room
already stays as it is, so a run that was cut short can be repeated. --new-ids draws all anew.
Exit code: 0 if it is drawn, 1 if not, 2 for a wrong flag.

Examples:
  deno task import lobby plan.svg
  deno task import lobby notes.txt --boxes --at 80,48
  deno task import lobby whiteboard.excalidraw --dry-run
  deno task export lobby --format json | deno task import copy -

Every flag with a value has an environment variable: INKROOM_SERVER, INKROOM_AT, ...`;

/** The flags of `import`. */
export function describe(env: Env): Command {
  const flag = (flags: string, help: string, fallback?: string) =>
    flagWithVariable(env, flags, help, fallback);
  return new Command("import")
    .description("Draws a file in a room.")
    .argument("<room>", "the room's name")
    .argument("<file>", "the file to read; - for stdin")
    .addOption(serverFlag(env))
    .addOption(
      flag("--at <x,y>", "where it goes, in world units; else where it was"),
    )
    .option("--boxes", "of text: make boxes, lines and arrows of what looks so")
    .option("--verbatim", "of text: take it as it is, not out of a comment")
    .option("--new-ids", "draw all anew, whatever is there already")
    .option("--dry-run", "say what would be drawn, and draw nothing")
    .addOption(flag("--name <name>", "shown to the others", "import"))
    .addOption(
      flag("--wait <seconds>", "give up without a server for so long", "30"),
    )
    .addHelpText("after", EXAMPLES);
}

/**
 * What the flags say.
 *
 * @throws {UsageError} if they can't be followed.
 */
export function configOf(command: Command): ImportConfig {
  const options = command.opts<
    & Record<"server" | "at" | "name" | "wait", string | undefined>
    & Record<"boxes" | "verbatim" | "newIds" | "dryRun", true | undefined>
  >();
  const [room, file] = command.processedArgs as [string, string];
  const values = new FlagValues();
  const config: ImportConfig = {
    room: values.take("room", roomIdSchema, room),
    server: values.take("--server", serverUrlSchema, options.server),
    name: values.take("--name", nameSchema, options.name),
    file: file === "-" ? null : file,
    at: values.optional("--at", pointFlagSchema, options.at),
    boxes: options.boxes === true,
    verbatim: options.verbatim === true,
    newIds: options.newIds === true,
    dryRun: options.dryRun === true,
    wait: values.take("--wait", paceSchema, options.wait),
  };
  values.check();
  return config;
}
