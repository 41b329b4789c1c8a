/**
 * Undo of what was done before this client began, or came without being seen (E19).
 */

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import { FakeWorld } from "../testing/fake_world.ts";
import { MemoryOutboxStore } from "../outbox/outbox_store.ts";
import type { RoomClient } from "../room_client.ts";

const circle = (id: string): Op => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});
const recolor = (id: string, color: "red" | "blue" | "green"): Op => ({
  op: "set",
  id,
  props: { color },
});
const move = (id: string, dx: number): Op => ({
  op: "move",
  ids: [id],
  dx,
  dy: 0,
});

/** Ana's client, again and again: each time another one, of the same person. */
function lives(w: FakeWorld) {
  let life = 0, last: RoomClient | null = null;
  return (options = {}): RoomClient => {
    void last?.close();
    const clientId = `client-of-ana-life-${++life}`;
    last = w.client("ana", {
      userKey: "k_of-ana-0123456789",
      clientId,
      ...options,
    });
    w.settle();
    return last;
  };
}

/** What a person sees of the room. */
function picture(client: RoomClient): string {
  const { shapes, order } = client.document;
  return [...order].map(({ id }) => {
    const { shape } = shapes.get(id)!;
    return `${id} ${shape.x} ${shape.color} ${"text" in shape && shape.text}`
      .trim();
  }).join("; ");
}

/** Undoes, or redoes, and lets everything arrive. */
async function turn(
  w: FakeWorld,
  client: RoomClient,
  what: "undo" | "redo",
): Promise<boolean> {
  const report = await w.until(client[what]());
  w.settle();
  return report !== null;
}

Deno.test("[E19] what was done before the client began can be undone and redone, step by step", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  const first = live();
  const seen = [picture(first)];
  for (const ops of [[circle("a")], [recolor("a", "red")], [move("a", 8)]]) {
    first.submit(ops);
    w.settle();
    seen.push(picture(first));
  }
  // Each step by a client of its own.
  for (let step = 2; step >= 0; step--) {
    const client = live();
    assertEquals(await turn(w, client, "undo"), true);
    assertEquals(picture(client), seen[step]);
  }
  assertEquals(await turn(w, live(), "undo"), false);
  for (let step = 1; step <= 3; step++) {
    const client = live();
    assertEquals(await turn(w, client, "redo"), true);
    assertEquals(picture(client), seen[step]);
  }
  assertEquals(await turn(w, live(), "redo"), false);
  assertEquals(await turn(w, live(), "undo"), true);
});

Deno.test("[E19] a group is one step after a restart too, and what others did in between is theirs", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  const ben = w.client("ben");
  const first = live();
  for (const id of ["a", "b", "c"]) {
    first.submit([circle(id)], { group: "g" });
    w.settle();
    ben.submit([circle(`ben-${id}`)]);
    w.settle();
  }
  ben.submit([recolor("b", "blue")]);
  w.settle();
  const report = await w.until(live().undo());
  w.settle();
  assertEquals(report?.skipped, [{ id: "b", registers: [] }]);
  assertEquals([...w.server.document.shapes.keys()].sort(), [
    "b",
    "ben-a",
    "ben-b",
    "ben-c",
  ]);
});

Deno.test("[E19] new work ends what could be redone, and that holds after a restart", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  const first = live();
  first.submit([circle("a")]);
  w.settle();
  await turn(w, first, "undo");
  const second = live();
  second.submit([circle("b")]);
  w.settle();
  assertEquals(await turn(w, second, "redo"), false);
  assertEquals(await turn(w, live(), "redo"), false);
});

Deno.test("[E14, E19] a deletion of before is undone: the shape is back where it stood", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  const first = live();
  for (const id of ["a", "b", "c"]) first.submit([circle(id)]);
  first.submit([recolor("b", "red")]);
  w.settle();
  const before = picture(first);
  first.submit([{ op: "delete", ids: ["a", "b"] }]);
  w.settle();
  const second = live();
  await turn(w, second, "undo");
  assertEquals(picture(second), before);
});

Deno.test("[E12, E19] typing of before is taken back out of what others typed around it", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  const ben = w.client("ben");
  const first = live();
  ben.submit([{ op: "create", shape: { id: "t", type: "text", text: "()" } }]);
  w.settle();
  first.submit([{ op: "text", id: "t", edit: [1, "ana"] }]);
  w.settle();
  ben.submit([{ op: "text", id: "t", edit: [2, "BEN"] }]);
  w.settle();
  const second = live();
  assertEquals(picture(second), "t 0 default (aBENna)");
  await turn(w, second, "undo");
  assertEquals(picture(ben), picture(second));
});

