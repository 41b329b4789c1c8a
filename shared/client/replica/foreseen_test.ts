/**
 * What is typed on behind work of one's own that is still to be decided, and may be decided otherwise
 * (E12). Letters look alike: nothing can be found out by looking.
 */

import { assertEquals } from "@std/assert";
import type { Op, TextEdit } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { textOf } from "../testing/typists.ts";
import type { RoomClient } from "../room_client.ts";

const edit = (id: string, ...parts: TextEdit): Op => ({
  op: "text",
  id,
  edit: parts,
});

/** Two labels of equal letters, and two people who see them. */
function room() {
  const w = new FakeWorld();
  const ana = w.client("ana"), ben = w.client("ben");
  w.settle();
  const text = "aaaa";
  ben.submit(["t", "u"].map((id): Op => ({
    op: "create",
    shape: { id, type: "text", text },
  })));
  w.settle();
  const told: Record<string, TextEdit>[] = [];
  ana.on("change", ({ edits }) => {
    if (edits.size > 0) told.push(Object.fromEntries(edits));
  });
  return { w, ana, ben, told };
}

/** What ben does reaches ana at one stroke; what she did stays on its way. */
function benDoes(w: FakeWorld, ben: RoomClient, works: readonly Op[][]): void {
  const [line, bens] = w.network.lines;
  for (const ops of works) {
    ben.submit(ops);
    while (bens!.deliverUp());
    while (bens!.deliverDown());
  }
  const events = line!.down.splice(0).flatMap((parcel) =>
    parcel.kind === "text" ? JSON.parse(parcel.text).events : []
  );
  line!.send({ type: "events", roomId: "lobby", events });
  line!.deliverDown();
}

/** Lets promises run on that wait for nothing else. */
async function ticks(): Promise<void> {
  for (let i = 0; i < 30; i++) await Promise.resolve();
}

const all = (...clients: RoomClient[]) =>
  clients.map((client) => [textOf(client, "t"), textOf(client, "u")]);

Deno.test("[E12] [E19] what is typed on behind an undo goes with its letters, whatever others do meanwhile, and that is told", async () => {
  const { w, ana, ben, told } = room();
  ana.submit([edit("t", 2, "b"), edit("u", 3, "b")]);
  w.settle();
  void ana.undo();
  await ticks();
  ana.submit([edit("t", 3, "x")]);
  assertEquals(all(ana), [["aaaxa", "aaaa"]]);
  benDoes(w, ben, [
    [edit("t", { d: 1 })],
    [edit("t", { d: 1 }), edit("u", 2, "c")],
  ]);
  assertEquals(all(ana), [["axa", "aacaa"]]);
  assertEquals(told, [{ t: [{ d: 2 }], u: [2, "c"] }]);
  w.settle();
  assertEquals(all(ana, ben), Array(2).fill(["axa", "aacaa"]));
});

Deno.test("[E9] what others type in a text that one replaces is neither seen nor told, and goes with that text", () => {
  const { w, ana, ben, told } = room();
  ana.submit([{ op: "set", id: "t", props: { text: "b" } }]);
  ana.submit([edit("t", 1, "x")]);
  benDoes(w, ben, [[edit("t", 4, "a")]]);
  assertEquals([all(ana)[0]![0], told], ["bx", []]);
  w.settle();
  assertEquals(all(ana, ben).map(([t]) => t), ["bx", "bx"]);
});

const label = (id: string, text: string): Op => ({
  op: "create",
  shape: { id, type: "text", text },
});

/** What writes a text whole, and does not come to it: with another answer, or since it is there. */
const UNWRITTEN: [what: string, id: string, own: readonly Op[]][] = [
  ["that is refused", "t", [{ op: "set", id: "t", props: { text: "aaa" } }]],
  ["that another has made meanwhile", "v", [label("v", "aaa")]],
  ["that another has made meanwhile, with more in the same step", "v", [
    label("v", "aaa"),
    label("w", "a"),
    { op: "set", id: "v", props: { color: "red" } },
    { op: "set", id: "u", props: { text: "b" } },
    { op: "move", ids: ["t"], dx: 8, dy: 0 },
  ]],
];

