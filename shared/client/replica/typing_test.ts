/**
 * Two and more people type in one text (E9, E12).
 */

import { assert, assertEquals } from "@std/assert";
import { canonicalJson } from "../../document/canonical.ts";
import { applyEdit } from "../../document/text/edit.ts";
import type { Op, TextEdit } from "../../schema/op.ts";
import { edit, room, textOf } from "../testing/one_text.ts";

Deno.test("[E12] what two type at once is all there, the same for both", () => {
  const { w, ana, ben } = room("hello world");
  ana.submit([edit(5, ",")]);
  ben.submit([edit(11, "!")]);
  ben.submit([edit("Oh, ")]);
  assertEquals([textOf(ana), textOf(ben)], [
    "hello, world",
    "Oh, hello world!",
  ]);
  w.settle();
  for (const client of [ana, ben]) {
    assertEquals(textOf(client), "Oh, hello, world!");
  }
});

Deno.test("[E12] one edit of a text is under way; what is typed on becomes one edit after it", () => {
  const { w, ana, txs } = room("");
  const before = txs().length;
  const answers = [..."typed"].map((letter, i) =>
    ana.submit([edit(...i === 0 ? [letter] : [i, letter])])
  );
  assertEquals(textOf(ana), "typed");
  assertEquals(ana.status.unsent, 2);
  w.network.last.deliverUp();
  w.settle();
  const sent = txs().slice(before).map((tx) => tx.type === "tx" && tx.ops);
  assertEquals(sent, [
    [{ op: "text", id: "t", base: 1, edit: ["t"] }],
    [{ op: "text", id: "t", base: 2, edit: [1, "yped"] }],
  ]);
  assertEquals(answers[1], answers[4]);
  assertEquals(w.server.document.seq, 3);
});

Deno.test("[E12] typing on waits for what it was typed into, and other work waits with it", () => {
  const { w, ana, txs } = room("");
  const before = txs().length;
  ana.submit([edit("a")]);
  ana.submit([edit(1, "b")]);
  ana.submit([{ op: "create", shape: { id: "c", type: "circle" } }]);
  const line = w.network.lines[0]!;
  while (line.deliverUp());
  assertEquals(txs().length, before + 1);
  line.deliverDown(); // the answer, and not yet the event
  while (line.deliverUp());
  assertEquals(txs().length, before + 1);
  w.settle();
  assertEquals(txs().length, before + 3);
  assertEquals(textOf(ana), "ab");
});

Deno.test("[E12] what comes of another's typing is told as an edit of what is shown", () => {
  const { w, ana, ben } = room("one two");
  const told: TextEdit[] = [];
  ana.on("change", ({ edits }) => {
    const edit = edits.get("t");
    if (edit !== undefined) told.push(edit);
  });
  ana.submit([edit("> ")]);
  ben.submit([edit(7, " three")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.deliverDown();
  assertEquals(told, [[9, " three"]]);
  w.settle();
  assertEquals(told.length, 1);
  assertEquals(textOf(ana), "> one two three");
});

Deno.test("[E12] what others typed while the line was lost is told as an edit of what is shown, with one's own words in it", () => {
  const { w, ana, ben } = room("one two");
  const [line] = w.network.lines;
  line!.cut();
  ana.submit([edit(3, ",")]);
  ben.submit([edit("> ")]);
  w.network.lines[1]!.deliverUp();
  ben.submit([edit(9, " three")]);
  let shown = textOf(ana)!;
  const told: TextEdit[] = [];
  ana.on("change", ({ edits }) => {
    const edit = edits.get("t");
    if (edit === undefined) return;
    told.push(edit);
    shown = applyEdit(shown, edit);
  });
  w.settle();
  assertEquals(told, [["> ", 8, " three"]]);
  assertEquals([shown, textOf(ana)], Array(2).fill("> one, two three"));
});

Deno.test("[E9] towards typing a whole replacement deletes all and inserts", () => {
  const { w, ana, ben } = room("old");
  ana.submit([edit(3, "er")]);
  ben.submit([{ op: "set", id: "t", props: { text: "new" } }]);
  w.network.lines[1]!.deliverUp();
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["newer", "newer"]);
});

Deno.test("[E12] stale: made again of the text as it is, and sent once more; nothing typed is lost", () => {
  const { w, ana, ben } = room("base ");
  const refused: unknown[] = [];
  ana.on("refused", (refusal) => refused.push(refusal));
  ana.submit([edit(5, "mine")]);
  ana.submit([edit(9, "!")]);
  ana.submit([{ op: "create", shape: { id: "c", type: "circle" } }]);
  ben.submit([edit("their ")]);
  w.network.lines[1]!.deliverUp();
  w.server.refusals.push({ code: "stale", message: "too old", seq: 2 });
  w.network.lines[0]!.deliverUp();
  w.settle();
  assertEquals(refused, []);
  assertEquals([textOf(ana), textOf(ben)], [
    "their base mine!",
    "their base mine!",
  ]);
  assertEquals(ana.status.unsent, 0);
  assert(w.server.document.shapes.has("c"));
});

Deno.test("[E12] deleted and restored in between: what was typed is typed into what came back", () => {
  const { w, ana, ben } = room("text");
  w.network.lines[0]!.cut();
  ana.submit([edit(4, " of ana")]);
  ben.submit([{ op: "delete", ids: ["t"] }]);
  w.network.settle();
  ben.submit([{ op: "restore", id: "t" }]);
  w.network.settle();
  ben.submit([edit("A ")]);
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["A text of ana", "A text of ana"]);
});

