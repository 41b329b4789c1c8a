import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import type { KindName } from "../../schema/kinds/kinds.ts";
import { registersOf } from "../../schema/shape.ts";
import {
  arbitrarySteps,
  TestRoom,
  type Typing,
} from "../testing/arbitraries.ts";
import { resolved } from "../bindings.ts";
import { canonicalShape } from "../canonical.ts";
import { type Document, registerValue, stampOf } from "../document.ts";
import { inverse } from "./inverse.ts";

/** What undo brings back: what is to be seen; not versions, dates, and keys. */
function picture(document: Document): unknown {
  return [...document.order].map(({ id }) => {
    const shape: Record<string, unknown> = {
      ...canonicalShape(resolved(document, document.shapes.get(id)!.shape)),
    };
    for (
      const name of ["z", "version", "seq", "updatedBy", "updatedAt", "alias"]
    ) delete shape[name];
    return shape;
  });
}

/** Undoes the event with this `seq`, by its author; tells the place of the undo's own event. */
function undo(room: TestRoom, seq: number): number | null {
  const event = room.events[seq - 1]!;
  const { ops } = inverse(room.states[seq - 1]!, event, room.document);
  if (ops.length === 0) return null;
  const decision = room.send(event.userId, ops);
  if (decision.kind === "refuse") throw new Error(decision.nack.message);
  return decision.kind === "commit" ? decision.event.seq : null;
}

/** Plays a history by one person, takes all of it back, and does it all again. */
function thereAndBack(steps: readonly (readonly (Op | Typing)[])[]): void {
  const room = TestRoom.of(
    steps.map((ops) => ({ userId: "u_ana", lag: 0, ops })),
  );
  const last = room.document.seq;
  const redo: { seq: number | null; picture: unknown }[] = [];
  for (let seq = last; seq > 0; seq--) {
    const before = picture(room.document);
    redo.push({ seq: undo(room, seq), picture: before });
    assertEquals(picture(room.document), picture(room.states[seq - 1]!));
  }
  assertEquals(room.document.shapes.size, 0);
  for (const step of redo.reverse()) {
    if (step.seq !== null) undo(room, step.seq);
    assertEquals(picture(room.document), step.picture);
  }
  assertEquals(picture(room.document), picture(room.states[last]!));
}

Deno.test("[E19] undo, undo, …, redo, redo, … without others is identity", () => {
  fc.assert(
    fc.property(arbitrarySteps, (steps) => {
      thereAndBack(steps.map(({ ops }) => ops));
    }),
    { numRuns: 300 },
  );
});

const draw = (id: string, type: KindName = "circle"): Op => ({
  op: "create",
  shape: { id, type },
});
const erase = (...ids: string[]): Op => ({ op: "delete", ids });
const revive = (id: string): Op => ({ op: "restore", id });
const type = (id: string, insert: string, remove = 0): Typing => ({
  op: "type",
  id,
  at: 0,
  remove,
  insert,
});

