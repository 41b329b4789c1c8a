/**
 * The file that keeps what was measured last: docs/bench/bench.json.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { cpus } from "node:os";
import { DatabaseSync } from "node:sqlite";
import type { Row } from "./row.ts";

const ROOT = new URL("../../", import.meta.url);

/** Where the figures are kept. */
export const FIGURES_FILE: string = fromFileUrl(
  new URL("docs/bench/bench.json", ROOT),
);

/** A row, and when it was measured, of which state of the project. */
export interface KeptRow extends Row {
  readonly at: string;
  readonly commit: string;
}

/** All that is kept. */
export interface Kept {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly KeptRow[];
}

/** What is kept now; no rows if there is no file. */
export async function readFigures(): Promise<Kept> {
  try {
    return JSON.parse(await Deno.readTextFile(FIGURES_FILE));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { machine: {}, versions: {}, rows: [] };
  }
}

/** Keeps rows in place of those of the same measures; the file is whole at any time. */
export async function keep(
  known: Kept,
  rows: readonly KeptRow[],
): Promise<Kept> {
  const isNew = (old: KeptRow) =>
    rows.some(({ bench, measure }) =>
      bench === old.bench && measure === old.measure
    );
  const kept = {
    machine: machine(),
    versions: await versions(),
    rows: sorted([...known.rows.filter((old) => !isNew(old)), ...rows]),
  };
  await Deno.writeTextFile(
    `${FIGURES_FILE}.new`,
    `${JSON.stringify(kept, null, 2)}\n`,
  );
  await Deno.rename(`${FIGURES_FILE}.new`, FIGURES_FILE);
  return kept;
}

/** Parts stay together. */
function sorted(rows: readonly KeptRow[]): KeptRow[] {
  return [...Map.groupBy(rows, ({ bench }) => bench).values()].flat();
}

function machine(): Kept["machine"] {
  return {
    cores: navigator.hardwareConcurrency,
    processor: cpus()[0]?.model ?? Deno.build.arch,
    "memory, GB": Math.round(Deno.systemMemoryInfo().total / 1e9),
    system: `${Deno.build.os} ${Deno.osRelease()}`,
  };
}

/** Of all that is compared, and of what it runs on. */
async function versions(): Promise<Kept["versions"]> {
  const { imports: ours } = await jsonOf("import_map.json");
  const { imports: theirs } = await jsonOf("bench/peers/deno.json");
  const packages = [ours["ink"]!, ours["blessed/"]!, ours["ws"]!]
    .concat(Object.values(theirs))
    .map((name) => /^npm:\/?(.+?)@([\d.]+)/.exec(name)!.slice(1, 3));
  const db = new DatabaseSync(":memory:");
  const sqlite = db.prepare("select sqlite_version() as version").get()!;
  db.close();
  return {
    Deno: Deno.version.deno,
    V8: Deno.version.v8,
    SQLite: String(sqlite["version"]),
    ...Object.fromEntries(packages),
  };
}

async function jsonOf(
  file: string,
): Promise<{ imports: Record<string, string> }> {
  return JSON.parse(await Deno.readTextFile(new URL(file, ROOT)));
}
