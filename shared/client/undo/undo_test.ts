import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { Op } from "../../schema/op.ts";
import type { Shape } from "../../schema/shape.ts";
import { MemoryOutboxStore } from "../outbox/outbox_store.ts";
import { FakeWorld } from "../testing/fake_world.ts";
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

function two(): { w: FakeWorld; ana: RoomClient; ben: RoomClient } {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  return { w, ana, ben };
}

/** Lets promises run on that wait for nothing else. */
async function ticks(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const colorOf = (client: RoomClient, id = "a") =>
  client.document.shapes.get(id)?.shape.color;

Deno.test("[E19] [E16] what is too much for one transaction comes back as it was, in several", async () => {
  const { w, ana } = two();
  const { opsPerTx } = w.server.limits;
  const ids = Array.from({ length: opsPerTx }, (_, i) => `s${i}`);
  ana.submit(ids.map(circle));
  w.settle();
  ana.submit([{ op: "move", ids, dx: 8, dy: 0 }, { op: "delete", ids }]);
  w.settle();
  assertEquals((await w.until(ana.undo()))?.skipped, []);
  assertEquals(w.server.log.length, 4);
  assertEquals(
    ids.map((id) => ana.document.shapes.get(id)?.shape.x),
    ids.map(() => 100),
  );
});

Deno.test("[E19] undo and redo walk through one's own work", async () => {
  const { w, ana } = two();
  for (const ops of [[circle("a")], [recolor("a", "red")], [move("a", 8)]]) {
    ana.submit(ops);
  }
  w.settle();
  const look = () => {
    const shape = ana.document.shapes.get("a")?.shape;
    return shape === undefined ? "none" : `${shape.color} ${shape.x}`;
  };
  const seen = [look()];
  for (let i = 0; i < 3; i++) {
    await w.until(ana.undo());
    seen.push(look());
  }
  assertEquals(await w.until(ana.undo()), null);
  for (let i = 0; i < 3; i++) {
    await w.until(ana.redo());
    seen.push(look());
  }
  assertEquals(await w.until(ana.redo()), null);
  assertEquals(seen, [
    "red 108",
    "red 100",
    "default 100",
    "none",
    "default 100",
    "red 100",
    "red 108",
  ]);
});

Deno.test("[E19] steps that are undone at once are undone one after the other, each of what the last one left", async () => {
  const { w, ana } = two();
  for (const ops of [[circle("a")], [recolor("a", "red")]]) ana.submit(ops);
  ana.submit([recolor("a", "blue")]);
  w.settle();
  const turns = [ana.undo(), ana.undo()];
  // However long the first one is on its way.
  for (let i = 0; i < 20; i++) await ticks();
  const undone = await w.until(Promise.all(turns));
  assertEquals(undone.map((report) => report?.skipped), [[], []]);
  assertEquals(colorOf(ana), "default");
});

Deno.test("[E19] what somebody else changed since is left alone, and told", async () => {
  const { w, ana, ben } = two();
  ana.submit([circle("a")]);
  ana.submit([recolor("a", "red"), move("a", 8)]);
  w.settle();
  ben.submit([recolor("a", "blue")]);
  w.settle();
  const report = await w.until(ana.undo());
  w.settle();
  assertEquals(report?.skipped, [{ id: "a", registers: ["color"] }]);
  assertEquals(colorOf(ana), "blue");
  assertEquals(ana.document.shapes.get("a")?.shape.x, 100);
  const creation = await w.until(ana.undo());
  assertEquals(creation?.skipped, [{ id: "a", registers: [] }]);
  assertEquals(ben.document.shapes.has("a"), true);
});

Deno.test("[E19] what somebody else changes while the undo is on its way is left alone, and told", async () => {
  const { w, ana, ben } = two();
  ana.submit([circle("a")]);
  ana.submit([recolor("a", "red")]);
  w.settle();
  const undo = ana.undo();
  await ticks();
  ben.submit([recolor("a", "blue")]);
  w.network.lines[1]!.deliverUp();
  const report = await w.until(undo);
  assertEquals(report?.results, [{ skipped: ["color"] }]);
  assertEquals(report?.skipped, [{ id: "a", registers: ["color"] }]);
  w.settle();
  assertEquals(colorOf(ana), "blue");
  assertEquals(await w.until(ana.redo()), null);
});

Deno.test("[E19] another's value under one's own later write is not taken away", async () => {
  const { w, ana, ben } = two();
  ana.submit([circle("a")]);
  ana.submit([recolor("a", "red")]);
  w.settle();
  ben.submit([recolor("a", "blue")]);
  w.settle();
  ana.submit([recolor("a", "green")]);
  w.settle();
  await w.until(ana.undo());
  w.settle();
  assertEquals(colorOf(ana), "blue");
  await w.until(ana.undo());
  w.settle();
  assertEquals(colorOf(ben), "blue");
});

Deno.test("[E19] a group is undone and redone together", async () => {
  const { w, ana } = two();
  ana.submit([circle("lone")]);
  for (const id of ["a", "b", "c"]) ana.submit([circle(id)], { group: "g" });
  ana.submit([recolor("a", "red")], { group: "g" });
  w.settle();
  await w.until(ana.undo());
  w.settle();
  assertEquals([...ana.document.shapes.keys()], ["lone"]);
  await w.until(ana.redo());
  w.settle();
  assertEquals(ana.document.shapes.size, 4);
  assertEquals(colorOf(ana), "red");
});

Deno.test("[E19] a group that needs several transactions to undo is still one step", async () => {
  const { w, ana } = two();
  w.server.limits = { ...w.server.limits, opsPerTx: 4 };
  const carol = w.client("carol");
  w.settle();
  const ids = Array.from({ length: 10 }, (_, i) => `c${i}`);
  for (const id of ids) ana.submit([circle(id)]);
  w.settle();
  for (const id of ids) carol.submit([recolor(id, "red")], { group: "g" });
  w.settle();
  await w.until(carol.undo());
  w.settle();
  assertEquals(
    new Set(ids.map((id) => colorOf(ana, id))),
    new Set(["default"]),
  );
  await w.until(carol.redo());
  w.settle();
  assertEquals(new Set(ids.map((id) => colorOf(ana, id))), new Set(["red"]));
});

Deno.test("[E19] what was restacked and deleted comes back in its place, though it takes several transactions", async () => {
  const { w, ana, ben } = two();
  w.server.limits = { ...w.server.limits, opsPerTx: 4 };
  const carol = w.client("carol");
  w.settle();
  const ids = Array.from({ length: 8 }, (_, i) => `c${i}`);
  for (const id of ids) ben.submit([circle(id)]);
  w.settle();
  const stack = () => [...ana.document.order].map(({ id }) => id);
  for (const id of ["c3", "c1", "c6", "c4"]) {
    carol.submit([{ op: "order", ids: [id], to: "front" }], { group: "g" });
  }
  const gone = ["c1", "c3", "c4", "c5"];
  carol.submit([{ op: "delete", ids: gone }], { group: "g" });
  w.settle();
  const done = stack();
  const report = await w.until(carol.undo());
  w.settle();
  assertEquals([stack(), report?.skipped], [ids, []]);
  await w.until(carol.redo());
  w.settle();
  assertEquals(stack(), done);
});

Deno.test("[E19] work that was never sent is taken back without a trace, and done again by redo", async () => {
  const { w, ana } = two();
  w.network.lines[0]!.cut();
  const answer = ana.submit([circle("a")]);
  ana.submit([circle("b")]);
  await ana.undo();
  await ana.undo();
  assertEquals((await answer).type, "withdrawn");
  assertEquals(ana.document.shapes.size, 0);
  assertEquals(ana.status.unsent, 0);
  const redo = ana.redo();
  await ticks();
  assertEquals(ana.status.unsent, 1);
  w.settle();
  await w.until(redo);
  assertEquals([...w.server.document.shapes.keys()], ["a"]);
  assertEquals(w.server.document.seq, 1);
});

Deno.test("[E19] undo waits for work that is under way", async () => {
  const { w, ana } = two();
  ana.submit([circle("a")]);
  const undo = ana.undo();
  assertEquals(ana.document.shapes.size, 1);
  await w.until(undo);
  w.settle();
  assertEquals(w.server.document.shapes.size, 0);
  assertEquals(w.server.document.seq, 2);
});

Deno.test("[E19] who undoes faster than the server answers undoes step after step", async () => {
  const { w, ana } = two();
  ana.submit([circle("a")]);
  for (const color of ["red", "blue"] as const) {
    ana.submit([recolor("a", color)]);
  }
  w.settle();
  await w.until(Promise.all([ana.undo(), ana.undo()]));
  w.settle();
  assertEquals(colorOf(ana), "default");
  await w.until(Promise.all([ana.redo(), ana.redo()]));
  w.settle();
  assertEquals(colorOf(ana), "blue");
});

Deno.test("[E19] what was refused or had no effect is no step", async () => {
  const { w, ana } = two();
  ana.submit([circle("a")]);
  w.settle();
  w.server.refusals.push({ code: "invalid", message: "no" });
  ana.submit([recolor("a", "red")]);
  ana.submit([circle("a")]);
  ana.submit([{ op: "delete", ids: ["nobody"] }]);
  w.settle();
  await w.until(ana.undo());
  w.settle();
  assertEquals(ana.document.shapes.size, 0);
});

Deno.test("[E19] new work ends what could be redone", async () => {
  const { w, ana } = two();
  ana.submit([circle("a")]);
  w.settle();
  await w.until(ana.undo());
  w.settle();
  ana.submit([circle("b")]);
  w.settle();
  assertEquals(await w.until(ana.redo()), null);
});

Deno.test("[E19] a deleted shape comes back at once, as it was", async () => {
  const { w, ana } = two();
  ana.submit([circle("a")]);
  ana.submit([recolor("a", "red")]);
  ana.submit([{ op: "delete", ids: ["a"] }]);
  w.settle();
  const undo = ana.undo();
  await ticks();
  assertEquals(colorOf(ana), "red");
  await w.until(undo);
  w.settle();
  assertEquals(w.server.document.shapes.get("a")?.shape.color, "red");
});

/** What a person sees of the room. */
function picture(client: RoomClient): string {
  const { shapes, order } = client.document;
  return [...order].map(({ id }) => {
    const shape = shapes.get(id)!.shape as Shape & { radius?: number };
    return `${id} ${shape.x} ${shape.color} ${shape.radius}`;
  }).join("; ");
}

const anyId = fc.constantFrom("a", "b", "c");
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  anyId.map(circle),
  fc.tuple(anyId, fc.constantFrom("red", "blue", "green")).map(
    ([id, color]) => recolor(id, color as "red"),
  ),
  anyId.map((id) => move(id, 8)),
  anyId.map((id): Op => ({ op: "delete", ids: [id] })),
  fc.tuple(anyId, fc.constantFrom("front", "back")).map(([id, to]): Op => ({
    op: "order",
    ids: [id],
    to: to as "front",
  })),
);