// Histories on which undo once failed.
const ONCE_FAILED: [name: string, steps: (Op | Typing)[][]][] = [
  [
    "a text whose history a restore has cut off",
    [[{ op: "put", shape: { id: "a", type: "text", text: "x" } }], [
      type("a", "", 1),
      draw("b"),
    ]],
  ],
  [
    "letters that an undo has brought back",
    [[draw("a")], [type("a", "x")], [type("a", "x", 1)]],
  ],
  [
    "an order relative to a shape that comes back with it",
    [[draw("a")], [draw("b"), { op: "order", ids: ["a"], to: "front" }]],
  ],
  [
    "a shape whose key was taken while it was dead",
    [[draw("a")], [erase("a"), draw("b")], [revive("a")]],
  ],
  [
    "a shape whose neighbours have other keys now",
    [
      [draw("a"), draw("b")],
      [draw("c"), draw("d")],
      [erase("b", "c")],
      [erase("a")],
      [{ op: "order", ids: ["d"], to: "front" }],
    ],
  ],
  [
    "a shape that died again with another key",
    [
      [draw("b")],
      [erase("b")],
      [draw("e", "arrow"), draw("d", "line"), revive("b")],
      [draw("c")],
      [{ op: "order", ids: ["b"], to: { above: "d" } }],
      [
        { op: "order", ids: ["d"], to: { above: "c" } },
        { op: "order", ids: ["b"], to: "front" },
      ],
    ],
  ],
  [
    "a shape that comes back between others that move",
    [
      [draw("a"), draw("b"), draw("c"), draw("d")],
      [erase("d")],
      [draw("e")],
      [{ op: "order", ids: ["c"], to: "front" }, erase("b")],
      [revive("d")],
      [{ op: "order", ids: ["d", "e"], to: "front" }],
    ],
  ],
  [
    "a shape that was changed between two deaths",
    [[draw("a")], [erase("a")], [
      revive("a"),
      { op: "set", id: "a", props: { y: 1 } },
    ]],
  ],
  [
    "a shape moved and deleted at one stroke",
    [[draw("a")], [
      { op: "move", ids: ["a"], dx: 0, dy: -1 },
      erase("a"),
    ], [revive("a"), draw("b")]],
  ],
  [
    "a line that died with its target and came back alone",
    [[draw("a")], [draw("d", "line")], [{
      op: "set",
      id: "d",
      props: { end: { id: "a", side: "top", ratio: 0 } },
    }], [erase("a", "d"), revive("d")]],
  ],
];

for (const [name, steps] of ONCE_FAILED) {
  Deno.test(`[E19] there and back: ${name}`, () => thereAndBack(steps));
}

Deno.test("[E19] a shape that another has tied a line to is not uncreated", () => {
  const room = new TestRoom();
  room.send("u_ana", [draw("a")]);
  room.send("u_ben", [{
    op: "create",
    shape: {
      id: "d",
      type: "arrow",
      end: { id: "a", side: "left", ratio: 0.5 },
    },
  }]);
  const { ops, skipped } = inverse(
    room.states[0]!,
    room.events[0]!,
    room.document,
  );
  assertEquals([ops, skipped], [[], [{ id: "a", registers: [] }]]);
});

Deno.test("[E19] undo never writes a register that another wrote since", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), (steps, n) => {
    const room = TestRoom.of(steps);
    if (room.events.length === 0) return;
    const seq = 1 + n % room.events.length;
    const { userId } = room.events[seq - 1]!;
    const before = room.document;
    if (undo(room, seq) === null) return;
    for (const [id, record] of before.shapes) {
      const after = room.document.shapes.get(id);
      for (const register of registersOf(record.shape.type).keys()) {
        if (register === "text" || !foreign(room, id, register, seq, userId)) {
          continue;
        }
        assert(after !== undefined, `${id} was deleted`);
        assertEquals(
          registerValue(after.shape, register),
          register === "z" && after.rekeyed > record.rekeyed
            ? registerValue(after.shape, "z")
            : registerValue(record.shape, register),
        );
        assertEquals(stampOf(after, register), stampOf(record, register));
      }
    }
  }));
});

/** Did anybody else write the register of this life of the shape after `seq`? By the log. */
function foreign(
  room: TestRoom,
  id: string,
  register: string,
  seq: number,
  userId: string,
): boolean {
  return room.events.some((event, i) => {
    if (event.seq <= seq || event.userId === userId) return false;
    const before = room.states[i]!.shapes.get(id);
    const after = room.states[i + 1]!.shapes.get(id);
    if (before === undefined || after === undefined) return false;
    const name = register as "pos";
    return stampOf(before, name) !== stampOf(after, name) &&
      stampOf(after, name).seq === event.seq;
  });
}

function roomWith(...sends: [user: string, ...ops: Op[]][]): TestRoom {
  const room = new TestRoom();
  for (const [user, ...ops] of sends) room.send(user, ops);
  return room;
}

const circle: Op = { op: "create", shape: { id: "a", type: "circle" } };
const box: Op = {
  op: "create",
  shape: { id: "b", type: "rectangle", x: 200, y: 200, text: "hello" },
};
const color = (color: "red" | "blue" | "green"): Op => ({
  op: "set",
  id: "a",
  props: { color },
});

