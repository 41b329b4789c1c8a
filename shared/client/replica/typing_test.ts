/**
 * Two and more people type in one text (E9, E12).
 */

import { assert, assertEquals } from "@std/assert";
import { canonicalJson } from "../../document/canonical.ts";
import { applyEdit } from "../../document/text/edit.ts";
import type { Op, TextEdit } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { textOf as textIn } from "../testing/typists.ts";
import { MemoryOutboxStore } from "../outbox/outbox_store.ts";
import type { RoomClient } from "../room_client.ts";

const textShape = (text: string): Op => ({
  op: "create",
  shape: { id: "t", type: "text", text },
});
const edit = (...parts: TextEdit): Op => ({ op: "text", id: "t", edit: parts });

/** The text as a client shows it. */
const textOf = (client: RoomClient) => textIn(client, "t");

/** A room with one text in it. */
function room(text: string, names = ["ana", "ben"]) {
  const w = new FakeWorld();
  const clients = names.map((name) => w.client(name));
  w.settle();
  clients[0]!.submit([textShape(text)]);
  w.settle();
  const txs = () => w.server.received.filter(({ type }) => type === "tx");
  return { w, clients, ana: clients[0]!, ben: clients[1]!, txs };
}

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

Deno.test("[T41] typed offline, killed, begun anew: all is there once, merged with what others typed", () => {
  const { w, ben } = room("text");
  const outbox = new MemoryOutboxStore();
  const carol = w.client("carol", { outbox });
  w.settle();
  const line = w.network.last;
  carol.submit([edit(4, "1")]);
  carol.submit([edit(5, "2")]);
  line.deliverUp(); // the server has it; the answer is lost
  line.cut();
  carol.submit([edit(6, "3")]);
  void carol.close();
  ben.submit([edit("A ")]);
  w.network.settle();
  const again = w.client("carol", { outbox });
  w.settle();
  assertEquals([textOf(again), textOf(ben)], ["A text123", "A text123"]);
  assertEquals(outbox.load().txs, []);
});

for (const [first, left] of [[true, "1a"], [false, "a1"]] as const) {
  Deno.test(`[E12] [T41] begun anew, a client learns which of two equal letters was deleted: the ${first ? "first" : "second"}`, () => {
    const { w, ben } = room("aa");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    w.settle();
    w.network.last.cut();
    carol.submit([edit(1, "1")]);
    void carol.close();
    ben.submit([first ? edit({ d: 1 }) : edit(1, { d: 1 })]);
    w.settle();
    const again = w.client("carol", { outbox });
    w.settle();
    assertEquals([textOf(again), textOf(ben)], [left, left]);
  });

  Deno.test(`[E12] [T41] also where an edit before was sent, and others edited between the two: the ${first ? "first" : "second"}`, () => {
    const { w, ben } = room("aa");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    w.settle();
    // It is on its way; what ben did comes to carol, and then she goes on after his letter.
    carol.submit([edit(2, "x")]);
    ben.submit([edit("a")]);
    const [line, bens] = [w.network.lines.at(-1)!, w.network.lines[1]!];
    while (bens.deliverUp());
    while (line.deliverDown());
    assertEquals(textOf(carol), "aaax");
    carol.submit([edit(2, "1")]);
    // Once the server has it, once it has not: no answer comes.
    if (first) line.deliverUp();
    line.cut();
    void carol.close();
    ben.submit([first ? edit({ d: 2 }) : edit(2, { d: 1 })]);
    w.settle();
    const again = w.client("carol", { outbox });
    w.settle();
    const end = first ? "1ax" : "aa1x";
    assertEquals([textOf(again), textOf(ben)], [end, end]);
    assertEquals(again.status.unsent, 0);
  });
}

Deno.test("[E12] [T41] begun anew, a client goes by when each edit was made, though the text looked the same before and after", () => {
  const { w, ben } = room("aa");
  const outbox = new MemoryOutboxStore();
  const carol = w.client("carol", { outbox });
  w.settle();
  for (let i = 0; i < 3; i++) {
    ben.submit([{ op: "move", ids: ["t"], dx: 8, dy: 0 }]);
  }
  w.settle();
  const [line, bens] = [w.network.last, w.network.lines[1]!];
  carol.submit([edit(2, "x")]);
  ben.submit([edit("a", 1, { d: 1 })]);
  while (bens.deliverUp());
  while (line.deliverDown());
  assertEquals(textOf(carol), "aax");
  carol.submit([edit(1, "1")], { group: "later" });
  line.cut();
  void carol.close();
  const again = w.client("carol", { outbox });
  w.settle();
  assertEquals([textOf(again), textOf(ben)], ["a1ax", "a1ax"]);
});

