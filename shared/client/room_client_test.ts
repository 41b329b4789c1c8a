import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { canonicalJson } from "../document/canonical.ts";
import type { Op } from "../schema/op.ts";
import { FakeWorld } from "./testing/fake_world.ts";
import { MemoryOutboxStore, type OutboxStore } from "./outbox_store.ts";
import type { RoomClient, RoomClientOptions } from "./room_client.ts";
import type { Answer } from "./room_client_events.ts";

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

Deno.test("[P1, P2, P3] a client says hello, joins, and shows the room", () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  for (let i = 0; i < 9; i++) ben.submit([circle(`c${i}`, i)]);
  w.settle();
  const ana = w.client("ana");
  assertEquals(ana.status, { state: "connecting", unsent: 0, readOnly: false });
  w.settle();
  assertEquals(ana.status.state, "synced");
  assertEquals(ana.userId, "u_client-of-ana-0123456789");
  assertEquals(ana.document.shapes.size, 9);
  assertEquals(w.network.last.url, "ws://fake:1/ws");
});

Deno.test("[E17] what is drawn shows at once, and settles when the server has it", async () => {
  const { w, client } = synced();
  const changes: string[][] = [];
  client.on("change", ({ changed }) => changes.push([...changed]));
  const answer = client.submit([circle("a")]);
  assert(client.document.shapes.has("a"));
  assert(!client.confirmed.shapes.has("a"));
  assertEquals(client.status.unsent, 1);
  w.settle();
  assertEquals((await answer).type, "ack");
  assert(client.confirmed.shapes.has("a"));
  assertEquals(client.status.unsent, 0);
  assertEquals(changes, [["a"], []]);
});

Deno.test("[P6] an ack does not change the confirmed document", () => {
  const { w, client } = synced();
  client.submit([circle("a")]);
  const line = w.network.last;
  line.deliverUp();
  line.deliverDown();
  assertEquals(client.status.unsent, 0);
  assertEquals(client.confirmed.seq, 0);
  assert(client.document.shapes.has("a"));
  line.deliverDown();
  assertEquals(client.confirmed.seq, 1);
});

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

Deno.test("[P4] what the content holds already is not shown twice, though its answer is still to come", () => {
  const { w, client } = synced();
  client.submit([circle("a")]);
  w.settle();
  client.submit([{ op: "move", ids: ["a"], dx: 8, dy: 0 }]);
  const seen = new Set<number | undefined>();
  client.on("change", () => seen.add(client.document.shapes.get("a")?.shape.x));
  w.network.last.deliverUp();
  w.network.last.cut();
  w.settle();
  assertEquals([...seen], [108]);
});