Deno.test("[E19] what another changed stays, even under one's own later write", () => {
  const room = roomWith(
    ["u_ana", circle],
    ["u_ana", color("red")],
    ["u_ben", color("blue")],
    ["u_ana", color("green")],
  );
  const colorNow = () => room.document.shapes.get("a")!.shape.color;
  undo(room, 4);
  assertEquals(colorNow(), "blue");
  const { ops, skipped } = inverse(
    room.states[1]!,
    room.events[1]!,
    room.document,
  );
  assertEquals(ops, []);
  assertEquals(skipped, [{ id: "a", registers: ["color"] }]);
});

Deno.test("[E19] the rest of a change is undone all the same", () => {
  const room = roomWith(
    ["u_ana", circle, box],
    ["u_ana", { op: "set", id: "a", props: { color: "red", fill: "#" } }],
    ["u_ben", color("blue")],
  );
  undo(room, 2);
  const { shape } = room.document.shapes.get("a")!;
  assertEquals([shape.color, shape.fill], ["blue", "none"]);
});

Deno.test("[E19] a shape that another wrote to is not uncreated", () => {
  const room = roomWith(["u_ana", circle, box], ["u_ben", color("blue")]);
  const { ops, skipped } = inverse(
    room.states[0]!,
    room.events[0]!,
    room.document,
  );
  assertEquals(ops, [{ op: "delete", ids: ["b"], only: 1 }]);
  assertEquals(skipped, [{ id: "a", registers: [] }]);
});

Deno.test("[E19] what others do while an undo is on its way is spared by `only`", () => {
  const room = roomWith(["u_ana", circle], ["u_ana", color("red")]);
  const { ops } = inverse(room.states[1]!, room.events[1]!, room.document);
  room.send("u_ben", [color("blue")]);
  const decision = room.send("u_ana", ops);
  assertEquals(decision, {
    kind: "nothing",
    results: [{ skipped: ["color"] }],
  });
});

Deno.test("[E19] undoing a deletion brings back the shape and ties its lines again", () => {
  const room = roomWith(
    ["u_ana", box, {
      op: "create",
      shape: {
        id: "line",
        type: "arrow",
        x: 0,
        y: 0,
        points: [[0, 0], [150, 200]],
        end: { id: "b", side: "left", ratio: 0.5 },
      },
    }],
    ["u_ana", { op: "delete", ids: ["b"] }],
  );
  const before = picture(room.states[1]!);
  undo(room, 2);
  assertEquals(picture(room.document), before);
});

Deno.test("[E19] undoing an edit takes back what one typed, and nobody else's letters", () => {
  const room = roomWith(
    ["u_ana", box],
    ["u_ana", { op: "text", id: "b", edit: [5, " world"] }],
    ["u_ben", { op: "text", id: "b", edit: [8, "XYZ", { d: 1 }] }],
    ["u_ben", { op: "text", id: "b", edit: ["oh "] }],
  );
  const text = () => {
    const { shape } = room.document.shapes.get("b")!;
    return "text" in shape && shape.text;
  };
  assertEquals(text(), "oh hello woXYZld");
  const undone = undo(room, 2)!;
  assertEquals(text(), "oh helloXYZ");
  undo(room, undone);
  assertEquals(text(), "oh hello woXYZld");
});

