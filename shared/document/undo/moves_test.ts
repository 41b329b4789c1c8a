import { assertEquals } from "@std/assert";
import { MAX_COORDINATE } from "../../schema/limits.ts";
import type { Op } from "../../schema/op.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { inverse } from "./inverse.ts";

const moved = (dx: number, dy: number): Op => ({
  op: "move",
  ids: ["a"],
  dx,
  dy,
});
const put = (x: number, y: number): Op => ({
  op: "set",
  id: "a",
  props: { x, y },
});

const far = MAX_COORDINATE;

const WAYS: [name: string, from: [number, number], way: Op, back: string][] = [
  ["one to the right", [0, 0], moved(1, 0), "move"],
  ["one to the left", [0, 0], moved(-1, 0), "move"],
  ["one down", [0, 0], moved(0, 1), "move"],
  ["one up", [0, 0], moved(0, -1), "move"],
  ["as far as a move goes", [-far, 0], moved(far, 0), "move"],
  ["across the world", [-far, 0], put(far, 0), "set"],
  ["down through the world", [0, -far], put(0, far), "set"],
  // In binary 0.1 + 0.7 - 0.7 is not 0.1.
  ["by what does not add up, sideways", [0.1, 0], moved(0.7, 0), "set"],
  ["by what does not add up, downwards", [0, 0.1], moved(0, 0.7), "set"],
];

for (const [name, [x, y], way, back] of WAYS) {
  Deno.test(`[E19] a shape that went ${name} goes back to where it was, by ${back}`, () => {
    const room = new TestRoom();
    const shape = { id: "a", type: "circle", x, y } as const;
    room.send("u_ana", [{ op: "create", shape }]);
    room.send("u_ana", [way]);
    const { ops } = inverse(room.states[1]!, room.events[1]!, room.document);
    assertEquals(ops.map(({ op }) => op), [back]);
    assertEquals(room.send("u_ana", ops).kind, "commit");
    const { shape: now } = room.document.shapes.get("a")!;
    assertEquals([now.x, now.y], [x, y]);
  });
}

Deno.test("[E19] what went there and back needs nothing to go back", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  room.send("u_ana", [moved(8, 16)]);
  room.send("u_ana", [moved(-8, -16)]);
  const { ops } = inverse(
    room.states[1]!,
    room.events.slice(1),
    room.document,
  );
  assertEquals(ops, []);
});
