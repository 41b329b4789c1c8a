import { assert, assertEquals } from "@std/assert";
import { drawLoads, randomFrom } from "./load.ts";
import { modulo, outcomeOf, rendezvous, twoChoices } from "./placement.ts";

const COSTS = { perTx: 100e-6, perDelivery: 2e-6 };
const rooms = drawLoads(
  { rooms: 50_000, inUse: 0.2, txPerMember: 1, mostMembers: 200, skew: 1.5 },
  COSTS,
  randomFrom(1),
);

Deno.test("[E21] the same seed draws the same rooms: about as many in use as asked, none too large", () => {
  const again = drawLoads(
    { rooms: 50_000, inUse: 0.2, txPerMember: 1, mostMembers: 200, skew: 1.5 },
    COSTS,
    randomFrom(1),
  );
  assertEquals(again, rooms);
  const used = rooms.filter((room) => room !== null);
  assert(Math.abs(used.length / rooms.length - 0.2) < 0.01);
  const members = used.map((room) => room.members);
  assertEquals([Math.min(...members), Math.max(...members)], [1, 200]);
  const pairs = members.filter((count) => count >= 2).length / used.length;
  assert(Math.abs(pairs - 2 ** -1.5) < 0.02, String(pairs));
});

Deno.test("[E21] hashing spreads the rooms evenly, and nowhere else", () => {
  for (const place of [modulo, rendezvous]) {
    const counts = new Array(8).fill(0);
    for (const machine of place(rooms, 8)) counts[machine]++;
    for (const count of counts) {
      assert(Math.abs(count / (rooms.length / 8) - 1) < 0.05, String(counts));
    }
  }
});

Deno.test("[E21] by rendezvous hashing a new machine takes its part, and no room moves elsewhere", () => {
  const before = rendezvous(rooms, 8), after = rendezvous(rooms, 9);
  let moved = 0;
  before.forEach((machine, room) => {
    if (after[room] === machine) return;
    assertEquals(after[room], 8);
    moved++;
  });
  assert(Math.abs(moved / rooms.length - 1 / 9) < 0.01, String(moved));
  assert(outcomeOf(modulo, rooms, 8).moved > 0.8);
});

Deno.test("[E21] with two choices the busiest machine is less busy", () => {
  const one = outcomeOf(rendezvous, rooms, 16);
  const two = outcomeOf(twoChoices, rooms, 16);
  assertEquals(two.total, one.total);
  assert(two.busiest < one.busiest, `${two.busiest} ${one.busiest}`);
  assert(two.moved < 2.5 / 17, String(two.moved));
});

Deno.test("[E21] one machine has everything", () => {
  for (const place of [modulo, rendezvous, twoChoices]) {
    assertEquals(outcomeOf(place, rooms, 1).busiest, 1);
  }
});
