/**
 * Puts inkroom beside what one would pick instead, and beside the physical limit: the same work,
 * the same machine, in turns, in one run.
 *
 * ```sh
 * deno task bench:peers                            all of it
 * deno task bench:peers --quick                    only that everything runs
 * deno task bench:peers inkroom "50 × 10"          some contestants, some measures
 * ```
 *
 * @module
 */

// deno-lint-ignore-file no-console

import { contestants } from "./contestants.ts";
import type { Figures } from "./figures.ts";
import { QUICK, WHOLE } from "./measures/measures.ts";
import { type Row, rowsOf, tableOf } from "./report.ts";

const flags = Deno.args.filter((word) => word.startsWith("--"));
const words = Deno.args.filter((word) => !word.startsWith("--"));
const quick = flags.includes("--quick");
const everybody = contestants();
const named = everybody.filter(({ name }) => words.includes(name));
const runners = named.length > 0 ? named : everybody;
const measures = (quick ? QUICK : WHOLE).filter(({ name }, _, all) =>
  !all.some((each) => words.includes(each.name)) || words.includes(name)
);

const rows: Row[] = [];
for (const measure of measures) {
  const able = runners.filter((each) => measure.fits(each));
  const done = new Map<string, Figures[]>();
  console.error(`${measure.name}: ${measure.what}`);
  for (let round = 0; round < measure.rounds; round++) {
    // In turns: what disturbs the machine for a while disturbs all of them.
    for (const contestant of able) {
      const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
      try {
        const figures = await measure.run(contestant, folder);
        const before = done.get(contestant.name) ?? [];
        done.set(contestant.name, [...before, figures]);
      } catch (error) {
        // Who can't do the work gets no figures for it, and the others go on.
        const before = done.get(contestant.name) ?? [];
        done.set(contestant.name, [...before, {}]);
        console.error(`  ${contestant.name}: ${(error as Error).message}`);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    }
    console.error(`  round ${round + 1} of ${measure.rounds}`);
  }
  const own = rowsOf(measure, runners, done);
  rows.push(...own);
  console.log(`${tableOf(measure, own, runners)}\n`);
}

const versions = JSON.parse(
  await Deno.readTextFile(new URL("./deno.json", import.meta.url)),
).imports;
// The figures stand beside the README, which quotes them: those of the measures that were run,
// in their place among the others.
if (!quick && named.length === 0) {
  const file = "docs/bench/peers.json";
  const known: { rows: Row[] } = JSON.parse(await Deno.readTextFile(file));
  const all = WHOLE.flatMap(({ name }) =>
    [rows, known.rows].map((each) => each.filter((row) => row.measure === name))
      .find(({ length }) => length > 0) ?? []
  );
  const figures = { deno: Deno.version, versions, rows: all };
  await Deno.writeTextFile(file, JSON.stringify(figures, null, 2) + "\n");
}
// Sockets of contestants that were killed may still be closing.
Deno.exit(0);
