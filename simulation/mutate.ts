/**
 * Puts in one fault after the other, and shows that the simulation finds each: `deno task mutate`,
 * or with the names of some of them.
 *
 * @module
 */

import { FAULTS } from "./faults/faults.ts";
import { hunt } from "./faults/hunt.ts";

const encoder = new TextEncoder();

function print(text: string): void {
  Deno.stdout.writeSync(encoder.encode(`${text}\n`));
}

/** Schedules in which a fault must show. */
const MOST_SEEDS = 20_000;

/** Hunts for faults; resolves with the names of those that were not found. */
export async function mutate(names: readonly string[]): Promise<string[]> {
  const missed: string[] = [];
  for (const fault of FAULTS) {
    if (names.length > 0 && !names.includes(fault.name)) continue;
    const find = await hunt(fault, { most: MOST_SEEDS });
    if (find === null) {
      missed.push(fault.name);
      print(`${fault.name}: not found in ${MOST_SEEDS} seeds`);
    } else {
      const { seeds, violation } = find;
      const [first] = violation.message.split("\n");
      print(
        `${fault.name}: found after ${seeds} seeds (${first!.slice(0, 120)})`,
      );
    }
  }
  return missed;
}

if (import.meta.main) {
  const missed = await mutate(Deno.args);
  Deno.exitCode = missed.length === 0 ? 0 : 1;
}
