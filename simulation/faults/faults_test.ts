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

Deno.test("[INVARIANTS] decision 0006 tells of each fault, and of no other", async () => {
  const page = "../../docs/decisions/0006-a-world-that-is-simulated.md";
  const text = await Deno.readTextFile(new URL(page, import.meta.url));
  const told = [...text.matchAll(/^\| (.+) \| \d+ \| \w+ \|$/gm)];
  assertEquals(
    told.map(([, name]) => name!).sort(),
    FAULTS.map(({ name }) => name).sort(),
    "run deno task mutate with the names of those that are missing, and add their rows",
  );
});

for (const fault of FAULTS) {
  Deno.test(`[INVARIANTS] the simulation finds: ${fault.name}`, async () => {
    const find = await hunt(fault, { most: MOST_SEEDS });
    assert(find !== null, `not found in ${MOST_SEEDS} seeds: ${fault.what}`);
  });
}
