/**
 * Runs schedules for as long as one likes: `deno task simulate`, `--seed 7` for one of them,
 * `--from 1 --count 100000` for many, `--minutes 60` for a while.
 *
 * @module
 */

import { Command, InvalidArgumentError } from "commander";
import { readArguments } from "../shared/command_line/command_line.ts";
import { type Asked, endUnlessRun, print } from "./asked.ts";
import { reportOf } from "./report.ts";
import { runSeed } from "./run.ts";

const EXAMPLES = `
Examples:
  deno task simulate                            ten minutes of schedules
  deno task simulate --minutes 60
  deno task simulate --from 1 --count 100000
  deno task simulate --seed 7                   this one, and all that happens

Exit code: 0 if all schedules hold, 1 if not, 2 for a wrong flag.`;

/** Which schedules are to be run. */
export interface Schedules {
  readonly seed?: number;
  readonly from: number;
  readonly count?: number;
  readonly minutes: number;
}

const number = (text: string) => {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("Give a number from 0 up");
};

/** Which schedules are asked for. */
export function schedulesAsked(args: readonly string[]): Asked<Schedules> {
  const command = new Command("simulate")
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
    .addHelpText("after", EXAMPLES);
  const read = readArguments(command, args);
  if (read.kind !== "run") return read;
  return { kind: "run", value: read.command.opts<Schedules>() };
}

/** Runs schedules; resolves with how many failed. */
export async function simulate(options: Schedules): Promise<number> {
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
  const failed = await simulate(endUnlessRun(schedulesAsked(Deno.args)));
  Deno.exitCode = failed === 0 ? 0 : 1;
}