Deno.test("[E8] events that come again are skipped", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ben.submit([circle("a")]);
  w.settle();
  const { roomId, events } = { roomId: "lobby", events: w.server.log };
  w.network.lines[0]!.send({ type: "events", roomId, events });
  ben.submit([circle("b")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.send({ type: "events", roomId, events });
  w.settle();
  assertEquals(w.network.lines.length, 2);
  assertEquals(ana.confirmed.seq, 2);
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

Deno.test("[P6] a hole in the events is noticed, and the content asked for anew", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ben.submit([circle("a")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.down.length = 0;
  ben.submit([circle("b")]);
  w.network.lines[1]!.deliverUp();
  w.network.lines[0]!.deliverDown();
  assertEquals(ana.status.state, "offline");
  w.settle();
  assertEquals(ana.document.shapes.size, 2);
});

Deno.test("[P12] what does not parse is told as a problem and otherwise ignored", () => {
  const { w, client } = synced();
  const problems: string[] = [];
  client.on("problem", (problem) => problems.push(problem));
  const line = w.network.last;
  line.send({ type: "events", roomId: "lobby", events: [{ seq: "1" }] });
  line.send({ type: "news" });
  line.send(null);
  line.send({ type: "pong", some: "day" });
  w.settle();
  assertEquals(problems.length, 3);
  assertEquals(client.status.state, "synced");
});

Deno.test("[P5] a transaction that is too large is refused here, without costing the connection", async () => {
  const { client } = synced();
  const text = "x".repeat(9_000);
  const big = Array.from({ length: 8 }, (_, i): Op => ({
    op: "create",
    shape: { id: `t${i}`, type: "text", text },
  }));
  const many = Array.from({ length: 257 }, () => circle("a"));
  for (const ops of [big, many, []]) {
    const answer = await client.submit(ops);
    assertEquals(answer.type, "nack");
    assertEquals(answer.type === "nack" && answer.cseq, null);
  }
  assertEquals(client.status.unsent, 0);
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

Deno.test("[E18] what was written over is told", async () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ana.submit([circle("a")]);
  w.settle();
  const told: string[] = [];
  ana.on("overrode", (states) => {
    told.push(
      ...states.map(({ id, register, userId }) =>
        `${id} ${register} ${userId}`
      ),
    );
  });
  ben.submit([recolor("a", "blue")]);
  w.network.lines[1]!.deliverUp();
  const answer = ana.submit([recolor("a", "red")]);
  w.settle();
  assertEquals((await answer).type, "ack");
  assertEquals(told, ["a color u_client-of-ben-0123456789"]);
  assertEquals(ben.document.shapes.get("a")?.shape.color, "red");
});

Deno.test("[P7] presence is paced, and the latest wins; it is told again after a reconnection", () => {
  const { w, client } = synced();
  const at = (x: number) => ({
    cursor: { x, y: 0 },
    tool: "select",
    selection: [],
    preview: null,
    viewport: null,
  });
  const sent = () =>
    w.server.received.flatMap((message) =>
      message.type === "presence" ? [message.cursor?.x] : []
    );
  for (let x = 1; x <= 5; x++) client.setPresence(at(x));
  w.network.settle();
  assertEquals(sent(), [1]);
  w.clock.advance(49);
  w.network.settle();
  assertEquals(sent(), [1]);
  w.clock.advance(1);
  w.network.settle();
  assertEquals(sent(), [1, 5]);
  w.network.last.cut();
  w.settle();
  assertEquals(sent(), [1, 5, 5]);
});

Deno.test("[P10] a line of chat arrives; said without a connection, it arrives later", async () => {
  const { w, client } = synced();
  const heard: string[] = [];
  client.on("said", ({ text }) => heard.push(text));
  w.network.last.cut();
  const said = client.say("hello");
  w.settle();
  await said;
  assertEquals(heard, ["hello"]);
});

Deno.test("[P9] history is read page by page; without a connection it says so", async () => {
  const { w, client } = synced();
  client.submit([circle("a")]);
  client.submit([circle("b")]);
  w.settle();
  const page = client.history(0, 1);
  w.settle();
  assertEquals((await page).events.map(({ seq }) => seq), [1]);
  w.network.last.cut();
  const failure = await client.history(0, 1).then(() => "", String);
  assertEquals(failure, "Error: Cannot read history: not connected");
});

Deno.test("[P2] with content events there is no drawing, but every event", () => {
  const w = new FakeWorld();
  const client = w.client("ana", { content: "events" });
  const ben = w.client("ben");
  w.settle();
  const seqs: number[] = [];
  client.on("event", ({ seq }) => seqs.push(seq));
  ben.submit([circle("a")]);
  client.submit([circle("b")]);
  w.settle();
  assertEquals(seqs, [1, 2]);
  assertEquals(client.document.shapes.size, 0);
  assertEquals(client.status, { state: "synced", unsent: 0, readOnly: false });
});

Deno.test("[P1] another socket with the same clientId ends this client; its work is told as unanswered", async () => {
  const { w, client } = synced();
  w.network.last.cut();
  const answer = client.submit([circle("a")]);
  w.clock.advance(1000);
  w.network.last.deliverDown();
  w.network.last.cut(4009);
  assertEquals(client.status.state, "closed");
  assertEquals((await answer).type, "unanswered");
  const lines = w.network.lines.length;
  w.settle();
  assertEquals(w.network.lines.length, lines);
  assertEquals((await client.submit([circle("b")])).type, "unanswered");
  assertEquals(
    await client.idle().then(() => "", () => "rejected"),
    "rejected",
  );
});

Deno.test("[T12] synced() and idle() resolve when it is so", async () => {
  const w = new FakeWorld();
  const client = w.client("ana");
  const order: string[] = [];
  const done = [
    client.synced().then(() => order.push("synced")),
    client.submit([circle("a")]),
    client.idle().then(() => order.push("idle")),
  ];
  w.settle();
  await Promise.all(done);
  assertEquals(order, ["synced", "idle"]);
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

Deno.test("[P3] the first content shows as it comes; what replaces it, when it is whole", () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  w.settle();
  for (let i = 0; i < 8; i++) ben.submit([circle(`c${i}`)]);
  w.settle();
  const ana = w.client("ana");
  const line = w.network.last;
  const seen: string[] = [];
  const note = () => {
    const look = `${ana.status.state} ${ana.document.shapes.size}`;
    if (seen.at(-1) !== look) seen.push(look);
  };
  while (line.deliverDown() || line.deliverUp()) note();
  assertEquals(seen, [
    "connecting 0",
    "loading 0",
    "loading 1",
    "loading 2",
    "loading 4",
    "synced 8",
  ]);
  w.server.epoch = "another";
  line.cut();
  seen.length = 0;
  for (let i = 0; i < 9; i++) {
    w.clock.advance(100);
    while (w.network.last.deliverDown() || w.network.last.deliverUp()) note();
  }
  assertEquals(seen, ["offline 8", "loading 8", "synced 8"]);
});

/** What is seen of the room: by id, all that matters to the eye. */
function pictureOf(client: RoomClient): Record<string, string> {
  return Object.fromEntries(
    [...client.document.shapes.keys()].sort().map((
      id,
    ) => [id, lookOf(client, id)]),
  );
}

function lookOf(client: RoomClient, id: string): string {
  const shape = client.document.shapes.get(id)?.shape;
  return shape === undefined
    ? ""
    : `${shape.x} ${shape.y} ${shape.color} ${shape.z}`;
}

/** A screen that draws only what it is told has changed. */
function screenOf(client: RoomClient): () => Record<string, string> {
  const screen = new Map<string, string>();
  client.on("change", ({ changed }) => {
    for (const id of changed) screen.set(id, lookOf(client, id));
  });
  return () =>
    Object.fromEntries(
      [...screen].filter(([, look]) => look !== "").toSorted(([a], [b]) =>
        a < b ? -1 : 1
      ),
    );
}

/** One thing that happens in a schedule; numbers choose among what is there. */
type Step =
  | { readonly do: "submit"; readonly who: number; readonly op: Op }
  | { readonly do: "up" | "down"; readonly who: number }
  | { readonly do: "cut" | "silence"; readonly who: number }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "refuse" };

const NAMES = ["ana", "ben", "eve"];
const anyWho = fc.nat(NAMES.length - 1);
const anyId = fc.constantFrom("a", "b", "c", "d");
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  anyId.map((id) => circle(id)),
  fc.tuple(anyId, fc.nat(500)).map(([id, x]): Op => ({
    op: "put",
    shape: { id, type: "circle", x },
  })),
  fc.tuple(anyId, fc.constantFrom("red", "blue", "green" as const)).map((
    [id, color],
  ): Op => ({ op: "set", id, props: { color: color as "red" } })),
  anyId.map((id): Op => ({ op: "move", ids: [id], dx: 8, dy: -16 })),
  anyId.map((id): Op => ({ op: "delete", ids: [id] })),
  anyId.map((id): Op => ({ op: "restore", id })),
  fc.tuple(anyId, fc.constantFrom("front", "back")).map(([id, to]): Op => ({
    op: "order",
    ids: [id],
    to: to as "front",
  })),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("submit" as const),
      who: anyWho,
      op: anyOp,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom("up" as const, "down" as const),
      who: anyWho,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("cut" as const, "silence" as const),
      who: anyWho,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(50, 1000, 16_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "refuse" as const }) },
);

Deno.test("[E16, P6] after any schedule of work, losses and reconnections all documents are the server's, each transaction happened once, and what changed was told", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 100, size: "max" }), (steps) => {
      const w = new FakeWorld();
      const clients = NAMES.map((name) => w.client(name));
      const answers: Answer[] = [];
      let submitted = 0;
      const screens = clients.map((client) => {
        client.on("answer", ({ answer }) => answers.push(answer));
        return screenOf(client);
      });
      // Lines are told apart by the clientId in their hello: the last of a client's counts.
      const lineOf = (who: number) =>
        w.network.lines.filter((_, i) => owners[i] === who).at(-1)!;
      const owners: number[] = [0, 1, 2];
      const connectOf = () => {
        while (owners.length < w.network.lines.length) {
          const line = w.network.lines[owners.length]!;
          line.deliverDown();
          owners.push(
            NAMES.findIndex((name) =>
              line.up[0]?.includes(`client-of-${name}`)
            ),
          );
        }
      };
      for (const step of steps) {
        connectOf();
        if (step.do === "submit") {
          submitted += 1;
          clients[step.who]!.submit([step.op]);
        } else if (step.do === "up") lineOf(step.who).deliverUp();
        else if (step.do === "down") lineOf(step.who).deliverDown();
        else if (step.do === "cut") lineOf(step.who).cut();
        else if (step.do === "silence") lineOf(step.who).silence();
        else if (step.do === "wait") w.clock.advance(step.ms);
        else w.server.refusals.push({ code: "invalid", message: "no" });
      }
      w.settle();
      w.settle();
      const truth = canonicalJson(w.server.document);
      for (const [i, client] of clients.entries()) {
        assertEquals(screens[i]!(), pictureOf(client));
        assertEquals(client.status, {
          state: "synced",
          unsent: 0,
          readOnly: false,
        });
        assertEquals(canonicalJson(client.confirmed), truth);
        assertEquals(canonicalJson(client.document), truth);
      }
      assertEquals(answers.length, submitted);
      const seqs = new Set(
        answers.flatMap((answer) => answer.type === "ack" ? [answer.seq] : []),
      );
      for (const { seq } of w.server.log) assert(seqs.has(seq));
    }),
    { numRuns: 400 },
  );
});
