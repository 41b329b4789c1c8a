import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import { fromShapes } from "../../document/snapshot.ts";
import { sendable } from "../replica/own_edits.ts";
import { Outbox } from "./outbox.ts";
import { MemoryOutboxStore } from "./outbox_store.ts";

const ops: Op[] = [{ op: "delete", ids: ["a"] }];
const tx = { base: 5, group: null, ops, texts: [], at: 0 };

/** The numbers that may be sent now. */
const numbers = (outbox: Outbox, now = 0) =>
  outbox.take(now).txs.map(({ cseq }) => cseq);

function filled(count: number, lastCseq = 0): Outbox {
  const outbox = new Outbox();
  for (let i = 0; i < count; i++) outbox.add(tx);
  outbox.joined("e1", lastCseq);
  return outbox;
}

Deno.test("[E16] nothing is sent before the room is joined, nor after the connection is lost", () => {
  const outbox = new Outbox();
  outbox.add(tx);
  assertEquals(numbers(outbox), []);
  outbox.joined("e1", 0);
  assertEquals(numbers(outbox), [1]);
  outbox.add(tx);
  outbox.disconnected();
  assertEquals(numbers(outbox), []);
});

Deno.test("[E16] numbers go on after the last one that the server answered", () => {
  assertEquals(numbers(filled(3, 7)), [8, 9, 10]);
});

Deno.test("[E16] after a reconnection everything unanswered is sent again, with the same numbers", () => {
  const outbox = filled(4);
  numbers(outbox);
  outbox.answered(1);
  outbox.disconnected();
  const answered = outbox.joined("e1", 3);
  assertEquals([...answered], [2, 3]);
  assertEquals(numbers(outbox), [2, 3, 4]);
});

Deno.test("[E24] in another epoch what the server has answered keeps its number, the rest follows on", () => {
  for (
    const [last, expected] of [
      [1, [2, 3, 4]],
      [3, [3, 4, 5]],
      [9, [3, 4, 5]],
    ] as const
  ) {
    const outbox = filled(5);
    numbers(outbox);
    outbox.answered(1);
    outbox.answered(2);
    outbox.disconnected();
    outbox.joined("e2", last);
    assertEquals(numbers(outbox), [...expected], `lastCseq ${last}`);
  }
});

Deno.test("[E24] in another epoch a base no longer holds, but a body that may be there already stays", () => {
  const outbox = filled(2);
  numbers(outbox);
  outbox.disconnected();
  outbox.joined("e2", 1);
  assertEquals(outbox.take(0).txs.map(({ base }) => base), [5, null]);
});

Deno.test("[E24] in another epoch no condition on a stamp holds: an undo touches nothing there", () => {
  const outbox = new Outbox();
  outbox.joined("e1", 0);
  const conditional: Op[] = [
    { op: "delete", ids: ["a"], only: 4 },
    { op: "set", id: "a", props: { color: "red" }, only: { color: 3 } },
    { op: "set", id: "a", props: { color: "red" }, if: { color: 3 } },
    { op: "restore", id: "a" },
  ];
  outbox.add({ base: 5, group: null, ops: conditional, texts: [], at: 0 });
  outbox.disconnected();
  outbox.joined("e2", 0);
  assertEquals(outbox.take(0).txs[0]?.ops, [
    { op: "delete", ids: ["a"], only: 0 },
    { op: "set", id: "a", props: { color: "red" }, only: { color: 0 } },
    { op: "set", id: "a", props: { color: "red" }, if: { color: 0 } },
    { op: "restore", id: "a" },
  ]);
});

Deno.test("[E16] at most 64 are unanswered; each answer lets one more go", () => {
  const outbox = filled(70);
  assertEquals(numbers(outbox).length, 64);
  assertEquals(numbers(outbox), []);
  outbox.answered(1);
  assertEquals(numbers(outbox), [65]);
});

Deno.test("[E16] a burst, then the server's rate", () => {
  const outbox = filled(10);
  outbox.pace({ txPerSecond: 10, txBurst: 3 });
  const first = outbox.take(0);
  assertEquals(first.txs.length, 3);
  assertEquals(first.waitMs, 106);
  assertEquals(numbers(outbox, 105), []);
  assertEquals(numbers(outbox, 106), [4]);
});

Deno.test("[E16] hold: nothing goes until then, and it begins with the one held", () => {
  const outbox = filled(4);
  numbers(outbox);
  outbox.answered(1);
  outbox.hold(2, 500);
  assertEquals(outbox.take(100), { txs: [], waitMs: 400, empty: [] });
  assertEquals(numbers(outbox, 500), [2, 3, 4]);
});

Deno.test("[E16] hold of what was answered meanwhile holds nothing", () => {
  const outbox = filled(2);
  numbers(outbox);
  outbox.answered(1);
  outbox.hold(1, 500);
  outbox.add(tx);
  assertEquals(numbers(outbox), [3]);
});

Deno.test("[E12] what is refused as stale after it was held sends nothing twice", () => {
  const outbox = filled(4);
  numbers(outbox);
  outbox.hold(3, 0);
  outbox.requeue(4);
  assertEquals(numbers(outbox), [3, 5]);
});

Deno.test("[E16] gap: it goes on from the number that the server expects", () => {
  const outbox = filled(4);
  numbers(outbox);
  outbox.gap(3);
  assertEquals(numbers(outbox), [3, 4]);
});

Deno.test("[E16] gap: a server that knows less than it has told gets what is left from there", () => {
  const outbox = filled(4, 10);
  numbers(outbox);
  outbox.answered(11);
  outbox.gap(5);
  assertEquals(numbers(outbox), [5, 6, 7]);
});