Deno.test("[E19] what a reconnection brought without its event is undone as well", async () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  ana.submit([circle("a")]);
  w.settle();
  ana.submit([recolor("a", "red")]);
  ana.submit([move("a", 8)]);
  const line = w.network.last;
  while (line.deliverUp());
  line.cut();
  w.settle();
  assertEquals(picture(ana), "a 108 red");
  await turn(w, ana, "undo");
  assertEquals(picture(ana), "a 100 red");
  await turn(w, ana, "undo");
  assertEquals(picture(ana), "a 100 default");
});

Deno.test("[E19, T41] what waited in the outbox over a restart is undone once, sent or not", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  const outbox = new MemoryOutboxStore();
  const clientId = "client-of-ana-with-an-outbox";
  const first = live({ outbox, clientId });
  first.submit([circle("a")]);
  w.settle();
  first.submit([recolor("a", "red")]);
  w.network.last.deliverUp(); // it is in the log, and the answer is lost
  w.network.last.cut();
  first.submit([move("a", 8)]);
  const second = live({ outbox, clientId });
  assertEquals(picture(second), "a 108 red");
  for (const expected of ["a 100 red", "a 100 default", ""]) {
    assertEquals(await turn(w, second, "undo"), true);
    assertEquals(picture(second), expected);
  }
  assertEquals(await turn(w, second, "undo"), false);
});

Deno.test("[E19] without a connection what is in the log can't be undone yet; with one it can", async () => {
  const w = new FakeWorld();
  const live = lives(w);
  live().submit([circle("a")]);
  w.settle();
  const second = live();
  w.network.last.cut();
  const failure = await second.undo().then(() => "", String);
  assertEquals(failure, "Error: Cannot read history: not connected");
  w.settle();
  assertEquals(await turn(w, second, "undo"), true);
  assertEquals(picture(second), "");
});

for (const effect of ["an effect", "none"]) {
  Deno.test(`[E19] an undo that failed as its step was answered can be made again, of a step with ${effect}`, async () => {
    const w = new FakeWorld();
    const ana = w.client("ana");
    w.settle();
    ana.submit([circle("a")]);
    w.settle();
    const line = w.network.last;
    const group = { group: "both" };
    ana.submit([recolor("a", "red")], group);
    ana.submit([move(effect === "none" ? "nothing" : "a", 8)], group);
    while (line.deliverUp());
    const failure = ana.undo().then(() => "", String);
    await Promise.resolve();
    // They are in the log, and their answers are lost: they come in the content.
    line.cut();
    w.settle();
    const isAsked = () =>
      w.network.last.up.some((text) => text.includes('"history"'));
    for (let i = 0; i < 100 && !isAsked(); i++) await Promise.resolve();
    assertEquals(isAsked(), true);
    w.network.last.cut();
    assertEquals((await failure).startsWith("Error: Cannot read"), true);
    w.settle();
    assertEquals(await turn(w, ana, "undo"), true);
    assertEquals(picture(ana), "a 100 default");
    assertEquals(await turn(w, ana, "undo"), true);
    assertEquals(picture(ana), "");
  });
}

/** Ana's step of two: one is in the log, and its event was not seen; the other one waits. */
async function halfSent(): Promise<{ w: FakeWorld; ana: RoomClient }> {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  ana.submit([circle("a")]);
  w.settle();
  ana.submit([recolor("a", "red")], { group: "both" });
  const line = w.network.last;
  while (line.deliverUp());
  line.cut();
  w.settle();
  w.network.last.cut();
  ana.submit([move("a", 8)], { group: "both" });
  const failure = await ana.undo().then(() => "", String);
  assertEquals(failure, "Error: Cannot read history: not connected");
  assertEquals(picture(ana), "a 100 red");
  return { w, ana };
}

Deno.test("[E19] [T41] what an undo took back before it failed can be done again at once", async () => {
  const { w, ana } = await halfSent();
  const redo = ana.redo();
  for (let i = 0; i < 20; i++) await Promise.resolve();
  assertEquals(picture(ana), "a 108 red");
  w.settle();
  await w.until(redo);
  for (const expected of ["a 100 red", "a 100 default"]) {
    assertEquals(await turn(w, ana, "undo"), true);
    assertEquals(picture(ana), expected);
  }
});

