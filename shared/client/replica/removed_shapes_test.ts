import { assertEquals } from "@std/assert";
import { TestRoom } from "../../document/testing/arbitraries.ts";
import { RemovedShapes } from "./removed_shapes.ts";

Deno.test("[E14] the 1,000 shapes that were deleted last are remembered as they were, whoever was deleted before", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "circle", x: 8 } },
    { op: "create", shape: { id: "b", type: "circle", x: 8 } },
  ]);
  const removed = new RemovedShapes();
  const before = room.document;
  const copy = before.shapes.get("a")!;
  const many = Array.from({ length: 999 }, (_, i) => `s${i}`);
  const crowded = {
    ...before,
    shapes: many.reduce((shapes, id) => shapes.set(id, copy), before.shapes),
  };
  const remove = (...ids: string[]) =>
    removed.note([{ op: "delete", ids }], crowded);
  remove("a");
  remove("b");
  assertEquals(removed.shapes.get("a"), before.shapes.get("a")!.shape);
  // Deleted again: it is the last one now.
  remove("a", "nobody");
  remove(...many);
  assertEquals(removed.shapes.size, 1_000);
  assertEquals([removed.shapes.has("a"), removed.shapes.has("b")], [
    true,
    false,
  ]);
});
