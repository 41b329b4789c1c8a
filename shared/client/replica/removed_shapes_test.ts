import { assertEquals } from "@std/assert";
import { TestRoom } from "../../document/testing/arbitraries.ts";
import { RemovedShapes } from "./removed_shapes.ts";

Deno.test("[E14] the 10,000 shapes that were deleted last are remembered, each as it was the last time", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  const { shape } = room.document.shapes.get("a")!;
  const removed = new RemovedShapes();
  const remove = (...ids: string[]) =>
    removed.note(ids.map((id) => ({ ...shape, id })));
  remove("a");
  remove("b");
  removed.note([{ ...shape, x: 8 }]);
  remove(...Array.from({ length: 9_999 }, (_, i) => `s${i}`));
  assertEquals(removed.shapes.size, 10_000);
  assertEquals(removed.shapes.get("a")?.x, 8);
  assertEquals(removed.shapes.has("b"), false);
});
