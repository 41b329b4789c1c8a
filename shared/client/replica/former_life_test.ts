import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import { inAnotherLife } from "./former_life.ts";

const CASES: [what: string, made: Op, sent: Op][] = [
  [
    "an edit of what is shown is kept right by us",
    { op: "text", id: "a", edit: ["x"] },
    { op: "text", id: "a", edit: ["x"] },
  ],
  [
    "an edit of a text as it was is of one that nobody knows",
    { op: "text", id: "a", base: 7, edit: ["x"] },
    { op: "text", id: "a", base: 0, edit: ["x"] },
  ],
  [
    "no condition holds",
    { op: "set", id: "a", props: { x: 8 }, if: { pos: 7 } },
    { op: "set", id: "a", props: { x: 8 }, if: { pos: 0 } },
  ],
  [
    "nothing of an undo holds",
    { op: "set", id: "a", props: { x: 8 }, only: { pos: 7 } },
    { op: "set", id: "a", props: { x: 8 }, only: { pos: 0 } },
  ],
  [
    "no deletion of an undo does",
    { op: "delete", ids: ["a"], only: 7 },
    { op: "delete", ids: ["a"], only: 0 },
  ],
  [
    "what was not guarded happens",
    { op: "set", id: "a", props: { x: 8 } },
    { op: "set", id: "a", props: { x: 8 } },
  ],
  [
    "a deletion that was not guarded does",
    { op: "delete", ids: ["a"] },
    { op: "delete", ids: ["a"] },
  ],
];

for (const [what, made, sent] of CASES) {
  Deno.test(`[E24] in another life of the room ${what}`, () => {
    assertEquals(inAnotherLife([made]), [sent]);
  });
}
