/**
 * What the documents say of the figures, written by `deno task bench`: the whole table
 * (docs/bench/table.md), a selection in the README, and what follows from them in docs/SCALE.md.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { scaleBlocks } from "../scale/page.ts";
import type { Kept } from "./file.ts";
import { goalsOf } from "./goals.ts";
import { SELECTED, type Selected } from "./selected.ts";
import { number } from "./number.ts";
import { tableOf } from "./table.ts";
import { OURS, type Row } from "./row.ts";

/** Blocks of a document by name: what stands between `<!-- name -->` and `<!-- /name -->`. */
export type Blocks = Readonly<Record<string, string>>;

/**
 * The documents that have such blocks, with the blocks that follow from the figures. A block is
 * left out, and so stays as it is, as long as figures are missing that it needs.
 */
export function pagesOf(kept: Kept): Readonly<Record<string, Blocks>> {
  return {
    "README.md": {
      "bench versions": versionsOf(kept),
      ...Object.fromEntries(
        Object.entries(SELECTED)
          .filter(([, { lines }]) => lines.every((line) => has(kept, line)))
          .map(([name, selected]) => [
            `bench ${name}`,
            selectedTable(kept.rows, selected),
          ]),
      ),
      "bench goals": goalsTold(kept.rows),
    },
    "docs/bench/table.md": { "bench table": tableOf(kept.rows) },
    "docs/SCALE.md": scaleOf(kept.rows),
  };
}

function has({ rows }: Kept, [, measure, figure]: Selected["lines"][number]) {
  return rows.some((row) => row.measure === measure && row.figure === figure);
}

function scaleOf(rows: readonly Row[]): Blocks {
  try {
    return scaleBlocks(rows);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {};
  }
}

/**
 * A document with its blocks filled anew.
 *
 * @throws {RangeError} If it has no such block.
 */
export function filled(text: string, blocks: Blocks): string {
  return Object.entries(blocks).reduce((page, [name, content]) => {
    const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->\n`];
    const from = page.indexOf(begin), to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new RangeError(`Cannot fill "${name}": the document lacks it`);
    }
    return `${page.slice(0, from + begin.length)}\n${content}\n\n` +
      page.slice(to);
  }, text);
}

/** Fills the documents' blocks. */
export async function writePages(kept: Kept): Promise<void> {
  for (const [page, blocks] of Object.entries(pagesOf(kept))) {
    const file = fromFileUrl(new URL(`../../${page}`, import.meta.url));
    const text = await Deno.readTextFile(file);
    await Deno.writeTextFile(file, filled(text, blocks));
  }
}

function versionsOf({ machine, versions }: Kept): string {
  const all = Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`).join(", ");
  return `${machine["cores"]} cores (${machine["processor"]}), ` +
    `${machine["system"]}; ${all}.`;
}

function selectedTable(
  rows: readonly Row[],
  { parties, lines }: Selected,
): string {
  const found = lines.map(([label, measure, figure]) => ({
    label,
    row: rows.find((each) =>
      each.measure === measure && each.figure === figure
    )!,
  }));
  // Who was left out of the run has no column.
  const names = [OURS, ...parties].filter((name) =>
    found.some(({ row }) => name in row.failed || (row.by[name] ?? null))
  );
  const head = ["", ...names];
  const body = found.map(({ label, row }) => [
    label,
    ...names.map((name) => {
      if (name in row.failed) return "failed";
      const spread = row.by[name] ?? null;
      return spread === null ? "–" : number(spread.median);
    }),
  ]);
  return [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** How many are met, and each that is not. */
function goalsTold(rows: readonly Row[]): string {
  const goals = rows.flatMap((row) =>
    goalsOf(row).map((goal) => ({ row, goal }))
  );
  const missed = goals.filter(({ goal }) => !goal.isMet);
  const told = `${goals.length - missed.length} of ${goals.length} are met.`;
  if (missed.length === 0) return told;
  const head = ["not met", "inkroom", "goal", "is"];
  const body = missed.map(({ row, goal }) => [
    `${row.measure}: ${row.figure}, ${row.unit}`,
    number(row.by[OURS]!.median),
    goal.told,
    goal.is,
  ]);
  const table = [head, head.map(() => "---"), ...body]
    .map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `${told}\n\n${table}`;
}
