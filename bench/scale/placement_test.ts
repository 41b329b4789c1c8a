import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { fit } from "./costs.ts";
import { randomFrom } from "../random.ts";
import { drawRooms } from "./load.ts";
import {
  BOUND,
  boundedLoads,
  modulo,
  outcomeOf,
  rendezvous,
  twoChoices,
} from "./placement.ts";

const COSTS = { perTx: 200e-6, perDelivery: 2e-6 };
const POPULATION = {
  rooms: 50_000,
  inUse: 0.2,
  txPerMember: 1,
  mostMembers: 200,
  skew: 1.5,
};
const rooms = drawRooms(POPULATION, COSTS, randomFrom(1));

Deno.test("[E21] costs are fitted: what follows from a transaction's and a delivery's gives these", () => {
  const points = [1, 19, 49, 199].map((others) => ({
    others,
    cost: COSTS.perTx / others + COSTS.perDelivery,
  }));
  const { perTx, perDelivery } = fit(points);
  assertAlmostEquals(perTx, COSTS.perTx, 1e-9);
  assertAlmostEquals(perDelivery, COSTS.perDelivery, 1e-11);
  const free = fit([{ others: 1, cost: 100e-6 }, { others: 50, cost: 1e-6 }]);
  assert(free.perTx > 0 && free.perDelivery === 0, JSON.stringify(free));
});

Deno.test("[E21] the same seed draws the same rooms: about as many in use as asked, none too large", () => {
  assertEquals(drawRooms(POPULATION, COSTS, randomFrom(1)), rooms);
  assert(Math.abs(rooms.length / POPULATION.rooms - 0.2) < 0.01);
  const members = rooms.map((room) => room.members);
  assertEquals([Math.min(...members), Math.max(...members)], [1, 200]);
  const pairs = members.filter((count) => count >= 2).length / rooms.length;
  assert(Math.abs(pairs - 2 ** -1.5) < 0.02, String(pairs));
});

Deno.test("[E21] hashing spreads the rooms evenly, and nowhere else", () => {
  for (const place of [modulo, rendezvous]) {
    const counts = new Array(8).fill(0);
    for (const machine of place(rooms, 8)) counts[machine]++;
    for (const count of counts) {
      assert(Math.abs(count / (rooms.length / 8) - 1) < 0.1, String(counts));
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
  const { movedByOneLess } = outcomeOf(rendezvous, rooms, 8);
  assert(Math.abs(movedByOneLess - 1 / 8) < 0.01, String(movedByOneLess));
  assert(outcomeOf(modulo, rooms, 8).movedByOneMore > 0.8);
});

Deno.test("[E21] with two choices the busiest machine is less busy, and few rooms move", () => {
  const one = outcomeOf(rendezvous, rooms, 16);
  const two = outcomeOf(twoChoices, rooms, 16);
  assertEquals(two.total, one.total);
  assert(two.busiest < one.busiest, `${two.busiest} ${one.busiest}`);
  assert(two.movedByOneMore < 2.5 / 17, String(two.movedByOneMore));
  assert(two.movedByOneLess < 1.2 / 16, String(two.movedByOneLess));
});

Deno.test("[E21] with bounded loads no machine is above the bound, but for the last rooms", () => {
  for (const machines of [4, 16]) {
    const { busiest, dearestRoom } = outcomeOf(boundedLoads, rooms, machines);
    assert(busiest <= Math.max(BOUND, dearestRoom) + 1e-9, String(busiest));
  }
});

Deno.test("[E21] one machine has everything", () => {
  for (const place of [modulo, rendezvous, boundedLoads, twoChoices]) {
    assertEquals(outcomeOf(place, rooms, 1).busiest, 1);
  }
});