for (const [first, left] of [[true, "b1a"], [false, "ba1"]] as const) {
  Deno.test(`[E12] [T41] begun anew, an edit that was sent is as of its sending: of two equal letters the ${first ? "first" : "second"} was deleted since`, () => {
    const { w, ben } = room("aa");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    w.settle();
    w.network.last.cut();
    carol.submit([edit(1, "1")]);
    ben.submit([edit("b")]);
    w.network.settle();
    w.enter(carol);
    assertEquals(textOf(carol), "ba1a");
    w.network.last.cut();
    void carol.close();
    ben.submit([edit(first ? 1 : 2, { d: 1 })]);
    w.network.settle();
    const again = w.client("carol", { outbox });
    w.enter(again);
    assertEquals(textOf(again), left);
    w.settle();
    assertEquals([textOf(again), textOf(ben)], [left, left]);
  });
}

Deno.test("[E12] [T41] what was typed on in a label that another has made meanwhile is there, when one begins anew", () => {
  const { w, ben } = room("");
  const outbox = new MemoryOutboxStore();
  const carol = w.client("carol", { outbox });
  w.settle();
  w.network.last.cut();
  const made = (text: string): Op => ({
    op: "create",
    shape: { id: "v", type: "text", text },
  });
  carol.submit([made("ab")]);
  carol.submit([{ ...edit(2, "!"), id: "v" } as Op]);
  void carol.close();
  ben.submit([made("a long text")]);
  ben.submit([{ ...edit(11, "."), id: "v" } as Op]);
  w.settle();
  const again = w.client("carol", { outbox });
  w.settle();
  for (const client of [again, ben]) {
    assertEquals(textIn(client, "v")!.replace("!", ""), "a long text.");
    assertEquals(textIn(client, "v")!.length, 13);
  }
});

for (const [first, left] of [[true, "xa"], [false, "ax"]] as const) {
  Deno.test(`[E12] [T41] what is typed in a label of before, while it is not known what others did there, stands where it was typed: the ${first ? "first" : "second"} of two equal letters was deleted`, () => {
    const { w, ben } = room("");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    w.settle();
    const line = w.network.last;
    carol.submit([{
      op: "create",
      shape: { id: "v", type: "text", text: "aa" },
    }]);
    line.deliverUp(); // the server has it; the answer is lost
    line.cut();
    void carol.close();
    w.settle();
    const gone = first ? edit({ d: 1 }) : edit(1, { d: 1 });
    ben.submit([{ ...gone, id: "v" } as Op]);
    w.settle();
    const again = w.client("carol", { outbox });
    const { up } = w.network.last;
    while (w.network.last.deliverDown() || up.length > 0) {
      const isJoining = up[0]?.includes("join_room");
      w.network.last.deliverUp();
      if (isJoining) break;
    }
    // It has asked already, and the answer is on its way.
    again.submit([{ ...edit(1, "x"), id: "v" } as Op]);
    assertEquals(textIn(again, "v"), "axa");
    w.settle();
    assertEquals([textIn(again, "v"), textIn(ben, "v")], [left, left]);
  });

  Deno.test(`[E12] [E24] [T41] what was left behind in another life of the room is carried over all that is typed in this one: the ${first ? "first" : "second"} of two equal letters was deleted`, () => {
    const { w, ben } = room("aa");
    const outbox = new MemoryOutboxStore();
    const carol = w.client("carol", { outbox });
    for (let i = 0; i < 5; i++) {
      ben.submit([{ op: "move", ids: ["t"], dx: 8, dy: 0 }]);
    }
    w.settle();
    w.network.last.cut();
    carol.submit([edit(1, "x")]);
    void carol.close();
    w.network.lines[1]!.cut();
    w.server.restoreBackup(1);
    w.clock.advance(5_000);
    w.settle();
    const again = w.client("carol", { outbox });
    w.enter(again);
    w.network.last.cut();
    ben.submit([first ? edit({ d: 1 }) : edit(1, { d: 1 })]);
    w.settle();
    assertEquals([textOf(again), textOf(ben)], [left, left]);
  });
}

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

Deno.test("[E12] [T41] a script's edit with a base of its own is sent as it is by the next client, too", () => {
  const { w, ben, txs } = room("text");
  const outbox = new MemoryOutboxStore();
  const carol = w.client("carol", { outbox });
  w.settle();
  w.network.last.cut();
  const op: Op = { op: "text", id: "t", base: 1, edit: [1, "x"] };
  carol.submit([op]);
  void carol.close();
  ben.submit([edit("A ")]);
  w.settle();
  w.client("carol", { outbox });
  w.settle();
  const last = txs().at(-1)!;
  assertEquals(last.type === "tx" && last.ops, [op]);
  assertEquals(textOf(ben), "A txext");
});
