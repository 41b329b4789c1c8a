/**
 * `deno task rooms`: the rooms of a server.
 *
 * @module
 */

import { Command } from "commander";
import type { Env } from "../shared/command_line/command_line.ts";
import { serverUrlSchema } from "../shared/command_line/values.ts";
import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { FlagValues, serverFlag } from "./remote/room_flags.ts";
import { type RoomFacts, RoomServer } from "./remote/room_server.ts";

const EXAMPLES = `
The room that changed last comes first. A dash stands for what the server has not looked up, since
nobody is in the room. With --json: one object a line, times in milliseconds since 1970.
Exit code: 0, 1 if there is no answer, 2 for a wrong flag.

Examples:
  deno task rooms
  deno task rooms --server ws://box:4650
  deno task rooms --json | jq -r 'select(.members > 0).roomId'

--server has an environment variable: INKROOM_SERVER.`;

/** The flags of `rooms`. */
export function describe(env: Env): Command {
  return new Command("rooms")
    .description("Lists the rooms of a server.")
    .addOption(serverFlag(env))
    .option("--json", "one JSON a line")
    .addHelpText("after", EXAMPLES);
}

/** Lists rooms. */
export const rooms: Run = commandOf(describe, async (command, surroundings) => {
  const options = command.opts<{ server: string; json?: true }>();
  const values = new FlagValues();
  const url = values.take("--server", serverUrlSchema, options.server);
  values.check();
  const list = [...await new RoomServer(url).rooms()]
    .sort((a, b) => b.changedAt - a.changedAt);
  const lines = options.json
    ? list.map((room) => JSON.stringify(room))
    : tableOf(list, Date.now());
  for (const line of lines) surroundings.out(`${line}\n`);
  return 0;
});

/**
 * Rooms as the lines of a table.
 *
 * @param now milliseconds since 1970.
 */
export function tableOf(
  rooms: readonly RoomFacts[],
  now: number,
): string[] {
  if (rooms.length === 0) return ["no rooms yet: joining one makes it"];
  const rows = [
    ["room", "shapes", "members", "last change"],
    ...rooms.map(({ roomId, shapes, members, changedAt }) => [
      roomId,
      shapes === null ? "-" : `${shapes}`,
      `${members}`,
      agoOf(now - changedAt),
    ]),
  ];
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => row[column]!.length))
  );
  return rows.map((row) =>
    row.map((cell, column) =>
      column === 1 || column === 2
        ? cell.padStart(widths[column]!)
        : cell.padEnd(widths[column]!)
    ).join("  ").trimEnd()
  );
}

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

function agoOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [size, name] = UNITS.find(([size]) => seconds >= size) ?? [1, "s"];
  return `${Math.floor(seconds / size)} ${name} ago`;
}

if (import.meta.main) await runAsProcess(rooms);
