/**
 * Runs schedules for as long as one likes: `deno task simulate`, `--seed 7` for one of them,
 * `--from 1 --count 100000` for many, `--minutes 60` for a while.
 *
 * @module
 */

import { Command } from "commander";
import { reportOf } from "./report.ts";
import { runSeed } from "./run.ts";

const encoder = new TextEncoder();

function print(text: string): void {
  Deno.stdout.writeSync(encoder.encode(`${text}\n`));
}

const number = (text: string) => {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new TypeError(`Cannot read "${text}": give a number from 0 up`);
  }
  return value;
};

/** Runs what the arguments ask for; resolves with how many schedules failed. */
export async function simulate(args: readonly string[]): Promise<number> {
  const options = new Command("simulate")
    .description(
      "Real rooms and clients over a simulated network, disk and clock.",
    )
    .option(
      "--seed <n>",
      "run this one schedule, and tell all that happens",
      number,
    )
    .option("--from <n>", "the first seed", number, 1)
    .option("--count <n>", "how many schedules", number)
    .option("--minutes <n>", "for how long", number, 10)
    .parse(args, { from: "user" })
    .opts<{ seed?: number; from: number; count?: number; minutes: number }>();
  if (options.seed !== undefined) return await simulateOne(options.seed);
  const { from, count = Infinity } = options;
  const end = count === Infinity
    ? performance.now() + options.minutes * 60_000
    : Infinity;
  let failed = 0, run = 0, events = 0;
  for (; run < count && performance.now() < end; run++) {
    const { plan, violation, events: more } = await runSeed(from + run);
    events += more;
    if (violation !== null) {
      failed++;
      print(await reportOf({ plan, violation }));
    }
    if ((run + 1) % 1_000 === 0) {
      print(`${run + 1} schedules, ${events} events, ${failed} failures`);
    }
  }
  print(`${run} schedules, ${events} events, ${failed} failures`);
  return failed;
}

async function simulateOne(seed: number): Promise<number> {
  const trace: string[] = [];
  const { plan, violation, events } = await runSeed(seed, {}, trace);
  if (violation !== null) {
    print(await reportOf({ plan, violation }));
    return 1;
  }
  print([...trace, `seed ${seed} holds: ${events} events`].join("\n"));
  return 0;
}

if (import.meta.main) {
  Deno.exitCode = await simulate(Deno.args) === 0 ? 0 : 1;
}
