import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import { registersOf } from "../../schema/shape.ts";
import { arbitrarySteps, TestRoom } from "../testing/arbitraries.ts";
import { aboveA, crowdedRoom, hasMadeRoom } from "../testing/crowded.ts";
import { registerValue } from "../document.ts";

/** Who wrote a register last, read off the log by a model that knows nothing of stamps. */
function lastWrite(
  room: TestRoom,
  id: string,
  register: string,
  until: number,
): { seq: number; by: string; creation: boolean } {
  let last = { seq: 0, by: "", creation: false };
  let created = 0;
  for (const { seq, userId, ops } of room.events.slice(0, until)) {
    for (const op of ops) {
      const wrote = op.op === "create" || op.op === "restore"
        ? op.shape.id === id
        : op.op === "set"
        ? op.id === id && writes(op.props, register)
        : op.op === "move"
        ? op.ids.includes(id) && register === "pos"
        : op.op === "text"
        ? op.id === id && register === "text"
        : op.op === "order"
        ? op.keys.some(([key]) => key === id) && register === "z"
        : false;
      if (op.op === "create" && wrote) created = seq;
      if (op.op === "restore" && wrote) created = 0;
      if (wrote) last = { seq, by: userId, creation: created === seq };
    }
  }
  return last;
}

function writes(props: object, register: string): boolean {
  const names: Record<string, string[]> = {
    pos: ["x", "y"],
    size: ["width", "height", "radius", "radiusX", "radiusY"],
  };
  return (names[register] ?? [register]).some((name) => name in props);
}

Deno.test("[E18] overrode is exact: what a model finds in the log, no more and no less", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = new TestRoom();
    for (const step of steps) {
      const base = Math.max(0, room.document.seq - step.lag);
      const before = room.document;
      const decision = room.step(step);
      if (decision.kind !== "commit") continue;
      const expected: string[] = [];
      for (const [id, { shape }] of before.shapes) {
        for (const register of registersOf(shape.type).keys()) {
          const overwritten = decision.event.ops.some((op) =>
            op.op === "set"
              ? op.id === id && writes(op.props, register)
              : op.op === "order" && register === "z" &&
                op.keys.some(([key]) => key === id)
          );
          const last = lastWrite(room, id, register, before.seq);
          if (
            overwritten && !last.creation && last.seq > base &&
            last.by !== step.userId
          ) {
            const value = registerValue(shape, register);
            expected.push(
              JSON.stringify({
                id,
                register,
                seq: last.seq,
                userId: last.by,
                value,
              }),
            );
          }
        }
      }
      assertEquals(
        decision.overrode.map((state) => JSON.stringify(state)).sort(),
        expected.sort(),
      );
    }
  }));
});

/** Ana creates `a`, `b` and a line at 1, Ben does `theirs` from 2 on, Ana does `mine` having seen 1. */
function conflictOf(theirs: Op | Op[], mine: Op) {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "a", type: "rectangle", text: "label" } },
    { op: "create", shape: { id: "b", type: "rectangle" } },
    {
      op: "create",
      shape: { id: "line", type: "line", points: [[0, 0], [400, 400]] },
    },
  ]);
  for (const op of [theirs].flat()) room.send("u_ben", [op]);
  const decision = room.send("u_ana", [mine], { base: 1 });
  if (decision.kind !== "commit") throw new Error(decision.kind);
  return decision.overrode;
}

const TIE: Op = {
  op: "set",
  id: "line",
  props: { end: { id: "a", side: "top", ratio: 0.5 } },
};

