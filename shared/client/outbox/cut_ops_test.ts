import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import { cutOps, frameBytesOf } from "./cut_ops.ts";

const op = fc.string({ unit: "binary", maxLength: 60 }).map((text): Op => ({
  op: "set",
  id: "a",
  props: { text },
}));

Deno.test("[E16] work is cut where the limits want it, and nowhere else", () => {
  const limits = fc.record({
    opsPerTx: fc.integer({ min: 1, max: 5 }),
    frameBytes: frameBytes(),
  });
  fc.assert(fc.property(fc.array(op), limits, (ops, limits) => {
    const parts = cutOps(ops, limits);
    assertEquals(parts.flat(), ops);
    const fits = (part: readonly Op[], spare = 0) =>
      part.length <= limits.opsPerTx &&
      frameBytesOf(part) + spare <= limits.frameBytes;
    for (const [i, part] of parts.entries()) {
      assert(fits(part) || part.length === 1);
      const [next] = parts[i + 1] ?? [];
      // Each is counted with a byte more than it takes: of two brackets, one comma is left.
      assert(next === undefined || !fits([...part, next], part.length));
    }
  }));
});

/** Room for one to five of them. */
function frameBytes(): fc.Arbitrary<number> {
  const one = frameBytesOf([{ op: "set", id: "a", props: { text: "" } }]);
  return fc.integer({ min: one, max: one + 400 });
}