Deno.test("[E16] an answer that came before changes nothing", () => {
  const outbox = filled(2);
  numbers(outbox);
  assertEquals(outbox.answered(1)?.key, 1);
  assertEquals(outbox.answered(1), null);
  assertEquals(outbox.unanswered.length, 1);
});

Deno.test("[E19] only what was never sent can be withdrawn, and leaves no hole in the numbers", () => {
  const outbox = filled(1);
  numbers(outbox);
  const { key } = outbox.add(tx);
  outbox.add(tx);
  assertEquals(outbox.withdraw(1), null);
  assertEquals(outbox.withdraw(key)?.key, key);
  assertEquals(numbers(outbox), [2]);
});

Deno.test("[T41] what is kept is what is unanswered, with its numbers; a new outbox goes on with it", () => {
  const store = new MemoryOutboxStore();
  const outbox = new Outbox(store.load(), (records) => store.write(records));
  for (let i = 0; i < 4; i++) outbox.add(tx);
  outbox.joined("e1", 0);
  outbox.take(0);
  outbox.answered(1);
  outbox.add(tx);
  const stored = store.load();
  assertEquals(stored.epoch, "e1");
  assertEquals(stored.txs.map(({ cseq }) => cseq), [2, 3, 4, null]);
  const again = new Outbox(store.load(), (records) => store.write(records));
  again.joined("e1", 2);
  assertEquals(numbers(again), [2, 3, 4, 5]);
  assertEquals(again.add(tx).key, 6);
});

Deno.test("[T41] what typing has become is kept, letter by letter", () => {
  const store = new MemoryOutboxStore();
  const outbox = new Outbox(store.load(), (records) => store.write(records));
  const typed = (text: string): Op[] => [{ op: "text", id: "a", edit: [text] }];
  const texts = [["a", ""]] as const;
  const { key } = outbox.add({ ...tx, ops: typed("x"), texts });
  outbox.amend(key, { ops: typed("xy"), texts, base: 7 });
  const [kept] = store.load().txs;
  assertEquals([kept!.ops, kept!.base], [typed("xy"), 7]);
});

Deno.test("[E16] what one server could not take for now is sent to the next one at once", () => {
  const outbox = filled(2);
  numbers(outbox);
  outbox.hold(1, 10_000);
  assertEquals(numbers(outbox), []);
  outbox.disconnected();
  outbox.joined("e1", 0);
  assertEquals(numbers(outbox), [1, 2]);
});

Deno.test("[E12] a stale edit waits without a number, behind what is on its way, and says of which state its text is", () => {
  const outbox = new Outbox();
  const edit: Op = { op: "text", id: "a", edit: ["x"] };
  outbox.add({ ...tx, ops: [edit], texts: [["a", ""]] });
  outbox.add(tx);
  outbox.add(tx);
  outbox.joined("e1", 0);
  const document = fromShapes([], 5);
  const { txs } = outbox.take(0, (each) => sendable(each, document));
  assertEquals(txs[0]!.ops, [{ ...edit, base: 5 }]);
  const again = outbox.requeue(1);
  assertEquals([again?.cseq, again?.ops], [null, [{ ...edit, base: 5 }]]);
  assertEquals(
    outbox.unanswered.map(({ ops }) => ops[0]!.op),
    ["delete", "delete", "text"],
  );
});

Deno.test("[E12] [T41] an edit whose event has not come is kept though it is answered: what is typed on is made of its letters", () => {
  const letter: Op = { op: "text", id: "a", edit: ["x"] };
  const typing = { ...tx, ops: [letter], texts: [["a", ""]] as const };
  const kept = (change: (outbox: Outbox) => void) => {
    const store = new MemoryOutboxStore();
    const outbox = new Outbox(store.load(), (records) => store.write(records));
    outbox.add(typing);
    outbox.add(tx);
    outbox.joined("e1", 0);
    numbers(outbox);
    change(outbox);
    assertEquals(outbox.unanswered, []);
    return store.load().txs.map(({ key }) => key);
  };
  const isSeen = (...seen: [first: boolean, second: boolean]) =>
    kept((outbox) => seen.forEach((each, i) => outbox.answered(i + 1, each)));
  // What is no typing need not be known.
  assertEquals(isSeen(false, false), [1]);
  assertEquals(isSeen(true, true), []);
  const inTheEnd = kept((outbox) => {
    for (const cseq of [1, 2]) outbox.answered(cseq, false);
    for (const key of [1, 2]) outbox.seen(key);
  });
  assertEquals(inTheEnd, []);
  const inAnotherLife = kept((outbox) => {
    for (const cseq of [1, 2]) outbox.answered(cseq, false);
    outbox.disconnected();
    outbox.joined("e2", 0);
  });
  assertEquals(inAnotherLife, []);
});

Deno.test("[E12] a stale edit goes before what was done after it and is not on its way yet", () => {
  const outbox = new Outbox();
  const edit: Op = { op: "text", id: "a", edit: ["x"] };
  outbox.add({ ...tx, ops: [edit], texts: [["a", ""]] });
  outbox.add(tx);
  const { key } = outbox.add({ ...tx, ops: [{ op: "restore", id: "b" }] });
  outbox.joined("e1", 0);
  outbox.take(0, (each) => each.key === key ? null : each);
  outbox.requeue(1);
  assertEquals(
    outbox.unanswered.map(({ ops }) => ops[0]!.op),
    ["delete", "text", "restore"],
  );
});
