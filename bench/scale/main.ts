/**
 * A million rooms on several machines: how even their load is, and what moves when a machine is
 * added (docs/SCALE.md).
 *
 * ```sh
 * deno task scale
 * ```
 *
 * @module
 */

// deno-lint-ignore-file no-console

import { type Costs, drawLoads, type Population, randomFrom } from "./load.ts";
import { modulo, outcomeOf, rendezvous, twoChoices } from "./placement.ts";

/** Measured: `docs/SCALE.md` says how. */
const COSTS: Costs = { perTx: 120e-6, perDelivery: 2e-6 };
const SEED = 1;

const POPULATIONS: readonly (Population & { readonly name: string })[] = [
  {
    name: "teams",
    rooms: 1_000_000,
    inUse: 0.02,
    txPerMember: 0.5,
    mostMembers: 200,
    skew: 1.5,
  },
  {
    name: "with crowds",
    rooms: 1_000_000,
    inUse: 0.02,
    txPerMember: 0.5,
    mostMembers: 200,
    skew: 1,
  },
];

const WAYS = { modulo, rendezvous, "two choices": twoChoices };

for (const { name, ...population } of POPULATIONS) {
  const rooms = drawLoads(population, COSTS, randomFrom(SEED));
  const used = rooms.filter((room) => room !== null);
  const members = used.reduce((sum, room) => sum + room.members, 0);
  console.log(
    `\n${name}: ${used.length.toLocaleString("en")} of ` +
      `${rooms.length.toLocaleString("en")} rooms in use, ` +
      `${members.toLocaleString("en")} members`,
  );
  console.table(
    [4, 16, 64].flatMap((machines) =>
      Object.entries(WAYS).map(([way, place]) => {
        const { total, busiest, dearestRoom, moved } = outcomeOf(
          place,
          rooms,
          machines,
        );
        return {
          machines,
          way,
          "cores in all": total.toFixed(1),
          "busiest / mean": busiest.toFixed(2),
          "dearest room / mean": dearestRoom.toFixed(3),
          "moved by one more": `${(moved * 100).toFixed(1)} %`,
        };
      })
    ),
  );
}
