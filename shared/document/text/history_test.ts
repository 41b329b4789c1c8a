import { assertEquals } from "@std/assert";
import type { TextEdit } from "../../schema/op.ts";
import type { ShapeRecord } from "../document.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { changesSince, MAX_KEPT_INSERTIONS, squashedSince } from "./history.ts";

/** What is kept of an empty text that was made by event 1, after these edits. */
function recordOf(...edits: TextEdit[]): ShapeRecord {
  const room = new TestRoom();
  room.send("u_ana", [{ op: "create", shape: { id: "t", type: "text" } }]);
  for (const edit of edits) room.send("u_ana", [{ op: "text", id: "t", edit }]);
  return room.document.shapes.get("t")!;
}

const HALF = MAX_KEPT_INSERTIONS / 2;
const half = "x".repeat(HALF);

const EDITS: [name: string, edits: TextEdit[], since: number, kept: number][] =
  [
    ["all of it up to the limit", [[half], [half, { d: HALF }]], 1, 2],
    [
      "what fits, the oldest first to go",
      [[half], [half, { d: HALF }], [1, "y", { d: 1 }]],
      2,
      2,
    ],
    [
      "more again once what was long is forgotten",
      [[half], [half, { d: HALF }], ["y", { d: 1 }], ["z", { d: 1 }]],
      2,
      3,
    ],
    [
      "whatever deletes, which costs nothing",
      [[half], [1, { d: 1 }], [1, { d: 1 }], [3, { d: HALF - 5 }]],
      1,
      4,
    ],
  ];

for (const [name, edits, since, kept] of EDITS) {
  Deno.test(`[E12] of a text's past is kept ${name}`, () => {
    const record = recordOf(...edits);
    const { history } = record;
    assertEquals([history?.since, history?.changes.length], [since, kept]);
    assertEquals(changesSince(record, since)?.length, kept);
    assertEquals(changesSince(record, since - 1), null);
    assertEquals(squashedSince(record, since - 1, new Set()), null);
    assertEquals(squashedSince(record, since, new Set())?.length, 1);
  });
}
