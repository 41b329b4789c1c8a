/**
 * `deno task replay <room>`: a room's history, played in the terminal.
 *
 * @module
 */

import { Command } from "commander";
import {
  type Env,
  flagWithVariable,
} from "../shared/command_line/command_line.ts";
import { serverUrlSchema } from "../shared/command_line/values.ts";
import { apply } from "../shared/document/apply.ts";
import { writeCast } from "../shared/formats/cast.ts";
import { type FilmOptions, makeFilm } from "../shared/formats/film.ts";
import { exportShapes, takeShapes } from "../shared/formats/formats.ts";
import { roomIdSchema } from "../shared/schema/ids.ts";
import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { withProgress } from "./progress.ts";
import {
  charsetFlag,
  charsetSchema,
  FlagValues,
  paceFlags,
  paceSchema,
  seqFlagSchema,
  serverFlag,
} from "./remote/room_flags.ts";
import { type Past, RoomServer } from "./remote/room_server.ts";
import { play } from "./replay/play.ts";
import { type Stage, stageOfProcess } from "./replay/stage.ts";

const EXAMPLES = `
The screen is as it was afterwards, with the last picture below. Ctrl+C ends it. Where stdout is
no terminal, the film is written as an asciicast instead, as deno task export does.
Exit code: 0, 1 if it can't be played or was stopped, 2 for a wrong flag.

Examples:
  deno task replay lobby
  deno task replay lobby --speed 10 --max-gap 0.5
  deno task replay lobby --from 100 --to 250          a part of it, by events
  deno task replay lobby > lobby.cast

Every flag has an environment variable: INKROOM_SERVER, INKROOM_SPEED, ...`;

/** The flags of `replay`. */
export function describe(env: Env): Command {
  const flag = (flags: string, help: string) =>
    flagWithVariable(env, flags, help);
  const [speed, maxGap] = paceFlags(env);
  return new Command("replay")
    .description("Plays a room's history in the terminal.")
    .argument("<room>", "the room's name")
    .addOption(serverFlag(env))
    .addOption(speed)
    .addOption(maxGap)
    .addOption(flag("--from <event>", "the event after which to begin"))
    .addOption(flag("--to <event>", "the last event to play"))
    .addOption(charsetFlag(env))
    .addHelpText("after", EXAMPLES);
}

/** Plays a room's history on a stage. */
export function replayOn(stage: () => Stage): Run {
  return commandOf(describe, async (command, surroundings) => {
    const { room, server, from, to, film: pace } = configOf(command);
    const { size, ...rest } = stage();
    const past = await withProgress(
      surroundings,
      ({ show }) => new RoomServer(server).past(room, from, to, show),
    );
    const { out } = surroundings;
    if (size === null) {
      const lines = writeCast(past.start, past.events, {
        ...pace,
        title: room,
      });
      for (const line of lines) out(line);
      return 0;
    }
    const film = makeFilm(past.start, past.events, { ...pace, size });
    const isOver = await play(film, { size, ...rest }, out);
    out(lastPicture(past, pace, rest.color));
    return isOver ? 0 : 1;
  });
}

interface ReplayConfig {
  readonly room: string;
  readonly server: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly film: FilmOptions;
}

function configOf(command: Command): ReplayConfig {
  const options = command.opts<Record<string, string | undefined>>();
  const values = new FlagValues();
  const config = {
    room: values.take("room", roomIdSchema, command.processedArgs[0]),
    server: values.take("--server", serverUrlSchema, options.server),
    from: values.optional("--from", seqFlagSchema, options.from),
    to: values.optional("--to", seqFlagSchema, options.to),
    film: {
      speed: values.take("--speed", paceSchema, options.speed),
      maxGap: values.take("--max-gap", paceSchema, options.maxGap),
      charset: values.take("--charset", charsetSchema, options.charset),
    },
  };
  values.check();
  return config;
}

function lastPicture(
  { start, events }: Past,
  { charset = "unicode" }: FilmOptions,
  color: boolean,
): string {
  let document = start;
  for (const event of events) document = apply(document, event).document;
  const format = color ? "ans" : "txt";
  return exportShapes(format, takeShapes(document), { charset });
}

if (import.meta.main) await runAsProcess(replayOn(stageOfProcess));
