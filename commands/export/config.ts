/**
 * What `export` was asked to do (T4, T5).
 *
 * @module
 */

import { Command } from "commander";
import { z } from "zod";
import {
  type Env,
  flagWithVariable,
} from "../../shared/command_line/command_line.ts";
import { serverUrlSchema } from "../../shared/command_line/values.ts";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportOptions,
  type Part,
  WRAPPERS,
} from "../../shared/formats/formats.ts";
import type { FilmOptions } from "../../shared/formats/film.ts";
import { roomIdSchema, shapeIdSchema } from "../../shared/schema/ids.ts";
import { UsageError } from "../command_line.ts";
import {
  boxFlagSchema,
  charsetFlag,
  charsetSchema,
  FlagValues,
  paceFlags,
  paceSchema,
  seqFlagSchema,
  serverFlag,
} from "../remote/room_flags.ts";

/** What to write, and where. */
export interface ExportConfig {
  readonly room: string;
  readonly server: string;
  /** The file to write; `null`: stdout. */
  readonly out: string | null;
  readonly format: ExportFormat | "cast";
  /** The room as it was after this event; as it is when left out. */
  readonly at: number | undefined;
  readonly part: Part;
  readonly options: ExportOptions;
  readonly film: FilmOptions;
}

const FORMATS = [...EXPORT_FORMATS, "cast"] as const;

const formatSchema = z.enum(FORMATS, `must be one of ${FORMATS.join(", ")}`);
const wrapSchema = z.enum(WRAPPERS, `must be one of ${WRAPPERS.join(", ")}`);
const idsSchema: z.ZodType<string[]> = z.string().transform((text) =>
  text.split(",").map((id) => id.trim())
).pipe(z.array(shapeIdSchema)) as unknown as z.ZodType<string[]>;

const EXAMPLES = `
Formats: txt (text), ans (text with color), svg (a picture, from which import reads the shapes
again), json (the shapes), cast (the room's history as a film, for asciinema play).
A file is there whole or not at all; one that is there already is replaced.
Exit code: 0 if it is written, 1 if not, 2 for a wrong flag.

Examples:
  deno task export lobby                                to stdout, as text
  deno task export lobby plan.svg
  deno task export lobby plan.cast --speed 10 --max-gap 1
  deno task export lobby --wrap slashes >> main.ts      as a comment
  deno task export lobby --format json --at 118         as it was after event 118
  deno task export lobby part.txt --bbox 0,0,640,384

Every flag has an environment variable: INKROOM_SERVER, INKROOM_FORMAT, ...`;

/** The flags of `export`. */
export function describe(env: Env): Command {
  const flag = (flags: string, help: string) =>
    flagWithVariable(env, flags, help);
  const [speed, maxGap] = paceFlags(env);
  return new Command("export")
    .description("Writes a room, or a part of it, to a file.")
    .argument("<room>", "the room's name")
    .argument("[out]", "the file to write; stdout when left out")
    .addOption(serverFlag(env))
    .addOption(
      flag("--format <format>", "where the file's name does not tell it")
        .choices(FORMATS),
    )
    .addOption(flag("--at <event>", "the room as it was after this event"))
    .addOption(flag("--ids <a,b>", "these shapes only"))
    .addOption(
      flag("--bbox <x0,y0,x1,y1>", "what meets this box, in world units"),
    )
    .addOption(
      flag("--wrap <how>", "of a text: in what to wrap it").choices(WRAPPERS),
    )
    .addOption(charsetFlag(env))
    .addOption(speed)
    .addOption(maxGap)
    .addHelpText("after", EXAMPLES);
}

/**
 * What the flags say.
 *
 * @throws {UsageError} if they can't be followed.
 */
export function configOf(command: Command): ExportConfig {
  const options = command.opts<Record<string, string | undefined>>();
  const [room, out] = command.processedArgs as [string, string?];
  const values = new FlagValues();
  const config: ExportConfig = {
    room: values.take("room", roomIdSchema, room),
    server: values.take("--server", serverUrlSchema, options.server),
    out: out ?? null,
    format: values.take(
      "--format",
      formatSchema,
      options.format ?? ending(out),
    ),
    at: values.optional("--at", seqFlagSchema, options.at),
    part: {
      ...given("ids", values.optional("--ids", idsSchema, options.ids)),
      ...given("box", values.optional("--bbox", boxFlagSchema, options.bbox)),
    },
    options: {
      charset: values.take("--charset", charsetSchema, options.charset),
      ...given("wrap", values.optional("--wrap", wrapSchema, options.wrap)),
    },
    film: {
      charset: values.take("--charset", charsetSchema, options.charset),
      speed: values.take("--speed", paceSchema, options.speed),
      maxGap: values.take("--max-gap", paceSchema, options.maxGap),
    },
  };
  values.check();
  refuseContradictions(config);
  return config;
}

function given<K extends string, V>(
  key: K,
  value: V | undefined,
): { [P in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { [P in K]?: V };
}

function ending(out: string | undefined): string {
  if (out === undefined) return "txt";
  return /\.([A-Za-z]+)$/.exec(out)?.[1]?.toLowerCase() ?? "";
}

function refuseContradictions({ format, part, options }: ExportConfig): void {
  if (part.ids !== undefined && part.box !== undefined) {
    throw new UsageError("--ids and --bbox can't both be followed: choose one");
  }
  if (options.wrap !== undefined && format !== "txt") {
    throw new UsageError(`--wrap is for text, and this is ${format}`);
  }
  if (format === "cast" && (part.ids ?? part.box) !== undefined) {
    throw new UsageError(
      "a film shows the whole room: leave out --ids and --bbox",
    );
  }
}
