/**
 * What is sent again, what is not, and in which order (E16, E24, T41).
 */

import { assertEquals } from "@std/assert";
import { canonicalJson } from "../../document/canonical.ts";
import type { Op } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { MemoryOutboxStore, type OutboxStore } from "./outbox_store.ts";
import type { RoomClientOptions } from "../room_client.ts";

const circle = (id: string, x = 100): Op => ({
  op: "create",
  shape: { id, type: "circle", x, y: 100 },
});

const recolor = (id: string, color: "red" | "blue" | "green"): Op => ({
  op: "set",
  id,
  props: { color },
});

/** Lets promises run on that wait for nothing else. */
async function ticks(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

function synced(name = "ana", options: Partial<RoomClientOptions> = {}) {
  const w = new FakeWorld();
  const client = w.client(name, options);
  w.settle();
  return { w, client };
}

Deno.test("[E16] a lost ack: the transaction is sent again, gets its first answer, and happened once", async () => {
  const { w, client } = synced();
  const answer = client.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  client.submit([circle("a")]);
  client.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  while (w.network.last.deliverUp());
  assertEquals(w.server.document.seq, 2);
  w.network.last.cut();
  assertEquals(client.status.state, "offline");
  assertEquals(client.status.unsent, 3);
  w.settle();
  assertEquals((await answer).type, "ack");
  assertEquals(client.status.unsent, 0);
  assertEquals(w.server.document.seq, 2);
  assertEquals(client.document.shapes.get("a")?.shape.x, 108);
  assertEquals(
    canonicalJson(client.document),
    canonicalJson(w.server.document),
  );
});

Deno.test("[E16] another's deletion between a lost ack and its resend stays a deletion", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  const line = w.network.lines[0]!;
  ana.submit([circle("a")]);
  line.deliverUp();
  line.cut();
  w.network.settle();
  ben.submit([{ op: "delete", ids: ["a"] }]);
  w.settle();
  assertEquals(ana.document.shapes.size, 0);
  assertEquals(w.server.document.shapes.size, 0);
});

Deno.test("[T41] work done offline shows, waits, and is delivered once", () => {
  const { w, client } = synced();
  w.network.last.cut();
  client.submit([circle("a")]);
  client.submit([recolor("a", "red")]);
  assertEquals(client.document.shapes.get("a")?.shape.color, "red");
  assertEquals(client.status.state, "offline");
  assertEquals(client.status.unsent, 2);
  w.settle();
  assertEquals(client.status, { state: "synced", unsent: 0, readOnly: false });
  assertEquals(w.server.document.shapes.get("a")?.shape.color, "red");
  assertEquals(w.server.document.seq, 2);
});

Deno.test("[E16] a refused transaction is taken out, told with its ops, and the next go on", async () => {
  const { w, client } = synced();
  const refused: Op[][] = [];
  client.on("refused", ({ ops }) => refused.push([...ops]));
  w.server.refusals.push({ code: "invalid", message: "no" });
  const answers = Promise.all([
    client.submit([circle("a")]),
    client.submit([circle("b")]),
  ]);
  w.settle();
  assertEquals((await answers).map(({ type }) => type), ["nack", "ack"]);
  assertEquals(refused, [[circle("a")]]);
  assertEquals([...client.document.shapes.keys()], ["b"]);
});

Deno.test("[E16] what the server has had another body of under its number is refused for good, and shown no more", async () => {
  const { w, client } = synced();
  const answers = [client.submit([circle("a")]), client.submit([circle("b")])];
  w.network.last.send({
    type: "error",
    code: "same_number_other_body",
    message: "1 was something else",
    roomId: "lobby",
    cseq: 1,
  });
  w.network.last.deliverDown();
  assertEquals([...client.document.shapes.keys()], ["b"]);
  assertEquals(client.status.unsent, 1);
  const first = await answers[0]!;
  assertEquals(first.type === "nack" && [first.code, first.message], [
    "invalid",
    "1 was something else",
  ]);
});

for (
  const refusal of [
    { code: "limit", message: "slower", retryAfterMs: 300 },
    { code: "unavailable", message: "the disk is full" },
    { code: "read_only", message: "the room is locked" },
    { code: "forbidden", message: "you may look" },
  ] as const
) {
  Deno.test(`[E16] a nack ${refusal.code} consumes no number: everything is sent again, in order`, async () => {
    const { w, client } = synced();
    const states: string[] = [];
    client.on("status", ({ readOnly, reason }) => {
      if (reason !== undefined) states.push(`${readOnly} ${reason}`);
    });
    w.server.refusals.push(refusal);
    const answers = ["a", "b", "c"].map((id) => client.submit([circle(id)]));
    w.network.settle();
    assertEquals(client.status.unsent, 3);
    w.settle();
    const done = await Promise.all(answers);
    assertEquals(done.map((one) => one.type === "ack" && one.cseq), [1, 2, 3]);
    assertEquals(w.server.log.map(({ ops }) => ops.length), [1, 1, 1]);
    const readOnly = refusal.code === "read_only" ||
      refusal.code === "forbidden";
    const told = refusal.code === "limit"
      ? []
      : [`${readOnly} ${refusal.message}`];
    assertEquals([...new Set(states)], told);
  });
}

