import { assert, assertEquals } from "@std/assert";
import { MAX_TEXT } from "../../schema/limits.ts";
import type { Op, TextEdit } from "../../schema/op.ts";
import { textOf } from "../../schema/shape.ts";
import { TestRoom } from "../testing/arbitraries.ts";

/** A room in which Ana made a text. */
function roomOf(text: string): TestRoom {
  const room = new TestRoom();
  room.send("u_ana", [{
    op: "create",
    shape: { id: "t", type: "text", text },
  }]);
  return room;
}

function type(
  edit: TextEdit,
  more: { base?: number; undoes?: number[] } = {},
): Op {
  return { op: "text", id: "t", edit, ...more };
}

function current(room: TestRoom): string | null {
  return textOf(room.document.shapes.get("t")!.shape);
}

Deno.test("[E12] without a base of its own an edit has its transaction's", () => {
  const room = roomOf("ab");
  room.send("u_ben", [type(["<< "])]);
  room.send("u_eve", [type([2, "!"])], { base: 1 });
  assertEquals(current(room), "<< ab!");
});

Deno.test("[E12] an edit's own base goes before its transaction's", () => {
  const room = roomOf("ab");
  room.send("u_ben", [type(["<< "])]);
  room.send("u_eve", [type([2, "!"], { base: 1 })], { base: 2 });
  assertEquals(current(room), "<< ab!");
});

Deno.test("[E12] only who made a text may edit it as of before it was there", () => {
  const room = roomOf("ab");
  const stranger = room.send("u_ben", [type(["x"])], { base: 0 });
  assert(stranger.kind === "refuse");
  assertEquals([stranger.nack.code, stranger.nack.path], [
    "stale",
    "ops.0.base",
  ]);
  assertEquals(room.send("u_ana", [type(["x"])], { base: 0 }).kind, "commit");
});

Deno.test("[E12] what a transaction brings back it can edit, whatever its base", () => {
  const room = roomOf("ab");
  room.send("u_ben", [{ op: "delete", ids: ["t"] }]);
  room.send("u_eve", [{ op: "restore", id: "t" }, type([2, "c"])], { base: 1 });
  assertEquals(current(room), "abc");
});

Deno.test("[E12] what a transaction wrote it can edit, though that is more than is remembered of a text", () => {
  const room = roomOf("ab");
  const whole = (letter: string): Op => ({
    op: "set",
    id: "t",
    props: { text: letter.repeat(MAX_TEXT) },
  });
  const ops = [whole("𝒳"), whole("𝒴"), type([{ d: MAX_TEXT - 1 }, "c"])];
  room.send("u_ben", ops, { base: 1 });
  assertEquals(current(room), "c𝒴");
});

const LENGTHS: [added: number, kind: string][] = [[1, "commit"], [2, "refuse"]];

for (const [added, kind] of LENGTHS) {
  Deno.test(`[E12] a text of ${MAX_TEXT - 1} code points and ${added} more: ${kind}`, () => {
    const room = roomOf("🙂".repeat(MAX_TEXT - 1));
    const decision = room.send("u_ana", [type(["é".repeat(added)])]);
    assertEquals(decision.kind, kind);
  });
}

Deno.test("[E19] an undo is skipped where an edit replaced all of the text as it was by then", () => {
  const room = roomOf("ab");
  room.send("u_ana", [type([2, "c"])]);
  const undo = type([2, { d: 1 }], { base: 2, undoes: [2] });
  room.send("u_ben", [type(["xxx"])]);
  assertEquals(current(room), "xxxabc");
  room.send("u_ben", [type(["new", { d: 6 }])]);
  const decision = room.send("u_ana", [undo]);
  assertEquals(decision, { kind: "nothing", results: [{ skipped: ["t"] }] });
});
