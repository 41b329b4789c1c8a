/**
 * `deno task restore <backup>`: a backup becomes the database.
 *
 * @module
 */

import { Command } from "commander";
import { logLine } from "../server/log.ts";
import type { Env } from "../shared/command_line/command_line.ts";
import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { databaseFlag } from "./database/database_flag.ts";
import { withProgress } from "./progress.ts";
import { restoreFile } from "./database/restore_file.ts";

const EXAMPLES = `
The backup is copied and checked first; a damaged one is not used. With --force an old file is
kept aside, under a name that is told. A file that a server uses is never replaced: stop the
server first. Clients notice that the past has changed: they take their rooms anew, and send
again what they have not been answered.
Exit code: 0 if it is restored, 1 if not, 2 for a wrong flag.

Examples:
  deno task restore today.db                               to inkroom.db in this folder
  deno task restore today.db --db /srv/ink/rooms.db        to another file
  deno task restore today.db --db /srv/ink/rooms.db --force

--db has an environment variable: INKROOM_DB.`;

/** The flags of `restore`. */
export function describe(env: Env): Command {
  return new Command("restore")
    .description("Puts a backup in the place of a database.")
    .argument("<backup>", "the file that deno task backup has made")
    .addOption(databaseFlag(env))
    .option("--force", "take the place of a file that is there")
    .addHelpText("after", EXAMPLES);
}

/** Restores a backup. */
export const restore: Run = commandOf(
  describe,
  async (command, surroundings) => {
    const [backup] = command.processedArgs as [string];
    const { db, force } = command.opts<{ db: string; force?: true }>();
    const order = { backup, db, force: force === true, now: new Date() };
    const outcome = await withProgress(
      surroundings,
      ({ show }) => restoreFile(order, show),
    );
    if (outcome.kind === "backup_damaged") {
      const { what, roomId } = outcome.report.findings[0]!;
      const where = roomId === null ? "" : `room ${roomId}: `;
      throw new Error(
        `Cannot restore ${backup}: it is damaged (${where}${what}), and nothing was changed. ` +
          `Use another backup; for everything that is wrong: deno task verify --db ${backup}`,
      );
    }
    const { rooms, events } = outcome.report.counts;
    const lines = [
      `${db} is restored from ${backup}: rooms ${rooms}, events ${events}`,
      ...(outcome.aside === null ? [] : [`the old file is ${outcome.aside}`]),
    ];
    for (const line of lines) surroundings.out(`${logLine(line)}\n`);
    return 0;
  },
);

if (import.meta.main) await runAsProcess(restore);
