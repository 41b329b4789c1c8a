/**
 * The schedules that every test run goes through, in shares that run beside each other.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { reportOf } from "../report.ts";
import { runSeed } from "../run.ts";

/** Files that hold a share each. */
export const SHARES = 4;

/** Schedules in a share. */
export const SCHEDULES_PER_SHARE = 2_500;

/** Schedules are shorter here than where time does not matter. */
const STEPS = { least: 6, most: 20 };

/** Runs a share of the schedules; the first that fails is told, as small as it gets. */
export async function runShare(share: number): Promise<void> {
  const first = share * SCHEDULES_PER_SHARE + 1;
  let held = 0, events = 0;
  for (let seed = first; seed < first + SCHEDULES_PER_SHARE; seed++) {
    const outcome = await runSeed(seed, { steps: STEPS });
    const { plan, violation } = outcome;
    if (violation !== null) {
      throw new Error(await reportOf({ plan, violation }));
    }
    held++;
    events += outcome.events;
  }
  assertEquals(held, SCHEDULES_PER_SHARE);
  // A simulation in which nothing happens holds everything.
  assertEquals(
    events > 3 * held,
    true,
    `${events} events in ${held} schedules`,
  );
}
