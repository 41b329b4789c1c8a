import { assertEquals } from "@std/assert";
import { MemoryOutboxStore } from "./outbox/outbox_store.ts";
import { FakeWorld } from "./testing/fake_world.ts";

Deno.test("[E24, P10] after a restored backup lines of chat are heard, though their numbers begin anew", async () => {
  const w = new FakeWorld();
  const client = w.client("ana");
  w.settle();
  const heard: string[] = [];
  client.on("said", ({ text }) => heard.push(text));
  await w.until(client.say("before"));
  w.network.last.cut();
  w.server.restoreBackup(0, {});
  w.settle();
  await w.until(client.say("after"));
  assertEquals(heard, ["before", "after"]);
});

Deno.test("[P10] [T14] what was said offline is said by the next who has the outbox, each line once", async () => {
  const w = new FakeWorld();
  const outbox = new MemoryOutboxStore();
  const ana = w.client("ana", { outbox });
  w.settle();
  await w.until(ana.say("hi"));
  w.network.last.cut();
  void ana.say("hi").catch(() => {});
  void ana.say("there").catch(() => {});
  w.clock.advance(300);
  // One of them arrives, and that is not heard any more.
  w.network.last.deliverUp();
  await ana.close();
  assertEquals(outbox.load().lines.map(({ text }) => text), ["hi", "there"]);

  const again = w.client("ana", { outbox });
  const heard: string[] = [];
  again.on("said", ({ text }) => heard.push(text));
  const waiting = again.unsaid;
  assertEquals(waiting.map(({ text }) => text), ["hi", "there"]);
  await w.until(Promise.all(waiting.map(({ said }) => said)));
  assertEquals(heard, ["hi", "there"]);
  assertEquals([again.unsaid, outbox.load().lines], [[], []]);
});

Deno.test("[P10] a line counts as said when the server says so of it, not of one like it", async () => {
  const w = new FakeWorld();
  const here = { userKey: "key-of-ana-0123456789" };
  const phone = w.client("phone", here);
  const desk = w.client("desk", here);
  w.settle();
  w.network.last.cut();
  const said = desk.say("ok");
  await w.until(phone.say("ok"));
  assertEquals(desk.unsaid.length, 1);
  w.settle();
  await said;
  assertEquals(desk.unsaid.length, 0);
});

Deno.test("[P10] [E21] a line that was said on another server just before is heard late, and each line once", () => {
  const w = new FakeWorld();
  const client = w.client("ana");
  w.settle();
  const heard: number[] = [];
  client.on("said", ({ id }) => heard.push(id));
  const hear = (id: number) => {
    const line = { id, userId: "u_ben", name: "ben", text: `${id}`, at: 0 };
    w.network.last.send({ type: "said", roomId: "lobby", ...line });
  };
  for (const id of [2, 1, 2, 1, 3]) hear(id);
  w.settle();
  assertEquals(heard, [2, 1, 3]);
  // It is long ago that the first of them came.
  for (let id = 4; id <= 2_500; id++) hear(id);
  for (const id of [1, 1_500, 2_500, 2_400]) hear(id);
  w.settle();
  assertEquals(heard.length, 2_500);
});
