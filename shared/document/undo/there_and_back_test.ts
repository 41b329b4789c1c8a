/**
 * Undo and redo, and what is there after both.
 */

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import {
  arbitrarySteps,
  TestRoom,
  type Typing,
} from "../testing/arbitraries.ts";
import { crowdedRoom } from "../testing/crowded.ts";
import {
  BOX,
  draw,
  erase,
  inverseIn,
  picture,
  revive,
  roomWith,
  undo,
} from "../testing/undoing.ts";

/** What others have drawn: lines that are tied to shapes, one of which has moved since. */
function drawnByOthers(): TestRoom {
  const ends = {
    start: { id: "a", side: "right", ratio: 0.5 },
    end: { id: "b", side: "left", ratio: 1 },
  } as const;
  return roomWith(
    ["u_ben", draw("a", "rectangle"), BOX, draw("c", "text")],
    ["u_ben", { op: "create", shape: { id: "d", type: "line", ...ends } }],
    ["u_ben", { op: "move", ids: ["b"], dx: 80, dy: 16 }],
    ["u_ana", {
      op: "create",
      shape: { id: "constructor", type: "arrow", ...ends },
    }],
  );
}

const PASTS: [name: string, past: TestRoom][] = [
  ["an empty room", new TestRoom()],
  ["what others have drawn", drawnByOthers()],
  ["a crowded stack", crowdedRoom()],
];

/** Plays a history by one person, takes all of it back, and does it all again. */
function thereAndBack(
  steps: readonly (readonly (Op | Typing)[])[],
  past: TestRoom = new TestRoom(),
): void {
  const room = TestRoom.of(
    steps.map((ops) => ({ userId: "u_eve", lag: 0, ops })),
    past,
  );
  const last = room.document.seq;
  const redo: { seq: number | null; picture: unknown }[] = [];
  for (let seq = last; seq > past.document.seq; seq--) {
    const before = picture(room.document);
    redo.push({ seq: undo(room, seq), picture: before });
    assertEquals(picture(room.document), picture(room.states[seq - 1]!));
  }
  for (const step of redo.reverse()) {
    if (step.seq !== null) undo(room, step.seq);
    assertEquals(picture(room.document), step.picture);
  }
  assertEquals(picture(room.document), picture(room.states[last]!));
}

for (const [name, past] of PASTS) {
  Deno.test(`[E19] undo, undo, …, redo, redo, … without others is identity, on ${name}`, () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        thereAndBack(steps.map(({ ops }) => ops), past);
      }),
      { numRuns: 120 },
    );
  });
}

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

Deno.test("[E19] there and back: a shape that got another key in the event in which it died", () => {
  thereAndBack([
    [draw("f")],
    [{ op: "order", ids: ["f"], to: { below: "c" } }, erase("c")],
    [{ op: "order", ids: ["b"], to: "front" }],
  ], crowdedRoom());
});

for (const [name, past] of PASTS) {
  Deno.test(`[E19] a redo at once gives back what the undo took, whatever others have done before, on ${name}`, () => {
    fc.assert(fc.property(arbitrarySteps, fc.nat(), (steps, n) => {
      const room = TestRoom.of(steps, past);
      const { seq } = past.document, events = room.document.seq - seq;
      if (events === 0) return;
      const before = picture(room.document);
      const undone = undo(room, seq + 1 + n % events);
      if (undone === null) return;
      const between = picture(room.document);
      const redone = undo(room, undone);
      assertEquals(picture(room.document), before);
      if (redone === null) return;
      undo(room, redone);
      assertEquals(picture(room.document), between);
    }));
  });
}

Deno.test("[E19] a redo ties an end again though another had written the line's points before, since nobody has after", () => {
  const room = roomWith(
    ["u_ana", BOX, draw("a"), draw("d", "line")],
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
  const before = picture(room.document);
  const undone = undo(room, 2)!;
  assertEquals(inverseIn(room, undone).skipped, []);
  undo(room, undone);
  assertEquals(picture(room.document), before);
});
