/**
 * Puts inkroom's server beside what one would pick instead, and beside the physical limit: the same
 * work, the same machine, in turns, in one run. `deno task bench` runs this among others; alone it
 * writes no file:
 *
 * ```sh
 * deno task bench:peers                                    all of it
 * deno task bench:peers --quick                            only that everything runs
 * deno task bench:peers --only "50 × 10" --by inkroom      some measures, some contestants
 * ```
 *
 * @module
 */

import { contestants } from "./contestants.ts";
import type { Figures } from "../report/figures.ts";
import type { Measure } from "./measures/measure.ts";
import { QUICK, WHOLE } from "./measures/measures.ts";
import { report, tell } from "../report/report.ts";
import type { Found } from "../report/row.ts";
import { inTurn, isNamed, selectionAsked } from "../report/selection.ts";
import { prepare, turnOf } from "./turn.ts";

/** What all these measures are called together. */
const BENCH = "servers";

const USAGE = `deno task bench:peers            all measures of the servers
  --only "50 × 10"   one of them
  --by inkroom       some contestants only
  --quick            only that everything runs`;

const { quick, only, by, done: before } = selectionAsked(USAGE);
const runners = asked(() => contestants(by));
const isAll = only.length === 0 || only.includes(BENCH);
const measures = (quick ? QUICK : WHOLE)
  .filter(({ name }) => !before.includes(name))
  .filter(({ name }) => isAll || only.some((word) => isNamed(name, word)));
if (measures.length === 0 && before.length === 0) {
  const names = (quick ? QUICK : WHOLE).map(({ name }) => name).join("; ");
  refuse(`Cannot bench "${only.join()}": there are ${names}`);
}
let failures = 0;
for (const measure of measures) report(await compare(measure));
// A short run is there to show what does not work.
Deno.exit(quick && failures > 0 ? 1 : 0);

/** What is named, if there is such a thing. */
function asked<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    refuse((error as Error).message);
  }
}

function refuse(why: string): never {
  tell(why);
  Deno.exit(2);
}

/** All who are able do the same, in turns: what disturbs the machine for a while disturbs all. */
async function compare(measure: Measure): Promise<Found[]> {
  const able = runners.filter((each) => measure.fits(each));
  const done = new Map<string, Figures[]>(able.map(({ name }) => [name, []]));
  const failed: Record<string, string> = {};
  tell(`${measure.name}: ${measure.what}`);
  const made = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
  for (let round = 1; round <= measure.rounds; round++) {
    for (const contestant of inTurn(able, round)) {
      const start = performance.now();
      const { name } = contestant;
      // Who did not do the work once has no figures, however often it is tried.
      if (name in failed) continue;
      const begin = `${made}/${name}`;
      let outcome = "";
      try {
        if (round === 1) await prepare(contestant, measure, begin);
        done.get(name)!.push(await turnOf(contestant, measure, begin));
      } catch (error) {
        // Who can't do the work gets no figures for it, and the others go on.
        done.get(name)!.push({});
        failures++;
        outcome = (error as Error).message.slice(0, 200);
        failed[name] = outcome;
      }
      const seconds = ((performance.now() - start) / 1_000).toFixed(1);
      tell(
        `  ${round}/${measure.rounds}  ${
          name.padEnd(15)
        } ${seconds} s  ${outcome}`,
      );
    }
  }
  await Deno.remove(made, { recursive: true });
  return foundOf(measure, done, failed);
}

function foundOf(
  { name, what, units, unranked }: Measure,
  done: ReadonlyMap<string, readonly Figures[]>,
  failed: Readonly<Record<string, string>>,
): Found[] {
  return Object.entries(units).map(([figure, unit]) => ({
    ...{ bench: BENCH, measure: name, what, figure, unit, failed },
    better: unranked.includes(figure) ? null : "less",
    parties: runners.map(({ name, role }) => ({ name, role })),
    by: Object.fromEntries(
      [...done].map(([party, rounds]) => [
        party,
        rounds.map((round) => round[figure] ?? null),
      ]),
    ),
  }));
}
