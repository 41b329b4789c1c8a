/**
 * What is typed on while earlier typing waits: what becomes part of that, and what does not.
 */

import { assertEquals } from "@std/assert";
import type { Op } from "../../schema/op.ts";
import type { RoomClient } from "../room_client.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { MemoryOutboxStore } from "./outbox_store.ts";

const label: Op = {
  op: "create",
  shape: { id: "r", type: "rectangle", width: 80, height: 64, text: "" },
};
const typed = (at: number, text: string): Op => ({
  op: "text",
  id: "r",
  edit: at > 0 ? [at, text] : [text],
});
const widened = (width: number): Op => ({
  op: "set",
  id: "r",
  props: { width, height: 64 },
});

/** Ana, whose typing waits behind an edit that is on its way, and ben; both see a label. */
function waiting(): { w: FakeWorld; ana: RoomClient; ben: RoomClient } {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ben.submit([label]);
  w.settle();
  ana.submit([typed(0, "a")], { group: "first" });
  return { w, ana, ben };
}

/** Ben's work reaches ana, whose own edit is still on its way up. */
function benDoes(w: FakeWorld, ben: RoomClient, ops: readonly Op[]): void {
  const [ana, line] = w.network.lines;
  ben.submit(ops);
  line!.deliverUp();
  while (ana!.deliverDown());
}

const groupsOf = (w: FakeWorld) => w.server.log.map(({ group }) => group);

const textIn = (client: RoomClient) => {
  const shape = client.document.shapes.get("r")?.shape;
  return shape !== undefined && "text" in shape ? shape.text : null;
};

Deno.test("[E12] what is typed on in one group while an edit is on its way becomes one edit after it", () => {
  const { w, ana } = waiting();
  for (const [at, letter] of [..."bcd"].entries()) {
    ana.submit([typed(at + 1, letter)], { group: "second" });
  }
  w.settle();
  assertEquals(groupsOf(w), [undefined, "first", "second"]);
  assertEquals(textIn(ana), "abcd");
});

Deno.test("[E12] [E19] typing of another group stays a step of its own, which is undone alone", async () => {
  const { w, ana } = waiting();
  ana.submit([typed(1, "b")], { group: "second" });
  ana.submit([typed(2, "c")], { group: "third" });
  w.settle();
  assertEquals(groupsOf(w), [undefined, "first", "second", "third"]);
  await w.until(ana.undo());
  assertEquals(textIn(ana), "ab");
  await w.until(ana.undo());
  assertEquals(textIn(ana), "a");
});

Deno.test("[E18] a width that was set before another's was seen is told to write over it, though one typed on after that", async () => {
  const { w, ana, ben } = waiting();
  const answer = ana.submit([typed(1, "b"), widened(160)], { group: "g" });
  benDoes(w, ben, [widened(240)]);
  ana.submit([typed(2, "c")], { group: "g" });
  w.settle();
  const { overrode } = await answer as { overrode: { register: string }[] };
  assertEquals(groupsOf(w).at(-1), "g");
  assertEquals(overrode.map(({ register }) => register), ["size"]);
});

Deno.test("[E18] a width that was set in sight of another's writes over nothing, though typing before it had not seen that", async () => {
  const { w, ana, ben } = waiting();
  const answer = ana.submit([typed(1, "b")], { group: "g" });
  benDoes(w, ben, [widened(240)]);
  ana.submit([typed(2, "c"), widened(160)], { group: "g" });
  w.settle();
  const { overrode } = await answer as { overrode: unknown[] };
  assertEquals(groupsOf(w).at(-1), "g");
  assertEquals(overrode, []);
});

Deno.test("[E18] a width that is set again in sight of another's writes over nothing that was not seen", async () => {
  const { w, ana, ben } = waiting();
  const answer = ana.submit([typed(1, "b"), widened(160)], { group: "g" });
  benDoes(w, ben, [widened(240)]);
  ana.submit([typed(2, "c"), widened(200)], { group: "g" });
  w.settle();
  const { overrode } = await answer as { overrode: unknown[] };
  assertEquals(groupsOf(w).at(-1), "g");
  assertEquals(overrode, []);
});

