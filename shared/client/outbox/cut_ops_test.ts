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

Deno.test("[E16] [E19] what brings a shape back and what gives it its values and its place are not cut apart, where all fit", () => {
  const three = (id: number, text: string): Op[] => [
    { op: "restore", id: `s${id}` },
    { op: "set", id: `s${id}`, props: { text }, only: { text: 7 } },
    { op: "order", ids: [`s${id}`], to: "front", only: 7 },
  ];
  const limits = fc.record({
    opsPerTx: fc.integer({ min: 3, max: 8 }),
    frameBytes: fc.integer({ min: 640, max: 1_200 }),
  });
  const texts = fc.array(fc.string({ maxLength: 90 }));
  fc.assert(fc.property(texts, limits, (texts, limits) => {
    const ops = texts.flatMap((text, i) => three(i, text));
    const parts = cutOps(ops, limits);
    assertEquals(parts.flat(), ops);
    for (const part of parts) {
      assert(part.length <= limits.opsPerTx);
      assert(frameBytesOf(part) <= limits.frameBytes);
      assertEquals(part.length % 3, 0);
    }
  }));
});

Deno.test("[E16] what would be too large together with what brings its shape back goes without it", () => {
  const ops: Op[] = [
    { op: "restore", id: "b" },
    { op: "restore", id: "a" },
    { op: "set", id: "a", props: { text: "x".repeat(99) } },
  ];
  const frameBytes = frameBytesOf(ops.slice(2));
  const parts = cutOps(ops, { opsPerTx: 9, frameBytes });
  assertEquals(parts.map((part) => part.length), [2, 1]);
});

/** Room for one to five of them. */
function frameBytes(): fc.Arbitrary<number> {
  const one = frameBytesOf([{ op: "set", id: "a", props: { text: "" } }]);
  return fc.integer({ min: one, max: one + 400 });
}
