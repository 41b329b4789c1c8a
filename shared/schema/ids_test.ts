import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { makeShapeId, roomIdSchema, shapeIdSchema } from "./ids.ts";

Deno.test("[E5] ids that clients make are valid, whatever the clock and the dice", () => {
  const ms = fc.nat(2 ** 42);
  const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(fc.property(ms, dice, (now, number) => {
    const id = makeShapeId(now, () => number);
    assert(shapeIdSchema.safeParse(id).success);
    assert(/^shape_\d+_[0-9a-z]{9}$/.test(id));
  }));
});

const ROOMS: [id: string, valid: boolean][] = [
  ["lobby", true],
  ["1", true],
  ["a-b-c", true],
  ["x".repeat(32), true],
  ["x".repeat(33), false],
  ["-a", false],
  ["Lobby", false],
  ["a/b", false],
  ["..", false],
  ["a%00", false],
  ["a\n", false],
  ["", false],
];

for (const [id, valid] of ROOMS) {
  Deno.test(`[P2] ${JSON.stringify(id)} is ${valid ? "a" : "no"} room id`, () => {
    assertEquals(roomIdSchema.safeParse(id).success, valid);
  });
}