for (const [what, id, own] of UNWRITTEN) {
  Deno.test(`[E12] who types on in a text ${what} deletes nothing of what stands there`, () => {
    const { w, ana, ben } = room();
    w.network.lines[0]!.cut();
    ana.submit(own);
    ana.submit([edit(id, 1, { d: 1 }, "x")]);
    if (id === "t") {
      w.server.refusals.push({ code: "invalid", message: "not this one" });
    } else {
      ben.submit([label(id, "aaaa")]);
      w.network.settle();
    }
    w.settle();
    for (const client of [ana, ben]) {
      assertEquals([...textOf(client, id)!].sort().join(""), "aaaax");
    }
  });
}

Deno.test("[E12] what was typed on in several steps goes without a letter that is refused, among letters that look like it", () => {
  const { w, ana, ben } = room();
  w.network.lines[0]!.cut();
  ana.submit([edit("t", "a")], { group: "one" });
  ana.submit([edit("t", 4, "b")], { group: "two" });
  ana.submit([edit("t", 2, "x")], { group: "three" });
  assertEquals(textOf(ana, "t"), "aaxaaba");
  w.server.refusals.push({ code: "invalid", message: "not this one" });
  w.settle();
  assertEquals(all(ana, ben).map(([t]) => t), ["axaaba", "axaaba"]);
});

Deno.test("[E12] [E19] typing that is done again behind other work fits what is there by then", async () => {
  const { w, ana, ben } = room();
  ben.submit([{ op: "set", id: "t", props: { text: "abcd" } }]);
  w.settle();
  ana.submit([edit("t", 4, "x")]);
  ana.submit([{ op: "move", ids: ["t"], dx: 8, dy: 0 }]);
  ana.submit([edit("t", 1, { d: 1 })]);
  await ana.undo();
  benDoes(w, ben, [[edit("t", "z")]]);
  assertEquals(textOf(ana, "t"), "zabcdx");
  void ana.redo();
  await ticks();
  assertEquals(textOf(ana, "t"), "zacdx");
  w.settle();
  assertEquals(all(ana, ben).map(([t]) => t), ["zacdx", "zacdx"]);
});

for (const [at, left] of [[0, "aayaaax"], [3, "ayaaaax"]] as const) {
  Deno.test(`[E12] [E19] typing that is taken back before it is sent, and done again, stands where it stood: another equal letter came ${at === 0 ? "before" : "behind"} it`, async () => {
    const { w, ana, ben } = room();
    ana.submit([edit("t", 4, "x")]);
    ana.submit([edit("t", 1, "y")], { group: "later" });
    benDoes(w, ben, [[at === 0 ? edit("t", "a") : edit("t", at, "a")]]);
    await ana.undo();
    assertEquals(textOf(ana, "t"), "aaaaax");
    void ana.redo();
    await ticks();
    assertEquals(textOf(ana, "t"), left);
    w.settle();
    assertEquals(all(ana, ben).map(([t]) => t), [left, left]);
  });
}

for (const base of [undefined, 1]) {
  Deno.test(`[E12] [E13] who edits a text and deletes its shape at once, ${base === undefined ? "as it is shown" : "as it was"}, has no more of it, be it taken or refused`, () => {
    for (const isRefused of [false, true]) {
      const { w, ana, ben, told } = room();
      const own = edit("t", 1, "x");
      ana.submit([
        base === undefined ? own : { ...own, base } as Op,
        { op: "delete", ids: ["t"] },
      ]);
      benDoes(w, ben, [[edit("t", "b")]]);
      assertEquals([textOf(ana, "t"), told], [null, []]);
      if (isRefused) {
        w.server.refusals.push({ code: "invalid", message: "not this one" });
      }
      w.settle();
      const left = isRefused ? "baaaa" : null;
      assertEquals(all(ana, ben).map(([t]) => t), [left, left]);
    }
  });
}