const CASES: [
  name: string,
  theirs: Op | Op[],
  mine: Op,
  registers: string[],
][] = [
  [
    "the same register",
    { op: "set", id: "a", props: { color: "red" } },
    { op: "set", id: "a", props: { color: "cyan" } },
    ["color"],
  ],
  [
    "another register",
    { op: "set", id: "a", props: { color: "red" } },
    { op: "set", id: "a", props: { fill: "#" } },
    [],
  ],
  [
    "part of one register",
    { op: "set", id: "a", props: { x: 10 } },
    { op: "set", id: "a", props: { y: 20 } },
    ["pos"],
  ],
  [
    "an equal value, which is a write all the same",
    { op: "set", id: "a", props: { color: "red" } },
    { op: "set", id: "a", props: { color: "red" } },
    ["color"],
  ],
  [
    "a place that somebody moved it to",
    { op: "move", ids: ["a"], dx: 8, dy: 0 },
    { op: "set", id: "a", props: { x: 0, y: 0 } },
    ["pos"],
  ],
  [
    "two moves, which sum",
    { op: "move", ids: ["a"], dx: 8, dy: 0 },
    { op: "move", ids: ["a"], dx: 0, dy: 16 },
    [],
  ],
  [
    "a text that somebody typed in, replaced whole",
    { op: "text", id: "a", edit: ["my "] },
    { op: "set", id: "a", props: { text: "" } },
    ["text"],
  ],
  [
    "two edits of a text, which merge",
    { op: "text", id: "a", edit: ["my "] },
    { op: "text", id: "a", edit: [5, "!"] },
    [],
  ],
  [
    "somebody's order",
    { op: "order", ids: ["a"], to: "front" },
    { op: "order", ids: ["a"], to: "back" },
    ["z"],
  ],
  [
    "what only its creation wrote",
    { op: "set", id: "b", props: { color: "red" } },
    { op: "set", id: "a", props: { color: "red" } },
    [],
  ],
  [
    "points, by a tie that they follow from",
    { op: "set", id: "line", props: { points: [[0, 0], [9, 9]] } },
    TIE,
    ["points"],
  ],
  [
    "a tie, by the deletion of what it is tied to",
    TIE,
    { op: "delete", ids: ["a"] },
    ["end"],
  ],
  [
    "points that a tie wrote, by a deletion that leaves the end where it had gone",
    [TIE, { op: "move", ids: ["a"], dx: 80, dy: 0 }],
    { op: "delete", ids: ["a"] },
    ["points", "end"],
  ],
];

for (const [name, theirs, mine, registers] of CASES) {
  Deno.test(`[E18] overrode: ${name}`, () => {
    assertEquals(
      conflictOf(theirs, mine).map(({ register }) => register as string),
      registers,
    );
  });
}

Deno.test("[E18] what was overwritten is told with its value, author and place", () => {
  const [state] = conflictOf(
    { op: "set", id: "a", props: { x: 10, y: 20 } },
    { op: "set", id: "a", props: { x: 0 } },
  );
  assertEquals(state, {
    id: "a",
    register: "pos",
    seq: 2,
    userId: "u_ben",
    value: { x: 10, y: 20 },
  });
});

Deno.test("[E18] a value above 1 KiB is left out", () => {
  const [state] = conflictOf(
    { op: "set", id: "a", props: { text: "漢".repeat(400) } },
    { op: "set", id: "a", props: { text: "" } },
  );
  assertEquals(state, { id: "a", register: "text", seq: 2, userId: "u_ben" });
});

Deno.test("[E18] what the author had seen is no conflict", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  room.send("u_ben", [{ op: "set", id: "a", props: { color: "red" } }]);
  const op: Op = { op: "set", id: "a", props: { color: "cyan" } };
  const decision = room.send("u_ana", [op]);
  assertEquals(decision.kind === "commit" && decision.overrode, []);
});

Deno.test("[E18] making room in the order is nobody's change", () => {
  const room = crowdedRoom();
  room.send("u_ben", [aboveA("b")]);
  assert(hasMadeRoom(room));
  const base = room.document.seq - 1;
  const op: Op = { op: "order", ids: ["a", "c"], to: "front" };
  const mine = room.send("u_eve", [op], { base });
  assertEquals(mine.kind === "commit" && mine.overrode, []);
});