Deno.test("[E19] a group is undone as one", () => {
  const room = roomWith(
    ["u_ana", box],
    ["u_ana", { op: "move", ids: ["b"], dx: 8, dy: 0 }],
    ["u_ben", { op: "create", shape: { id: "x", type: "circle" } }],
    ["u_ana", { op: "move", ids: ["b"], dx: 8, dy: 0 }, circle],
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

Deno.test("[E19] a redo at once gives back what the undo took, whatever others have done before", () => {
  fc.assert(fc.property(arbitrarySteps, fc.nat(), (steps, n) => {
    const room = TestRoom.of(steps);
    if (room.events.length === 0) return;
    const before = picture(room.document);
    const undone = undo(room, 1 + n % room.events.length);
    if (undone === null) return;
    // An end is tied again only where the points are one's own: that is told.
    if (isHeld(room, undone)) return;
    const between = picture(room.document);
    const redone = undo(room, undone);
    assertEquals(picture(room.document), before);
    if (redone === null || isHeld(room, redone)) return;
    undo(room, redone);
    assertEquals(picture(room.document), between);
  }));
});

/** Is told of an event's undo that an end stays as it is, since another wrote the line's points? */
function isHeld(room: TestRoom, seq: number): boolean {
  const before = room.states[seq - 1]!;
  const { skipped } = inverse(before, room.events[seq - 1]!, room.document);
  return skipped.some(({ id, registers }) =>
    registers.some((name) => name === "start" || name === "end") &&
    stampOf(room.document.shapes.get(id)!, "points").by !==
      room.events[seq - 1]!.userId
  );
}

Deno.test("[E19] an end that was let go while another wrote the line's points is not tied again, and that is told", () => {
  const room = roomWith(
    ["u_ana", box, circle, { op: "create", shape: { id: "d", type: "line" } }],
    ["u_ana", {
      op: "set",
      id: "d",
      props: {
        start: { id: "b", side: "top", ratio: 0 },
        end: { id: "a", side: "top", ratio: 0 },
      },
    }],
    ["u_ben", { op: "move", ids: ["d"], dx: 0, dy: 1 }, erase("b")],
  );
  const undone = undo(room, 2)!;
  const { ops, skipped } = inverse(
    room.states[undone - 1]!,
    room.events[undone - 1]!,
    room.document,
  );
  assertEquals(ops, []);
  assertEquals(skipped, [{ id: "d", registers: ["end"] }]);
});

Deno.test("[E19] of a group in which a line died, came back untied and died again, it comes back as it was", () => {
  const room = roomWith(
    ["u_ana", box, {
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
    ["u_ana", circle],
    ["u_ana", color("red")],
    ["u_ben", color("blue")],
    ["u_ana", color("green")],
    ["u_ana", { op: "move", ids: ["a"], dx: 8, dy: 0 }],
  );
  const events = [2, 4, 5].map((seq) => room.events[seq - 1]!);
  const { ops, skipped } = inverse(room.states[1]!, events, room.document);
  assertEquals(ops.map(({ op }) => op), ["move"]);
  assertEquals(skipped, [{ id: "a", registers: ["color"] }]);
});

Deno.test("[E19] what somebody else deleted, and its author brought back, is not uncreated", () => {
  const room = roomWith(
    ["u_ana", circle],
    ["u_ben", { op: "delete", ids: ["a"] }],
    ["u_ana", { op: "restore", id: "a" }],
  );
  const { ops, skipped } = inverse(
    room.states[0]!,
    room.events[0]!,
    room.document,
  );
  assertEquals(ops, []);
  assertEquals(skipped, [{ id: "a", registers: [] }]);
});

Deno.test("[E19] many shapes moved together go back by one operation", () => {
  const ids = Array.from({ length: 50 }, (_, i) => `s${i}`);
  const room = roomWith(
    [
      "u_ana",
      ...ids.map((id): Op => ({ op: "create", shape: { id, type: "circle" } })),
    ],
    ["u_ana", { op: "move", ids, dx: 8, dy: -16 }],
  );
  const { ops } = inverse(room.states[1]!, room.events[1]!, room.document);
  assertEquals(ops, [{ op: "move", ids, dx: -8, dy: 16, only: 2 }]);
});

Deno.test("[E19] what somebody else brings back while an undo is under way is theirs", () => {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "a", type: "circle" } }]);
  const { seq } = room.document;
  room.send("u_ana", [
    { op: "set", id: "a", props: { color: "red" } },
    { op: "delete", ids: ["a"] },
  ]);
  const { ops } = inverse(
    room.states[seq]!,
    room.events[seq]!,
    room.document,
  );
  room.send("u_ben", [{ op: "restore", id: "a" }]);
  const before = stampOf(room.document.shapes.get("a")!, "color");
  room.send("u_ana", ops);
  assertEquals(stampOf(room.document.shapes.get("a")!, "color"), before);
});