Deno.test("[E16] what a server held back goes at once on the next connection, not when the earlier one would have taken it", () => {
  const { w, client } = synced();
  const retryAfterMs = 60_000;
  w.server.refusals.push({ code: "limit", message: "slower", retryAfterMs });
  client.submit([circle("a")]);
  w.network.settle();
  assertEquals(client.status.unsent, 1);
  w.network.last.cut();
  w.settle();
  assertEquals(client.status.unsent, 0);
  assertEquals(w.clock.monotonic() < retryAfterMs, true);
});

Deno.test("[E16] a client that is closed while it waits leaves no timer behind", () => {
  const { w, client } = synced();
  const retryAfterMs = 60_000;
  w.server.refusals.push({ code: "limit", message: "slower", retryAfterMs });
  client.submit([circle("a")]);
  w.network.settle();
  void client.close();
  assertEquals(w.clock.nextIn, null);
});

Deno.test("[E16] a client that forgot its numbers goes on after the server's", () => {
  const { w, client } = synced();
  client.submit([circle("a")]);
  w.settle();
  client.close();
  const again = w.client("ana");
  again.submit([circle("b")]);
  w.settle();
  assertEquals(again.status.unsent, 0);
  assertEquals(w.server.document.shapes.size, 2);
});

Deno.test("[E24] after a restored backup, unanswered work is renumbered and delivered once", () => {
  const { w, client } = synced();
  for (let i = 0; i < 5; i++) client.submit([circle(`c${i}`)]);
  w.settle();
  w.network.last.cut();
  w.server.restoreBackup(2, { "client-of-ana-0123456789": 2 });
  client.submit([circle("late")]);
  w.settle();
  assertEquals(client.status.unsent, 0);
  assertEquals([...client.document.shapes.keys()].sort(), ["c0", "c1", "late"]);
  assertEquals(
    canonicalJson(client.document),
    canonicalJson(w.server.document),
  );
});

Deno.test("[E24] what was acknowledged, not seen, and is not in the backup is shown no more", () => {
  const { w, client } = synced();
  client.submit([circle("kept")]);
  w.settle();
  client.submit([circle("lost")]);
  w.network.last.deliverUp();
  w.network.last.deliverDown();
  w.network.last.cut();
  w.server.restoreBackup(1, { "client-of-ana-0123456789": 1 });
  w.settle();
  assertEquals(client.document, client.confirmed);
  assertEquals([...client.document.shapes.keys()], ["kept"]);
});

Deno.test("[E16] at most 64 are unanswered on the line, and the pace is the server's", () => {
  const w = new FakeWorld();
  w.server.limits = { ...w.server.limits, txPerSecond: 10, txBurst: 80 };
  const client = w.client("ana");
  w.settle();
  for (let i = 0; i < 100; i++) client.submit([circle(`c${i}`)]);
  const { up } = w.network.last;
  const txsUp = () => up.filter((text) => text.includes('"tx"')).length;
  assertEquals(txsUp(), 64);
  w.network.settle();
  assertEquals(w.server.document.seq, 80);
  w.clock.advance(1000);
  w.network.settle();
  assertEquals(w.server.document.seq, 89);
  w.settle();
  assertEquals(w.server.document.seq, 100);
});

Deno.test("[T41] nothing is sent before the outbox has kept it", async () => {
  const w = new FakeWorld();
  const memory = new MemoryOutboxStore();
  const writes: PromiseWithResolvers<void>[] = [];
  const outbox: OutboxStore = {
    load: () => memory.load(),
    write(records) {
      memory.write(records);
      const write = Promise.withResolvers<void>();
      writes.push(write);
      return write.promise;
    },
  };
  const client = w.client("ana", { outbox });
  w.settle();
  for (const write of writes.splice(0)) write.resolve();
  await ticks();
  const answer = client.submit([circle("a")]);
  const txs = () =>
    w.server.received.filter(({ type }) => type === "tx").length;
  while (txs() === 0 && writes.length > 0) {
    w.settle();
    assertEquals(txs(), 0);
    for (const write of writes.splice(0)) write.resolve();
    await ticks();
    w.network.settle();
  }
  assertEquals((await answer).type, "ack");
});

Deno.test("[T41] an outbox that outlived its client is delivered once by the next", () => {
  const w = new FakeWorld();
  const outbox = new MemoryOutboxStore();
  const first = w.client("ana", { outbox });
  w.settle();
  first.submit([circle("a")]);
  w.network.last.deliverUp();
  w.network.last.cut();
  first.submit([recolor("a", "red")]);
  void first.close();
  const second = w.client("ana", { outbox });
  assertEquals(second.status.unsent, 2);
  assertEquals(second.document.shapes.get("a")?.shape.color, "red");
  w.settle();
  assertEquals(second.status.unsent, 0);
  assertEquals(w.server.document.seq, 2);
  assertEquals(outbox.load().txs, []);
});