Deno.test("[E12] what others typed is told, though what one typed oneself came with it", () => {
  const { w, ana, ben, told } = room();
  ana.submit([edit("t", 2, "x")]);
  ben.submit([edit("t", 1, "b")]);
  const [line, bens] = w.network.lines;
  bens!.deliverUp();
  line!.deliverUp();
  const events = line!.down.splice(0).flatMap((parcel) => {
    const message = parcel.kind === "text" ? JSON.parse(parcel.text) : {};
    if (message.type === "ack") line!.send(message);
    return message.events ?? [];
  });
  assertEquals(events.length, 2);
  line!.send({ type: "events", roomId: "lobby", events });
  w.settle();
  assertEquals([textOf(ana, "t"), told], ["abaxaa", [{ t: [1, "b"] }]]);
});

for (const how of ["event", "delta"] as const) {
  Deno.test(`[E12] a letter that was typed where nobody tells how the text came about, and deleted before it has its place, is gone wherever an ${how === "event" ? "event" : "answer after a lost line"} puts it, and what was typed on goes with it`, () => {
    const { w, ana, ben } = room();
    ana.submit([edit("t", 2, "a")]);
    w.network.lines[0]!.cut();
    for (const text of ["b", "aaaa"]) {
      ben.submit([{ op: "set", id: "t", props: { text } }]);
      w.network.settle();
    }
    w.server.losesPast = true;
    w.enter(ana);
    ana.submit([edit("t", 2, { d: 1 }, "x")], { group: "one" });
    ana.submit([edit("t", 3, "y")], { group: "two" });
    ana.submit([edit("t", 4, "z")], { group: "three" });
    assertEquals(textOf(ana, "t"), "aaxyzaa");
    if (how === "delta") {
      while (w.network.last.deliverUp());
      w.network.last.cut();
    }
    w.settle();
    assertEquals(all(ana, ben).map(([t]) => t), ["aaaaxyz", "aaaaxyz"]);
  });
}

Deno.test("[E12] a stale edit is shown where it will be sent: after what is on its way, and that after what is taken already", () => {
  const { w, ana, ben } = room();
  const [line] = w.network.lines;
  ana.submit([{ op: "set", id: "u", props: { text: "c" } }]);
  ana.submit([edit("t", 2, "x")]);
  ana.submit([{ op: "set", id: "t", props: { text: "b" } }]);
  w.server.refusals.push({ code: "stale", message: "too old", seq: 1 });
  while (line!.deliverUp());
  // The answers come, and not yet what they tell of.
  for (const parcel of line!.down.splice(0)) {
    if (parcel.kind === "text" && parcel.text.includes("events")) continue;
    if (parcel.kind === "text") line!.send(JSON.parse(parcel.text));
    line!.deliverDown();
  }
  assertEquals(textOf(ana, "t"), "bx");
  line!.cut();
  w.settle();
  assertEquals(all(ana, ben), [["bx", "c"], ["bx", "c"]]);
});

Deno.test("[E12] what is typed on in a text that seems to be another's by now is a step of its own, and loses nothing", () => {
  const { w, ana, ben } = room();
  ana.submit([label("v", "aaa")]);
  ana.submit([edit("v", 1, { d: 1 }, "x")]);
  benDoes(w, ben, [[label("v", "bbbb")]]);
  const shown = textOf(ana, "v")!;
  assertEquals([...shown].sort().join(""), "bbbbx");
  ana.submit([edit("v", 5, "y")]);
  assertEquals(textOf(ana, "v"), `${shown}y`);
  w.settle();
  for (const client of [ana, ben]) {
    assertEquals([...textOf(client, "v")!].sort().join(""), "bbbbxy");
  }
});
