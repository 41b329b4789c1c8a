import { assert, assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import type { PathShape } from "../../schema/shape.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { crowdedRoom } from "../testing/crowded.ts";
import { inverseIn } from "../testing/undoing.ts";
import { type Inverse, inverse } from "./inverse.ts";

const [ANA, BEN] = ["u_ana", "u_ben"] as const;

/** A room in which Ana drew boxes `a` and `b`, and a line `d` that is tied to `a` by both ends. */
function room(...steps: [userId: string, ...ops: Op[]][]): TestRoom {
  const room = new TestRoom();
  const tied = { id: "a", side: "left", ratio: 0.5 } as const;
  room.send(ANA, [
    { op: "create", shape: { id: "a", type: "rectangle", text: "ace" } },
    { op: "create", shape: { id: "b", type: "rectangle", x: 400 } },
    { op: "create", shape: { id: "d", type: "line", start: tied, end: tied } },
  ]);
  for (const [userId, ...ops] of steps) room.send(userId, ops);
  return room;
}

/** What takes back the second event of a room, the first one after its beginning. */
function undoIn(room: TestRoom): Inverse {
  return inverse(room.states[1]!, room.events[1]!, room.document);
}

const type = (edit: (number | string)[]): Op => ({ op: "text", id: "a", edit });
const erase = (id: string): Op => ({ op: "delete", ids: [id] });
const revive = (id: string): Op => ({ op: "restore", id });

for (const id of ["b", "d"]) {
  Deno.test(`[E19] a deletion of ${id} is taken back by a restore, and nothing is written besides`, () => {
    const { ops } = undoIn(room([ANA, erase(id)]));
    assertEquals(ops, [{ op: "restore", id, only: 2 }]);
  });
}

const front = (...ids: string[]): Op => ({ op: "order", ids, to: "front" });

Deno.test("[E19] shapes that went to the front together go back by one operation", () => {
  const at = room([ANA, front("a", "b")]);
  const { ops } = undoIn(at);
  assertEquals(ops, [{ op: "order", ids: ["a", "b"], to: "back", only: 2 }]);
});

Deno.test("[E19] a shape goes back above what is left of those that it stood above", () => {
  const at = room([ANA, front("b")], [BEN, erase("a")]);
  at.send(ANA, undoIn(at).ops);
  assertEquals([...at.document.order].map(({ id }) => id), ["b", "d"]);
});

Deno.test("[E19] what is gone since needs no undo, and nothing is told of it", () => {
  const color: Op = { op: "set", id: "a", props: { color: "red" } };
  assertEquals(undoIn(room([ANA, color], [BEN, erase("a")])), {
    ops: [],
    skipped: [],
  });
});

Deno.test("[E19] nothing done is nothing to take back", () => {
  const { document } = room();
  assertEquals(inverse(document, [], document), { ops: [], skipped: [] });
});

for (const end of ["start", "end"] as const) {
  const tied = { id: "b", side: "top", ratio: 0.5 } as const;
  const retie: Op = { op: "set", id: "d", props: { [end]: tied } };

  Deno.test(`[E19] the ${end} of a line whose points another has written since is not tied again`, () => {
    const points: Op = {
      op: "set",
      id: "d",
      props: { points: [[0, 0], [9, 9]] },
    };
    const { ops, skipped } = undoIn(room([ANA, retie], [BEN, points]));
    assertEquals(ops, []);
    assertEquals(skipped.map(({ id }) => id), ["d"]);
    assertEquals(skipped[0]!.registers.includes(end), true);
  });

  Deno.test(`[E19] the ${end} of a line is tied again to what it was tied to`, () => {
    const at = room([ANA, retie]);
    at.send(ANA, undoIn(at).ops);
    const line = at.document.shapes.get("d")!.shape as PathShape;
    assertEquals(line[end]?.id, "a");
  });
}

Deno.test("[E19] an end that is untied again leaves the line's points as another has written them since", () => {
  const end = { id: "b", side: "top", ratio: 0.5 } as const;
  const at = room(
    [ANA, { op: "set", id: "d", props: { end: null } }],
    [ANA, { op: "set", id: "d", props: { end } }],
    [BEN, { op: "set", id: "d", props: { points: [[0, 0], [9, 9]] } }],
    [BEN, { op: "move", ids: ["b"], dx: 40, dy: 0 }],
  );
  const { points } = at.document.shapes.get("d")!.shape as PathShape;
  at.send(ANA, inverseIn(at, 3).ops);
  const line = at.document.shapes.get("d")!;
  assertEquals((line.shape as PathShape).end, null);
  assertEquals((line.shape as PathShape).points, points);
  assertEquals(line.stamps.points?.by, BEN);
});

Deno.test("[E19] typing whose text's past is lost is taken back with all of the text, if that is one's own", () => {
  const at = room(
    [ANA, type([1, "B"])],
    [ANA, type(["X"])],
    [ANA, erase("a")],
    [ANA, revive("a")],
  );
  const { ops, skipped } = undoIn(at);
  assertEquals(skipped, []);
  at.send(ANA, ops);
  const { shape } = at.document.shapes.get("a")!;
  assertEquals("text" in shape && shape.text, "ace");
});

Deno.test("[E19] typing whose text's past is lost stays if somebody else has brought the text back", () => {
  const at = room(
    [ANA, type([1, "B"])],
    [ANA, type(["X"])],
    [ANA, erase("a")],
    [BEN, revive("a")],
  );
  assertEquals(undoIn(at), {
    ops: [],
    skipped: [{ id: "a", registers: ["text"] }],
  });
});

Deno.test("[E19] shapes come back where they stood, though one of them has to make room among them", () => {
  const at = crowdedRoom();
  at.send(ANA, [{ op: "create", shape: { id: "e", type: "circle" } }]);
  const stack = [...at.document.order].map(({ id }) => id);
  const [first, second, third] = stack as [string, string, string, string];
  // "e" takes the key of the first one; that comes back into the gap that is used up.
  at.send(ANA, [
    { op: "delete", ids: [first, third] },
    { op: "order", ids: ["e"], to: { below: second } },
  ]);
  const { length } = at.events;
  const back = at.send(ANA, inverseIn(at, length).ops);
  assertEquals([...at.document.order].map(({ id }) => id), stack);
  assert(back.kind === "commit");
  assert(back.event.ops.some((op) => op.op === "order" && op.rekeyed));
});