Deno.test("[E19] [T41] what an undo took back before it failed is done again after the rest of its step", async () => {
  const { w, ana } = await halfSent();
  w.settle();
  assertEquals(await turn(w, ana, "undo"), true);
  assertEquals(picture(ana), "a 100 default");
  for (const expected of ["a 100 red", "a 108 red"]) {
    assertEquals(await turn(w, ana, "redo"), true);
    assertEquals(picture(ana), expected);
  }
});

Deno.test("[E19] [T41] what waits to be done again outlasts a redo that failed", async () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  w.settle();
  ana.submit([circle("a")]);
  ana.submit([recolor("a", "red")], { group: "both" });
  w.settle();
  w.network.last.cut();
  ana.submit([move("a", 8)], { group: "both" });
  const undone = ana.undo();
  for (let i = 0; i < 20; i++) await Promise.resolve();
  assertEquals(picture(ana), "a 100 default");
  // It is in the log, and its event is not seen.
  w.enter(ana);
  while (w.network.last.deliverUp());
  w.network.last.cut();
  w.settle();
  await w.until(undone);
  w.network.last.cut();
  const failure = await ana.redo().then(() => "", String);
  assertEquals(failure, "Error: Cannot read history: not connected");
  w.settle();
  assertEquals(await turn(w, ana, "redo"), true);
  assertEquals(picture(ana), "a 108 red");
});

const anyId = fc.constantFrom("a", "b", "c");
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  anyId.map(circle),
  fc.tuple(anyId, fc.constantFrom("red" as const, "blue" as const))
    .map(([id, color]) => recolor(id, color)),
  anyId.map((id) => move(id, 8)),
  anyId.map((id): Op => ({ op: "delete", ids: [id] })),
  fc.tuple(anyId, fc.constantFrom("front" as const, "back" as const))
    .map(([id, to]): Op => ({ op: "order", ids: [id], to })),
);

Deno.test("[E19] undo n times and redo n times with a restart before each is identity", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          ops: fc.array(anyOp, { minLength: 1, maxLength: 2 }),
          group: fc.constantFrom(undefined, "g", "h"),
        }),
        { maxLength: 6 },
      ),
      async (txs) => {
        const w = new FakeWorld();
        const live = lives(w);
        const first = live();
        for (const { ops, group } of txs) {
          first.submit(ops, group === undefined ? {} : { group });
          w.network.settle();
        }
        const done = picture(first);
        let steps = 0;
        while (await turn(w, live(), "undo")) steps += 1;
        assertEquals(picture(live()), "");
        for (let i = 0; i < steps; i++) await turn(w, live(), "redo");
        assertEquals(picture(live()), done);
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("[E16] [E19] an answer too old to be kept tells no place: undo leaves alone what stands at the head", async () => {
  const w = new FakeWorld();
  const ben = w.client("ben");
  const ana = lives(w)();
  ana.submit([circle("a")]);
  const line = w.network.last;
  line.deliverUp();
  // Neither the answer nor the event arrives.
  line.cut();
  ben.submit([circle("b")]);
  w.network.settle();
  w.server.forgetAnswers();
  w.settle();
  assertEquals(ana.status.unsent, 0);
  assertEquals(picture(ana), "a 100 default; b 100 default");
  await turn(w, ana, "undo");
  assertEquals(picture(ana).includes("b 100"), true);
});

Deno.test("[E19] [E24] what was done before a backup took the room's place is undone as far as the backup holds it", async () => {
  const w = new FakeWorld();
  const ana = lives(w)();
  for (const id of ["a", "b", "c"]) {
    ana.submit([circle(id)]);
    w.settle();
  }
  w.network.last.cut();
  w.server.restoreBackup(2, { "client-of-ana-life-1": 2 });
  w.settle();
  assertEquals(picture(ana), "a 100 default; b 100 default");
  assertEquals(await turn(w, ana, "undo"), true);
  assertEquals(picture(ana), "a 100 default");
  assertEquals(await turn(w, ana, "undo"), true);
  assertEquals(picture(ana), "");
  assertEquals(await turn(w, ana, "undo"), false);
});
