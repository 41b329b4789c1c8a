import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { planOf } from "./plan.ts";
import { runPlan, runSeed } from "./run.ts";
import { shrink } from "./shrink.ts";
import { FAULTS } from "./faults/faults.ts";
import { SCHEDULES_PER_SHARE, SHARES } from "./testing/schedules.ts";

async function traceOf(seed: number): Promise<string[]> {
  const trace: string[] = [];
  await runSeed(seed, {}, trace);
  return trace;
}

Deno.test("[INVARIANTS] the same seed makes the same schedule, and the same of it", async () => {
  for (let seed = 1; seed <= 40; seed++) {
    assertEquals(planOf(seed), planOf(seed));
    const first = await traceOf(seed);
    assert(first.length > 10, `seed ${seed}: ${first.length} happenings`);
    assertEquals(await traceOf(seed), first, `seed ${seed}`);
  }
});

Deno.test("[INVARIANTS] another seed makes another schedule", async () => {
  assertNotEquals(await traceOf(1), await traceOf(2));
});

Deno.test("[INVARIANTS] every test run goes through 10,000 schedules", async () => {
  assert(SHARES * SCHEDULES_PER_SHARE >= 10_000);
  const shares: string[] = [];
  for await (const { name } of Deno.readDir(new URL(".", import.meta.url))) {
    if (/^schedules_\d+_test\.ts$/.test(name)) shares.push(name);
  }
  assertEquals(shares.length, SHARES);
});

Deno.test("[INVARIANTS] a schedule that fails shrinks to what matters, and still fails", async () => {
  const fault = FAULTS.find(({ name }) => name === "delta without deletions")!;
  const takeOut = fault.inject();
  try {
    let seed = 1, outcome = await runSeed(seed);
    while (outcome.violation === null) outcome = await runSeed(++seed);
    const { plan, violation } = outcome;
    const small = await shrink({ plan, violation });
    assert(small.plan.steps.length < plan.steps.length / 2);
    const again = await runPlan(small.plan);
    assertEquals(again.violation?.invariant, violation.invariant);
  } finally {
    takeOut();
  }
});