Deno.test("[E12] [limits] what is typed on is a step of its own where both were too much for one transaction", () => {
  const w = new FakeWorld();
  w.server.limits = { ...w.server.limits, frameBytes: 600 };
  const ana = w.client("ana");
  w.settle();
  ana.submit([label]);
  w.settle();
  w.network.last.cut();
  ana.submit([typed(0, "a".repeat(200))]);
  ana.submit([typed(200, "b".repeat(200))]);
  assertEquals(ana.status.unsent, 2);
  w.settle();
  assertEquals([textIn(ana)!.length, ana.status.unsent], [400, 0]);
});

/** The server forgot what ana's edit is made of: she is to send it again at the place 9 of the log. */
function stale(): { w: FakeWorld; ana: RoomClient } {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  ana.submit([label]);
  w.settle();
  w.server.refusals.push({ code: "stale", message: "too old", seq: 9 });
  ana.submit([typed(0, "a")]);
  w.network.settle();
  return { w, ana };
}

Deno.test("[E12] [E22] what is stale for another reason than the text's is told, and not sent for ever", async () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  ana.submit([label]);
  w.settle();
  const { seq } = w.server.document;
  const trimmed = {
    code: "stale" as const,
    message: "shape a was deleted by an event which is not kept any more",
    seq,
    current: [],
  };
  w.server.refusals.push(trimmed, trimmed);
  const answer = ana.submit([{ op: "restore", id: "a" }, typed(0, "a")]);
  w.settle();
  assertEquals((await answer).type, "nack");
  assertEquals([sentBy(w), ana.status.unsent], [2, 0]);
});

const sentBy = (w: FakeWorld) =>
  w.server.received.filter(({ type }) => type === "tx").length;

Deno.test("[E12] [P2] a stale edit that somebody left behind is told to who has no content to make it anew of", () => {
  const outbox = new MemoryOutboxStore();
  const w = new FakeWorld();
  const ana = w.client("ana", { outbox });
  w.settle();
  ana.submit([label]);
  w.settle();
  ana.submit([typed(0, "a")]);
  w.network.last.cut();
  void ana.close();
  w.server.refusals.push({ code: "stale", message: "too old", seq: 1 });
  const heir = w.client("ana", { outbox, content: "events" });
  const told: unknown[] = [];
  heir.on("refused", ({ ops, nack }) => told.push([ops[0]!.op, nack.code]));
  w.settle();
  assertEquals(told, [["text", "stale"]]);
  assertEquals(heir.status.unsent, 0);
});

Deno.test("[E12] a stale edit is not sent again before all is there that it was refused for", () => {
  const { w, ana } = stale();
  w.settle();
  assertEquals([sentBy(w), ana.status.unsent], [2, 1]);
});

Deno.test("[E12] [E24] a stale edit goes again in another life of the room, whose log is shorter", () => {
  const { w, ana } = stale();
  w.network.last.cut();
  w.server.restoreBackup(1, { "client-of-ana-0123456789": 1 });
  w.settle();
  assertEquals([textIn(ana), ana.status.unsent], ["a", 0]);
});

Deno.test("[E12] [T41] what was typed on, or was stale, and is left behind by a client that ends goes with the same letters: of which state its text is, is kept with it", () => {
  const replaced = (at: number, text: string): Op => ({
    op: "text",
    id: "r",
    edit: [...at > 0 ? [at] : [], text, { d: 1 }],
  });
  for (const isStale of [false, true]) {
    const w = new FakeWorld();
    const outbox = new MemoryOutboxStore();
    const ana = w.client("ana", { outbox });
    const ben = w.client("ben");
    w.settle();
    ben.submit([label, typed(0, "abab")]);
    w.settle();
    ana.submit([typed(0, "a")], { group: "first" });
    const [line] = w.network.lines;
    const go = () => {
      line!.deliverUp();
      while (line!.deliverDown());
    };
    if (isStale) {
      ana.submit([{ op: "text", id: "r", edit: ["a", { d: 2 }] }]);
      benDoes(w, ben, [{ op: "text", id: "r", edit: ["b", { d: 2 }] }]);
      go();
      const seq = w.server.document.seq + 1;
      w.server.refusals.push({ code: "stale", message: "too old", seq });
      go();
    } else {
      ana.submit([replaced(1, "baa"), widened(100)], { group: "second" });
      benDoes(w, ben, [replaced(0, "a")]);
      ana.submit([replaced(0, "aba")], { group: "second" });
    }
    const shown = textIn(ana);
    line!.cut();
    void ana.close();
    const heir = w.client("ana", { outbox });
    w.settle();
    assertEquals([textIn(heir), textIn(ben)], [shown, shown]);
  }
});