Deno.test("[E19] undo n times and redo n times, without others, is identity", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyOp, { minLength: 1, maxLength: 3 }), {
        maxLength: 10,
        size: "max",
      }),
      async (txs) => {
        const w = new FakeWorld();
        const ana = w.client("ana");
        w.settle();
        const pictures = [picture(ana)];
        for (const ops of txs) {
          ana.submit(ops);
          w.network.settle();
          if (pictures.at(-1) !== picture(ana)) pictures.push(picture(ana));
        }
        // Steps that changed nothing visible (an equal value) are steps as well.
        let steps = 0;
        const back = [picture(ana)];
        while (await w.until(ana.undo()) !== null) {
          w.network.settle();
          steps += 1;
          if (back.at(-1) !== picture(ana)) back.push(picture(ana));
        }
        assertEquals(back, pictures.toReversed());
        for (let i = 0; i < steps; i++) {
          await w.until(ana.redo());
          w.network.settle();
        }
        assertEquals(picture(ana), pictures.at(-1));
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("[E19] an undo that is under way when the client ends is given up; what waits is the next client's, and stays as it is", async () => {
  const { w, ana } = two();
  const outbox = new MemoryOutboxStore();
  const eve = w.client("eve", { outbox });
  w.settle();
  eve.submit([circle("a")]);
  const failure = (promise: Promise<unknown>) => promise.then(() => "", String);
  const underWay = failure(eve.undo());
  await ticks();
  w.network.last.cut();
  eve.submit([circle("b")]);
  void eve.close();
  const message = "Error: the client is closed";
  assertEquals(await w.until(underWay), message);
  assertEquals(await w.until(failure(eve.undo())), message);
  w.client("eve", { outbox });
  w.settle();
  assertEquals([...ana.document.shapes.keys()], ["a", "b"]);
});

Deno.test("[E19] [P2] a client without a drawing can't undo, and says so at once", async () => {
  for (const content of ["events", "none"] as const) {
    const w = new FakeWorld();
    const bot = w.client("bot", { content });
    w.settle();
    bot.submit([circle("a")]);
    w.settle();
    await assertRejects(() => bot.undo(), Error, "has no drawing");
    await assertRejects(() => bot.redo(), Error, "has no drawing");
  }
});
