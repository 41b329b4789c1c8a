import { assert, assertEquals } from "@std/assert";
import { TextCarrier } from "../shared/client/replica/text_carrier.ts";
import { patch } from "./faults/fault.ts";
import { planOf } from "./plan.ts";
import { runTwins } from "./twins.ts";

/** Seeds of the schedules; few of them can't be compared. */
const SEEDS = { first: 1, last: 150 };

const twinsOf = (seed: number) =>
  runTwins(planOf(seed, { typing: true, steps: { least: 10, most: 30 } }));

Deno.test("[E12] nothing is guessed over lines and servers that break: where all letters look alike, the same ones stay", async () => {
  let held = 0;
  for (let seed = SEEDS.first; seed <= SEEDS.last; seed++) {
    const twins = await twinsOf(seed);
    if (twins === null) continue;
    assertEquals(twins.alike, twins.different, `seed ${seed}`);
    held++;
  }
  assert(held > SEEDS.last / 2, `${held} schedules could be compared`);
});

Deno.test("[E12] who takes what others did from the difference of two texts is found by it", async () => {
  const takeOut = patch(TextCarrier.prototype, "follow", () => () => {});
  try {
    for (let seed = SEEDS.first; seed <= SEEDS.last; seed++) {
      const twins = await twinsOf(seed);
      if (twins === null) continue;
      const { alike, different } = twins;
      if (JSON.stringify(alike) !== JSON.stringify(different)) return;
    }
    assert(false, "no schedule shows it");
  } finally {
    takeOut();
  }
});
