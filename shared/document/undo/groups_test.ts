/**
 * Several events of one author, taken back as one.
 */

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitrarySteps, TestRoom } from "../testing/arbitraries.ts";
import {
  BOX,
  draw,
  erase,
  paint,
  picture,
  revive,
  roomWith,
  undo,
} from "../testing/undoing.ts";
import { inverse } from "./inverse.ts";

Deno.test("[E19] a group is undone as one", () => {
  const room = roomWith(
    ["u_ana", BOX],
    ["u_ana", { op: "move", ids: ["b"], dx: 8, dy: 0 }],
    ["u_ben", { op: "create", shape: { id: "x", type: "circle" } }],
    ["u_ana", { op: "move", ids: ["b"], dx: 8, dy: 0 }, draw("a")],
    ["u_ana", { op: "text", id: "b", edit: [5, "!"] }],
    ["u_ana", { op: "text", id: "b", edit: [{ d: 6 }, "gone"] }],
  );
  const events = [2, 4, 5, 6].map((seq) => room.events[seq - 1]!);
  const { ops } = inverse(room.states[1]!, events, room.document);
  room.send("u_ana", ops);
  const [b, x] = [...room.document.order].map(({ id }) =>
    room.document.shapes.get(id)!.shape
  );
  assertEquals([b!.id, b!.x, "text" in b! && b.text], ["b", 200, "hello"]);
  assertEquals(x!.id, "x");
  assertEquals(room.document.shapes.size, 2);
});

Deno.test("[E19] a group is undone and redone as its events would be in turn, without others", () => {
  const gesture = arbitrarySteps.map((steps) =>
    steps.map(({ ops }) => ({ userId: "u_ana", lag: 0, ops }))
  );
  fc.assert(
    fc.property(gesture, fc.nat(), (steps, n) => {
      const room = TestRoom.of(steps);
      const from = n % room.states.length;
      undoneAndRedone(room, from);
    }),
    { numRuns: 300 },
  );
});

/** Takes back all that came after `from` at once, and does it again. */
function undoneAndRedone(room: TestRoom, from: number): void {
  const [before, after] = [room.states[from]!, room.document];
  const { ops } = inverse(before, room.events.slice(from), after);
  if (ops.length > 0) room.send("u_ana", ops);
  assertEquals(picture(room.document), picture(before));
  if (room.document !== after) undo(room, room.document.seq);
  assertEquals(picture(room.document), picture(after));
}

Deno.test("[E19] of a group in which a line died, came back untied and died again, it comes back as it was", () => {
  const room = roomWith(
    ["u_ana", BOX, {
      op: "create",
      shape: {
        id: "d",
        type: "line",
        start: { id: "b", side: "top", ratio: 0 },
      },
    }],
    ["u_ana", erase("d", "b")],
    ["u_ana", revive("d")],
    ["u_ana", erase("d")],
    ["u_ana", revive("b")],
  );
  undoneAndRedone(room, 1);
});

Deno.test("[E19] of a group, what another wrote between its events stays", () => {
  const room = roomWith(
    ["u_ana", draw("a")],
    ["u_ana", paint("red")],
    ["u_ben", paint("blue")],
    ["u_ana", paint("green")],
    ["u_ana", { op: "move", ids: ["a"], dx: 8, dy: 0 }],
  );
  const events = [2, 4, 5].map((seq) => room.events[seq - 1]!);
  const { ops, skipped } = inverse(room.states[1]!, events, room.document);
  assertEquals(ops.map(({ op }) => op), ["move"]);
  assertEquals(skipped, [{ id: "a", registers: ["color"] }]);
});
