/**
 * `deno task verify`: is a database what it should be?
 *
 * @module
 */

import { Command } from "commander";
import { logLine } from "../server/log.ts";
import type { Env } from "../shared/command_line/command_line.ts";
import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { databaseFlag } from "./database/database_flag.ts";
import type { Report } from "./database/finding.ts";
import { withProgress } from "./progress.ts";
import { verifyFile } from "./database/verify_file.ts";

const EXAMPLES = `
Checks SQLite's own structures, the schema, the checksum of every row, that no event is missing,
and that each snapshot is what a replay of the log gives. Nothing is changed; a server may go on
using the file meanwhile.
Exit code: 0 if all is sound, 1 if not, 2 for a wrong flag.

Examples:
  deno task verify                         inkroom.db in this folder
  deno task verify --db /backups/today.db  another file

--db has an environment variable: INKROOM_DB.`;

/** The flags of `verify`. */
export function describe(env: Env): Command {
  return new Command("verify")
    .description("Checks a database file.")
    .addOption(databaseFlag(env))
    .addHelpText("after", EXAMPLES);
}

/** Checks a database and says what is wrong and what to do about it. */
export const verify: Run = commandOf(
  describe,
  async (command, surroundings) => {
    const { out } = surroundings;
    const { db: path } = command.opts<{ db: string }>();
    const report = await withProgress(
      surroundings,
      ({ show }) => verifyFile(path, show),
    );
    for (const line of linesOf(path, report)) out(`${logLine(line)}\n`);
    return report.findings.length === 0 ? 0 : 1;
  },
);

function* linesOf(path: string, report: Report): Generator<string> {
  const { findings, counts } = report;
  for (const { roomId, what, advice } of findings) {
    yield `${roomId === null ? "" : `room ${roomId}: `}${what}`;
    yield `  what to do: ${advice}`;
  }
  const seen = [
    counted(counts.rooms, "room"),
    counted(counts.events, "event"),
    counted(counts.snapshots, "snapshot"),
    counted(counts.answers, "answer"),
    counted(counts.chatLines, "chat line"),
  ].join(", ");
  yield findings.length === 0
    ? `${path} is sound: ${seen}`
    : `${path} is damaged: ${counted(findings.length, "finding")} in ${seen}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

if (import.meta.main) await runAsProcess(verify);
