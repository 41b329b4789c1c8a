import { assert, assertEquals } from "@std/assert";
import { TextCarrier } from "../shared/client/replica/text_carrier.ts";
import { Replica } from "../shared/client/replica/replica.ts";
import { patch } from "./faults/fault.ts";
import { planOf } from "./plan.ts";
import { runTwins } from "./twins.ts";

/** Seeds of the schedules; few of them can't be compared. */
const SEEDS = { first: 1, last: 150 };

const twinsOf = (seed: number, restarts: boolean) => {
  const steps = { least: 10, most: 30 };
  return runTwins(planOf(seed, { typing: true, restarts, steps }));
};

for (
  const [what, restarts] of [
    ["lines and servers that break", false],
    ["the ends of clients, which begin anew with what they had not sent", true],
  ] as const
) {
  Deno.test(`[E12] nothing is guessed over ${what}: where all letters look alike, the same ones stay`, async () => {
    let held = 0;
    for (let seed = SEEDS.first; seed <= SEEDS.last; seed++) {
      const twins = await twinsOf(seed, restarts);
      if (twins === null) continue;
      assertEquals(twins.alike, twins.different, `seed ${seed}`);
      held++;
    }
    assert(held > SEEDS.last / 2, `${held} schedules could be compared`);
  });
}

/** Does a schedule show what was put into the code? */
async function isFound(restarts: boolean): Promise<boolean> {
  for (let seed = SEEDS.first; seed <= SEEDS.last; seed++) {
    const twins = await twinsOf(seed, restarts);
    if (twins === null) continue;
    const { alike, different } = twins;
    if (JSON.stringify(alike) !== JSON.stringify(different)) return true;
  }
  return false;
}

Deno.test("[E12] who takes what others did from the difference of two texts is found by it", async () => {
  const takeOut = patch(TextCarrier.prototype, "follow", () => () => {});
  try {
    assert(await isFound(false), "no schedule shows it");
  } finally {
    takeOut();
  }
});

Deno.test("[E12] [T41] who begins anew and does not ask how the texts came about is found by it", async () => {
  const takeOut = patch(Replica.prototype, "asked", () => () => []);
  try {
    assert(await isFound(true), "no schedule shows it");
  } finally {
    takeOut();
  }
});
