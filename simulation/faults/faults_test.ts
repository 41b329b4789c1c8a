import { assert, assertEquals } from "@std/assert";
import { FAULTS } from "./faults.ts";
import { hunt } from "./hunt.ts";

/** Each is found in far fewer; a change of the schedules shifts them all. */
const MOST_SEEDS = 1_000;

Deno.test("[INVARIANTS] there are faults to be found, each under a name of its own", () => {
  const names = new Set(FAULTS.map(({ name }) => name));
  assertEquals(names.size, FAULTS.length);
  assert(FAULTS.length >= 10);
});

for (const fault of FAULTS) {
  Deno.test(`[INVARIANTS] the simulation finds: ${fault.name}`, async () => {
    const find = await hunt(fault, { most: MOST_SEEDS });
    assert(find !== null, `not found in ${MOST_SEEDS} seeds: ${fault.what}`);
  });
}
