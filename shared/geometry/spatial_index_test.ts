import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Rect, SpatialIndex } from "./spatial_index.ts";

const number = fc.integer({ min: -50, max: 50 });
const size = fc.integer({ min: 0, max: 20 });
const rect = fc.record({ x: number, y: number, width: size, height: size });
const id = fc.constantFrom(..."abcdefghij");
const change = fc.oneof(
  fc.tuple(fc.constant("set" as const), id, rect),
  fc.tuple(fc.constant("delete" as const), id, rect),
);

function meets(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width &&
    a.y <= b.y + b.height && b.y <= a.y + a.height;
}

Deno.test("[E26] a query finds what looking at every box finds, after any changes", () => {
  fc.assert(fc.property(fc.array(change), rect, (changes, box) => {
    const index = new SpatialIndex();
    const boxes = new Map<string, Rect>();
    for (const [what, id, at] of changes) {
      if (what === "set") {
        index.set(id, at);
        boxes.set(id, at);
      } else assertEquals(index.delete(id), boxes.delete(id));
    }
    const expected = [...boxes].filter(([, at]) => meets(at, box))
      .map(([id]) => id);
    assertEquals(index.query(box).sort(), expected.sort());
    assertEquals(index.size, boxes.size);
  }));
});

Deno.test("[E26] the bounds are those of what is there", () => {
  const index = new SpatialIndex();
  assertEquals(index.bounds(), null);
  index.load([
    ["a", { x: -5, y: 0, width: 10, height: 2 }],
    ["b", { x: 20, y: 30, width: 0, height: 0 }],
  ]);
  assertEquals(index.bounds(), { x: -5, y: 0, width: 25, height: 30 });
  index.delete("b");
  assertEquals(index.bounds(), { x: -5, y: 0, width: 10, height: 2 });
});
