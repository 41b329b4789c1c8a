/**
 * What was typed, and left behind by a client that ended, is taken up by the next one (E12, T41).
 */

import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import { edit, room, textOf } from "../testing/one_text.ts";
import { textOf as textIn } from "../testing/typists.ts";
import { MemoryOutboxStore } from "../outbox/outbox_store.ts";

/** Such a room, and carol, who is going to end, with what she has not sent. */
function withCarol(text: string) {
  const outbox = new MemoryOutboxStore();
  const { w, ben, txs } = room(text);
  const carol = w.client("carol", { outbox });
  w.settle();
  return { w, ben, txs, carol, outbox };
}

Deno.test("[T41] typed offline, killed, begun anew: all is there once, merged with what others typed", () => {
  const { w, ben, carol, outbox } = withCarol("text");
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
    const { w, ben, carol, outbox } = withCarol("aa");
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
    const { w, ben, carol, outbox } = withCarol("aa");
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
  const { w, ben, carol, outbox } = withCarol("aa");
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
    const { w, ben, carol, outbox } = withCarol("aa");
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
  const { w, ben, carol, outbox } = withCarol("");
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
    const { w, ben, carol, outbox } = withCarol("");
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

Deno.test("[E12] [T41] a script's edit with a base of its own is sent as it is by the next client, too", () => {
  const { w, ben, txs, carol, outbox } = withCarol("text");
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
