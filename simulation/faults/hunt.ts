/**
 * Looks for a fault as one looks for any: seed after seed.
 *
 * @module
 */

import { type Outcome, runSeed } from "../run.ts";
import type { Violation } from "../violation.ts";
import type { Fault } from "./fault.ts";

/** A fault that was found. */
export interface Find {
  /** Schedules that were run, the one that found it included. */
  readonly seeds: number;
  readonly seed: number;
  readonly violation: Violation;
  readonly plan: Outcome["plan"];
}

/**
 * Runs schedules with a fault in place until one fails; `null` if none does.
 *
 * @param from the first seed.
 * @param most schedules that are run.
 */
export async function hunt(
  fault: Fault,
  { from = 1, most }: { from?: number; most: number },
): Promise<Find | null> {
  const takeOut = fault.inject();
  try {
    for (let seeds = 1; seeds <= most; seeds++) {
      const seed = from + seeds - 1;
      const { plan, violation } = await runSeed(seed, fault.plan);
      if (violation !== null) return { seeds, seed, violation, plan };
    }
    return null;
  } finally {
    takeOut();
  }
}
