import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import { registersOf } from "../../schema/shape.ts";
import { registerValue, stampOf } from "../document.ts";
import { arbitrarySteps, TestRoom } from "../testing/arbitraries.ts";
import {
  BOX,
  draw,
  inverseIn,
  paint,
  picture,
  roomWith,
  undo,
} from "../testing/undoing.ts";

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
  const { ops, skipped } = inverseIn(room, 1);
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

Deno.test("[E19] what another changed stays, even under one's own later write", () => {
  const room = roomWith(
    ["u_ana", draw("a")],
    ["u_ana", paint("red")],
    ["u_ben", paint("blue")],
    ["u_ana", paint("green")],
  );
  const colorNow = () => room.document.shapes.get("a")!.shape.color;
  undo(room, 4);
  assertEquals(colorNow(), "blue");
  const { ops, skipped } = inverseIn(room, 2);
  assertEquals(ops, []);
  assertEquals(skipped, [{ id: "a", registers: ["color"] }]);
});

Deno.test("[E19] the rest of a change is undone all the same", () => {
  const room = roomWith(
    ["u_ana", draw("a"), BOX],
    ["u_ana", { op: "set", id: "a", props: { color: "red", fill: "#" } }],
    ["u_ben", paint("blue")],
  );
  undo(room, 2);
  const { shape } = room.document.shapes.get("a")!;
  assertEquals([shape.color, shape.fill], ["blue", "none"]);
});

Deno.test("[E19] a shape that another wrote to is not uncreated", () => {
  const room = roomWith(["u_ana", draw("a"), BOX], ["u_ben", paint("blue")]);
  const { ops, skipped } = inverseIn(room, 1);
  assertEquals(ops, [{ op: "delete", ids: ["b"], only: 2 }]);
  assertEquals(skipped, [{ id: "a", registers: [] }]);
});

Deno.test("[E19] undoing a deletion brings back the shape and ties its lines again", () => {
  const room = roomWith(
    ["u_ana", BOX, {
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

for (const moved of [0, 80]) {
  Deno.test(`[E19] a deletion taken back ties the lines of others again, of a box that moved by ${moved} since they were tied`, () => {
    const end = { id: "b", side: "left", ratio: 0.5 } as const;
    const room = roomWith(
      ["u_ana", BOX, { op: "create", shape: { id: "d", type: "arrow", end } }],
      ["u_ana", { op: "move", ids: ["b"], dx: moved, dy: 0 }],
      ["u_ben", { op: "delete", ids: ["b"] }],
    );
    const { length } = room.events;
    undo(room, length);
    assertEquals(picture(room.document), picture(room.states[length - 1]!));
  });
}

Deno.test("[E19] a shape is uncreated to which one has tied somebody else's line, which is let go", () => {
  const room = roomWith(
    ["u_ben", {
      op: "create",
      shape: { id: "d", type: "line", points: [[0, 0], [196, 248]] },
    }],
    ["u_ana", BOX],
    ["u_ana", {
      op: "set",
      id: "d",
      props: { end: { id: "b", side: "left", ratio: 0.5 } },
    }],
  );
  undo(room, 2);
  assertEquals(picture(room.document), picture(room.states[1]!));
});

Deno.test("[E19] undoing an edit takes back what one typed, and nobody else's letters", () => {
  const room = roomWith(
    ["u_ana", BOX],
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

Deno.test("[E19] what somebody else deleted, and its author brought back, is not uncreated", () => {
  const room = roomWith(
    ["u_ana", draw("a")],
    ["u_ben", { op: "delete", ids: ["a"] }],
    ["u_ana", { op: "restore", id: "a" }],
  );
  const { ops, skipped } = inverseIn(room, 1);
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
  const { ops } = inverseIn(room, 2);
  assertEquals(ops, [{ op: "move", ids, dx: -8, dy: 16, only: 2 }]);
});
