import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import { TestRoom } from "../testing/arbitraries.ts";
import { MAX_KEPT_CHANGES } from "./history.ts";
import { textsAsked, textsBetween } from "./past.ts";

Deno.test("[E12] a text that is asked for again and again is told of once, since what was said last", () => {
  const room = new TestRoom();
  room.send("u_ana", [
    { op: "create", shape: { id: "t", type: "text", text: "a" } },
  ]);
  room.send("u_ana", [{ op: "text", id: "t", base: 1, edit: [1, "b"] }]);
  room.send("u_ben", [{ op: "text", id: "t", base: 2, edit: [2, "c"] }]);
  assertEquals(
    textsAsked(room.document, [["t", 2], ["t", 0], ["gone", 0], ["t", 1]]),
    [{ id: "t", edits: [[2, [1, "b"]], [3, [2, "c"]]] }],
  );
});

/** A label of ana's, in which she and ben type. */
function labelled(): TestRoom {
  const room = new TestRoom();
  const typed = (text: string): Op => ({ op: "text", id: "t", edit: [text] });
  room.send("u_ana", [{
    op: "create",
    shape: { id: "t", type: "text", text: "a" },
  }]);
  room.send("u_ben", [typed("b")]);
  room.send("u_ana", [
    { op: "set", id: "t", props: { text: "x" } },
    typed("y"),
  ]);
  return room;
}

Deno.test("[P4] [E12] of a text that is new to its reader it is told what was done after its creation", () => {
  assertEquals(textsBetween(labelled().document, 0, new Set()), [
    { id: "t", edits: [[3, ["yx", { d: 1 }]]] },
  ]);
});

Deno.test("[P4] [E12] what one transaction did to a text is one edit, apart from others'", () => {
  assertEquals(textsBetween(labelled().document, 1, new Set([3])), [
    { id: "t", edits: [[2, ["b"]], [3, ["yx", { d: 2 }]]] },
  ]);
});

Deno.test("[P4] [E12] a text that was restored begins anew: nothing is told of its past", () => {
  const room = labelled();
  room.send("u_ben", [{ op: "delete", ids: ["t"] }]);
  room.send("u_ana", [{ op: "restore", id: "t" }]);
  room.send("u_ben", [{ op: "text", id: "t", edit: ["z"] }]);
  assertEquals(textsBetween(room.document, 2, new Set()), []);
  assertEquals(textsBetween(room.document, 5, new Set()), [
    { id: "t", edits: [[6, ["z"]]] },
  ]);
});

Deno.test("[P4] [E12] nothing is told of a text that did not change, and of one whose past is no longer kept", () => {
  const room = labelled();
  room.send("u_ben", [{ op: "set", id: "t", props: { color: "red" } }]);
  assertEquals(textsBetween(room.document, 3, new Set()), []);
  for (let i = 0; i < MAX_KEPT_CHANGES; i++) {
    room.send("u_ana", [{ op: "text", id: "t", edit: ["z"] }]);
  }
  assertEquals(textsBetween(room.document, 1, new Set()), []);
  assertEquals(textsBetween(room.document, 4, new Set()).length, 1);
});
