import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import { apply } from "../apply.ts";
import { decide } from "../decide.ts";
import { type Document, EMPTY_DOCUMENT } from "../document.ts";
import {
  arbitrarySteps,
  TEST_LIMITS,
  TestRoom,
} from "../testing/arbitraries.ts";
import { describeEvent } from "./describe_event.ts";

/** What each transaction of a story is told as, and the shapes it is about. */
function tell(...story: Op[][]) {
  let document: Document = EMPTY_DOCUMENT;
  return story.map((ops) => {
    const removed = new Map(document.tombstones.map(() => OLD));
    const context = { userId: "u_ana", at: 1, limits: TEST_LIMITS, removed };
    const decision = decide(document, { ops }, context);
    if (decision.kind !== "commit") throw new Error("it has an effect");
    const words = describeEvent(decision.event, document);
    document = apply(document, decision.event).document;
    return words;
  });
}

const box = (id: string, text = ""): Op => ({
  op: "create",
  shape: { id, type: "rectangle", x: 0, y: 0, width: 80, height: 48, text },
});
const last = (...story: Op[][]) => tell(...story).at(-1)!.what;

const OLD = {
  id: "a",
  type: "rectangle",
  x: 0,
  y: 0,
  width: 80,
  height: 48,
  text: "old",
  stroke: "light",
  color: "default",
  fill: "none",
  cross: "join",
  groupId: null,
  locked: false,
  z: "a0",
  version: 1,
  seq: 1,
  createdBy: "u_ana",
  updatedBy: "u_ana",
  createdAt: 0,
  updatedAt: 0,
} as const;

const set = (id: string, props: Extract<Op, { op: "set" }>["props"]): Op => ({
  op: "set",
  id,
  props,
});
const arrow = (id: string): Op => ({
  op: "create",
  shape: {
    id,
    type: "arrow",
    points: [[0, 0], [80, 0]],
    start: { id: "a", side: "right", ratio: 0.5 },
    end: { id: "b", side: "left", ratio: 0.5 },
  },
});

const STORIES: [story: Op[][], what: string][] = [
  [
    [[box("a", "web"), box("b", "db")], [arrow("l")]],
    "drew an arrow from 'web' to 'db'",
  ],
  [[[box("a")]], "drew a rectangle"],
  [[[box("a", "gateway")]], "drew rectangle 'gateway'"],
  [[[box("a"), box("b")]], "drew 2 rectangles"],
  [
    [[{ op: "create", shape: { id: "t", type: "text", text: "hi\nyou" } }]],
    "wrote text 'hi you'",
  ],
  [
    [[{ op: "create", shape: { id: "e", type: "ellipse" } }]],
    "drew an ellipse",
  ],
  [
    [[{ op: "create", shape: { id: "p", type: "pencil" } }]],
    "drew a pencil stroke",
  ],
  [
    [[box("a", "web"), box("b", "db"), arrow("l")]],
    "drew 3 shapes",
  ],
  [
    [[box("a", "gateway")], [{ op: "move", ids: ["a"], dx: 8, dy: 0 }]],
    "moved rectangle 'gateway'",
  ],
  [[[box("a")], [set("a", { x: 8, width: 16 })]], "resized a rectangle"],
  [[[box("a")], [set("a", { color: "red" })]], "colored a rectangle red"],
  [[[box("a"), box("b")], [
    set("a", { color: "red" }),
    set("b", { color: "red" }),
  ]], "colored 2 rectangles red"],
  [
    [[box("a")], [set("a", { color: "red", fill: "#" })]],
    "changed the color and fill of a rectangle",
  ],
  [[[box("a")], [set("a", { fill: "." })]], "filled a rectangle with '.'"],
  [[[box("a")], [set("a", { stroke: "dashed" })]], "drew a rectangle dashed"],
  [[[box("a")], [set("a", { locked: true })]], "locked a rectangle"],
  [
    [[box("a")], [set("a", { cross: "over" })]],
    "changed the crossings of a rectangle",
  ],
  [
    [[box("a", "one")], [set("a", { text: "two" })]],
    "changed the text of rectangle 'one' to 'two'",
  ],
  [
    [[box("a", "gate")], [{ op: "text", id: "a", edit: [4, "way"] }]],
    "typed 'way' in rectangle 'gate'",
  ],
  [
    [[box("a", "gate")], [{ op: "text", id: "a", edit: [{ d: 1 }] }]],
    "deleted 1 letter in rectangle 'gate'",
  ],
  [
    [[box("a"), box("b")], [{ op: "order", ids: ["a"], to: "front" }]],
    "restacked a rectangle",
  ],
  [
    [[box("a", "old")], [{ op: "delete", ids: ["a"] }]],
    "deleted rectangle 'old'",
  ],
  [[[box("a", "old")], [{ op: "delete", ids: ["a"] }], [{
    op: "restore",
    id: "a",
  }]], "brought back rectangle 'old'"],
  [[[box("a", "web"), box("b", "db"), arrow("l")], [{
    op: "delete",
    ids: ["a"],
  }]], "deleted rectangle 'web'"],
  [
    [[box("a", "web"), box("b", "db"), arrow("l")], [set("l", { end: null })]],
    "untied an arrow from 'web' to 'db'",
  ],
  [[[box("a", "web"), box("b", "db"), arrow("l")], [
    { op: "move", ids: ["a"], dx: 8, dy: 0 },
    set("l", {
      start: { id: "a", side: "top", ratio: 0.5 },
      end: { id: "b", side: "top", ratio: 0.5 },
    }),
  ]], "moved rectangle 'web'"],
  [[[box("a")], [
    { op: "move", ids: ["a"], dx: 8, dy: 0 },
    set("a", { color: "red" }),
    set("a", { locked: true }),
  ]], "moved a rectangle, colored a rectangle red and more"],
  [
    [[box("a", "a label that goes on and on")]],
    "drew rectangle 'a label that goes on ...'",
  ],
];

for (const [story, what] of STORIES) {
  Deno.test(`[T15] an event in plain words: ${what}`, () => {
    assertEquals(last(...story), what);
  });
}

Deno.test("[T15] where something happened is around the shapes as they are then", () => {
  const [, moved, deleted] = tell(
    [box("a")],
    [{ op: "move", ids: ["a"], dx: 800, dy: 160 }],
    [{ op: "delete", ids: ["a"] }],
  );
  const there = { x: 800, y: 160, width: 80, height: 48 };
  assertEquals([moved!.where, deleted!.where], [there, there]);
});

Deno.test("[T15] undo and redo are told as such", () => {
  const ops = [{ op: "delete" as const, ids: ["a"] }];
  const what = (group: string) =>
    describeEvent({ ops, group }, EMPTY_DOCUMENT).what;
  assertEquals(what("undo-12"), "undo: deleted a shape");
  assertEquals(what("redo-12"), "redo: deleted a shape");
  assertEquals(what("sketch"), "deleted a shape");
});

Deno.test("[T15] whatever happens in a room can be told, in one line", () => {
  fc.assert(fc.property(arbitrarySteps, (steps) => {
    const room = new TestRoom();
    for (const step of steps) {
      const before = room.document;
      const decision = room.step(step);
      if (decision.kind !== "commit") continue;
      const { what, ids } = describeEvent(decision.event, before);
      assert(what.length > 0 && what.length < 200 && !what.includes("\n"));
      assertEquals(new Set(ids).size, ids.length);
    }
  }));
});
