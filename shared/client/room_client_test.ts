import { assertEquals } from "@std/assert";
import type { Op } from "../schema/op.ts";
import type { Props } from "../schema/shape.ts";
import { FakeWorld } from "./testing/fake_world.ts";
import type { RoomClientOptions } from "./room_client.ts";

const circle = (id: string, x = 100): Op => ({
  op: "create",
  shape: { id, type: "circle", x, y: 100 },
});

const recolor = (id: string, color: "red" | "blue" | "green"): Op => ({
  op: "set",
  id,
  props: { color },
});

function synced(name = "ana", options: Partial<RoomClientOptions> = {}) {
  const w = new FakeWorld();
  const client = w.client(name, options);
  w.settle();
  return { w, client };
}

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

Deno.test("[E18] what was set while typing, before another set it, is told as written over", () => {
  const w = new FakeWorld();
  const ana = w.client("ana");
  const ben = w.client("ben");
  w.settle();
  ana.submit([{ op: "create", shape: { id: "t", type: "text", text: "a" } }]);
  w.settle();
  const told: string[] = [];
  ana.on("overrode", (states) => {
    told.push(...states.map(({ register }) => register));
  });
  const [line] = w.network.lines;
  const type = (text: string, props: Props) =>
    ana.submit([
      { op: "text", id: "t", edit: [text] },
      { op: "set", id: "t", props },
    ], { group: "typing" });
  type("x", { locked: false }); // on its way
  type("y", { color: "red" }); // waits
  ben.submit([recolor("t", "blue")]);
  w.network.lines[1]!.deliverUp();
  line!.deliverDown();
  type("z", { locked: true });
  w.settle();
  assertEquals(ben.document.shapes.get("t")?.shape.color, "red");
  assertEquals(told, ["color"]);
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

Deno.test("[P9] a page of history that was under way when the line broke is not waited for", async () => {
  const { w, client } = synced();
  const page = client.history(0, 1).then(() => "", String);
  w.network.last.deliverUp();
  w.network.last.cut();
  assertEquals(
    await page,
    "Error: Cannot read history: the connection is gone (1006)",
  );
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

Deno.test("[T12] idle() waits until what was answered is confirmed, too", async () => {
  const { w, client } = synced();
  const answer = client.submit([circle("a")]);
  const line = w.network.last;
  line.deliverUp();
  line.deliverDown();
  assertEquals((await answer).type, "ack");
  let isIdle = false;
  const idle = client.idle().then(() => isIdle = true);
  for (let i = 0; i < 20; i++) await Promise.resolve();
  assertEquals([isIdle, client.confirmed.seq], [false, 0]);
  line.deliverDown();
  await idle;
  assertEquals(client.confirmed.seq, 1);
});
