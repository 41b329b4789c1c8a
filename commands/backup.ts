/**
 * `deno task backup <out>`: a copy of a database that a server may be using.
 *
 * @module
 */

import { Command } from "commander";
import { logLine } from "../server/log.ts";
import type { Env } from "../shared/command_line/command_line.ts";
import { backupFile } from "./database/backup_file.ts";
import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { databaseFlag } from "./database/database_flag.ts";
import { withProgress } from "./progress.ts";

const EXAMPLES = `
The backup holds everything that was committed when it began: rooms, events, snapshots, answers,
chat, and the server's secret, so keep it as safe as the database. The server goes on meanwhile.
Nothing is ever overwritten.
Exit code: 0 if the backup is made, 1 if not, 2 for a wrong flag.

Examples:
  deno task backup today.db                        of inkroom.db in this folder
  deno task backup --db /srv/ink/rooms.db out.db   of another file
  deno task backup "$(date +%F).db"                one a day

--db has an environment variable: INKROOM_DB. To use a backup: deno task restore --help`;

/** The flags of `backup`. */
export function describe(env: Env): Command {
  return new Command("backup")
    .description("Copies a database to a new file, while it is in use.")
    .argument("<out>", "the file to make")
    .addOption(databaseFlag(env))
    .addHelpText("after", EXAMPLES);
}

/** Makes a backup. */
export const backup: Run = commandOf(
  describe,
  async (command, surroundings) => {
    const [out] = command.processedArgs as [string];
    const { db: path } = command.opts<{ db: string }>();
    const bytes = await withProgress(
      surroundings,
      ({ show }) => backupFile(path, out, show),
    );
    surroundings.out(
      `${logLine(out)} is a backup of ${logLine(path)}: ${bytes} bytes\n`,
    );
    return 0;
  },
);

if (import.meta.main) await runAsProcess(backup);
