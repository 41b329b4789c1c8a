import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { z } from "zod";
import { check } from "./json.ts";
import { PROPERTIES } from "./properties.ts";
import { sparseObject } from "./sparse_object.ts";

const SHAPE = {
  id: z.string().min(2),
  x: PROPERTIES.x.optional(),
  end: PROPERTIES.end.optional(),
  limit: z.int().max(9).default(3),
  anything: z.unknown().optional(),
};

const strange = fc.constantFrom(
  "a",
  -0,
  12,
  2_000_000,
  null,
  undefined,
  [],
  {},
);
/** As a rule what is asked for. */
const mostly = (...values: unknown[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, strange);

const known = {
  anything: strange,
  limit: mostly(3),
  id: mostly("id"),
  x: mostly(5, -5),
  end: mostly(null, { id: "a", side: "top", ratio: -0 }, { side: "up" }),
};
const unknown = { y: strange, ["__proto__"]: strange };

const arbitraryInput = fc.oneof(
  strange,
  fc.record({ ...known, ...unknown }, { requiredKeys: [] }),
  {
    weight: 4,
    arbitrary: fc.record(known, { requiredKeys: ["limit", "id"] }),
  },
  { weight: 2, arbitrary: fc.record(known, { requiredKeys: ["id"] }) },
);

Deno.test("[E1] an object of few keys is let through, or refused in the same words, as by all rules", () => {
  const sparse = sparseObject(SHAPE), whole = z.strictObject(SHAPE);
  const held = { sparse: z.array(sparse), whole: z.array(whole) };
  fc.assert(
    fc.property(arbitraryInput, (input) => {
      assertEquals(check(sparse, input), check(whole, input));
      assertEquals(check(held.sparse, [input]), check(held.whole, [input]));
    }),
    { numRuns: 500 },
  );
});

Deno.test("[P28] an object of few keys has the JSON Schema of all of them", () => {
  assertEquals(
    z.toJSONSchema(sparseObject(SHAPE), { io: "input" }),
    z.toJSONSchema(z.strictObject(SHAPE), { io: "input" }),
  );
});
