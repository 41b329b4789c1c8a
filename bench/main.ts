/**
 * Everything that is measured, one part after the other: the machine's cores are for one at a time.
 * Prints one table of it, and keeps the figures in docs/bench as it goes along, so that nothing
 * is lost of a run that is interrupted.
 *
 * ```sh
 * deno task bench                          everything
 * deno task bench --resume                 what an interrupted run of this commit has left
 * deno task bench --only "50 × 10"         one measure; or a part, such as servers or screens
 * deno task bench --by inkroom             some of the servers only; nothing is kept then
 * deno task bench --quick                  only that everything runs; nothing is kept then
 * ```
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { PARTS, runRound } from "./parts.ts";
import { keep, type KeptRow, readFigures } from "./report/file.ts";
import { writePages } from "./report/pages.ts";
import { tell } from "./report/report.ts";
import { type Found, joined, type Row, rowOf } from "./report/row.ts";
import { selectionAsked } from "./report/selection.ts";
import { tableOf } from "./report/table.ts";

const USAGE = `deno task bench                  everything: about half an hour
  --resume           what an interrupted run of this commit has left
  --only "50 × 10"   one measure; or a part, such as servers or screens
  --by inkroom       some of the servers only; nothing is kept then
  --quick            only that everything runs; nothing is kept then`;

const selection = selectionAsked(USAGE);
const { only, by, quick } = selection;
const isKept = !quick && by.length === 0;
const commit = await commitOf();
let known = await readFigures();
const found: Row[] = [];
const failed: string[] = [];
for (const name of partsToRun()) {
  tell(`\n== ${name}`);
  const isDone = await run(name);
  if (!isDone) failed.push(name);
}
await print(
  quick
    ? `It runs: ${found.length} figures, which mean nothing in this form.`
    : tableOf(found),
);
if (isKept) await writePages(known);
if (failed.length > 0) {
  tell(`\nFailed: ${failed.join(", ")}. The others are in the table.`);
  Deno.exit(1);
}

/** Parts that are named, or hold a measure that is; those of the servers know theirs alone. */
function partsToRun(): string[] {
  const names = Object.keys(PARTS);
  const isMeasure = only.some((word) => !names.includes(word));
  return names.filter((name) => {
    const isWanted = only.length === 0 || only.includes(name) ||
      (name === "servers" && isMeasure);
    return isWanted && !(name !== "servers" && isMeasured(name));
  });
}

/** Is this part in the file, from this commit? Asked of a run that is continued. */
function isMeasured(name: string): boolean {
  return selection.resume &&
    known.rows.some((row) => row.bench === name && row.commit === commit);
}

async function print(text: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`\n${text}\n`));
}

/** Runs a part, round by round; what the last one has found out is kept as it comes. */
async function run(name: string): Promise<boolean> {
  const rounds = quick ? 1 : PARTS[name]!.rounds;
  const done = selection.resume
    ? known.rows.filter((row) => row.bench === name && row.commit === commit)
    : [];
  const flags = (quick ? ["--quick"] : [])
    .concat(only.flatMap((word) => ["--only", word]))
    .concat(by.flatMap((word) => ["--by", word]))
    .concat(done.flatMap(({ measure }) => ["--done", measure]));
  const before: Found[] = [];
  let count = 0, isDone = true;
  for (let round = 1; round <= rounds && isDone; round++) {
    if (rounds > 1) tell(`round ${round} of ${rounds}`);
    isDone = await runRound(name, round, flags, async (heard) => {
      if (round < rounds) return void before.push(...heard);
      const rows = joined([before, heard]).map(rowOf);
      found.push(...rows);
      count += rows.length;
      if (isKept) known = await keep(known, rows.map(dated));
    });
  }
  // A part that tells nothing has measured nothing, however well it ended.
  return isDone && (count > 0 || done.length > 0);
}

function dated(row: Row): KeptRow {
  return { ...row, at: new Date().toISOString().slice(0, 16), commit };
}

/** What is measured: the commit, and whether any of the program was changed since. */
async function commitOf(): Promise<string> {
  try {
    const head = await git("rev-parse", "--short=9", "HEAD");
    const changes = await git("status", "--porcelain", "--", "*.ts", "*.tsx");
    return head === "" ? "unknown" : head + (changes === "" ? "" : " changed");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return "unknown";
  }
}

async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("git", {
    args: [...args],
    cwd: fromFileUrl(new URL("..", import.meta.url)),
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout).trim();
}