Deno.test("[E13] a deletion wins over typing", () => {
  const { w, ana, ben } = room("text");
  ana.submit([edit("x")]);
  ben.submit([{ op: "delete", ids: ["t"] }]);
  w.network.lines[1]!.deliverUp();
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], [null, null]);
  assertEquals(ana.status.unsent, 0);
});

for (
  const [at, left] of [[0, "aya"], [1, "aya"], [2, "aay"]] as const
) {
  Deno.test(`[E12] [P4] an edit that was taken while the line was lost is known by its place: of equal letters number ${at} was deleted behind it`, () => {
    const { w, ana, ben } = room("aa");
    const [line] = w.network.lines;
    ana.submit([edit(1, "a")]);
    ana.submit([edit(2, "y")], { group: "later" });
    line!.deliverUp();
    line!.cut();
    w.network.settle();
    ben.submit([at === 0 ? edit({ d: 1 }) : edit(at, { d: 1 })]);
    w.settle();
    assertEquals([textOf(ana), textOf(ben)], [left, left]);
  });
}

Deno.test("[E24] after a restored backup what was typed is typed into what is there", () => {
  const { w, ana } = room("text");
  ana.submit([edit(4, " lost")]);
  w.settle();
  w.network.lines[0]!.cut();
  w.server.restoreBackup(1, { "client-of-ana-0123456789": 1 });
  ana.submit([edit(9, "!")]);
  w.settle();
  assertEquals(textOf(ana), "text!");
  assertEquals(canonicalJson(ana.document), canonicalJson(w.server.document));
});

Deno.test("[E12] letters that others deleted need not be deleted again: no transaction is left", async () => {
  const { w, ana, ben } = room("abc");
  w.network.lines[0]!.cut();
  const answer = ana.submit([edit(1, { d: 1 })]);
  ben.submit([edit(1, { d: 1 })]);
  w.settle();
  assertEquals((await answer).type, "withdrawn");
  assertEquals([textOf(ana), textOf(ben)], ["ac", "ac"]);
  assertEquals(w.server.document.seq, 2);
});

Deno.test("[E19] undo takes back what one typed, and leaves what others typed into it", async () => {
  const { w, ana, ben } = room("");
  for (const [at, letter] of [..."hello"].entries()) {
    ana.submit([edit(...at === 0 ? [letter] : [at, letter])], { group: "g" });
  }
  w.settle();
  ben.submit([edit(2, "BEN")]);
  w.settle();
  assertEquals(textOf(ana), "heBENllo");
  await w.until(ana.undo());
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["BEN", "BEN"]);
  await w.until(ana.redo());
  w.settle();
  assertEquals(textOf(ben)!.replace("BEN", ""), "hello");
});

Deno.test("[E19] typing that was never sent is taken back and done again where it fits now", async () => {
  const { w, ana, ben } = room("text");
  w.network.lines[0]!.cut();
  ana.submit([edit(4, "!")]);
  await ana.undo();
  assertEquals(textOf(ana), "text");
  ben.submit([edit("A long ")]);
  w.settle();
  await w.until(ana.redo());
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["A long text!", "A long text!"]);
});

Deno.test("[E19] typing that is done again, and that others have made needless, comes to nothing; what was done before it can be undone", async () => {
  const { w, ana, ben } = room("text");
  ana.submit([edit(4, "!")]);
  w.settle();
  w.network.lines[0]!.cut();
  ana.submit([edit({ d: 1 })]);
  await ana.undo();
  ben.submit([edit({ d: 1 })]);
  w.settle();
  await w.until(ana.redo());
  assertEquals([textOf(ana), ana.status.unsent], ["ext!", 0]);
  await w.until(ana.undo());
  w.settle();
  assertEquals([textOf(ana), textOf(ben)], ["ext", "ext"]);
});

Deno.test("[E12] a script's edit with a base of its own is sent as it is", () => {
  const { w, ana, txs } = room("text");
  const op: Op = { op: "text", id: "t", base: 1, edit: ["A "] };
  ana.submit([op]);
  w.settle();
  const last = txs().at(-1)!;
  assertEquals(last.type === "tx" && last.ops, [op]);
  assertEquals(textOf(ana), "A text");
});
