/** Native clients in one room, over real sockets and a real file. */

import { assert, assertEquals } from "@std/assert";
import { serverMessageSchema } from "../../shared/schema/server_message.ts";
import { bodyOf, chat, RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

const circle = (id: string, more = {}) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100, ...more },
});

Deno.test("[P5] [P6] two native clients and one of the first design see the same; an author's ack comes before its event", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const ben = await RawClient.hello(server.url, "ben");
    const old = await RawClient.connect(server.url);
    await ana.join("lobby");
    await ben.join("lobby");
    old.send({ type: "join_room", roomId: "lobby" });
    await ana.next((m) => m.type === "members" && m.joined[0].name !== "ben");

    ana.send({
      type: "tx",
      roomId: "lobby",
      cseq: 1,
      ops: [circle("a")],
      ref: "r1",
    });
    const ack = await ana.next("ack");
    assertEquals(ack, {
      type: "ack",
      roomId: "lobby",
      cseq: 1,
      seq: 1,
      results: ["ok"],
      overrode: [],
      ref: "r1",
    });
    const { events: [mine] } = await ana.next("events");
    const { events: [theirs] } = await ben.next("events");
    assertEquals(mine, theirs);
    assertEquals([mine.seq, mine.ops[0].op, mine.ops[0].shape.radius], [
      1,
      "create",
      40,
    ]);
    assertEquals(bodyOf(await old.next("chat")).shape.id, "a");
    assert(
      ana.log.findIndex(({ type }) => type === "ack") <
        ana.log.findIndex(({ type }) => type === "events"),
    );

    old.send(chat("lobby", { shape: { id: "a", color: "red" } }));
    const { events: [changed] } = await ben.next("events");
    assertEquals([changed.seq, changed.ops], [2, [
      { op: "set", id: "a", props: { color: "red" } },
    ]]);
    for (const message of [...ana.log, ...ben.log]) {
      serverMessageSchema.parse(message);
    }
  });
});

Deno.test("[E16] a transaction whose ack was lost is sent again over a new connection: the same answer, one event", async () => {
  await withServer(async ({ server, store }) => {
    const first = await RawClient.hello(server.url, "ana");
    await first.join("lobby");
    const ack = await first.tx("lobby", 1, [circle("a")]);
    first.socket.terminate();
    const second = await RawClient.hello(server.url, "ana");
    const joined = await second.join("lobby");
    assertEquals([joined.lastCseq, joined.head], [1, 1]);
    assertEquals(await second.tx("lobby", 1, [circle("a")]), ack);
    assertEquals((await store.readAfter("lobby", 0, 10)).length, 1);

    const error = await second.tx("lobby", 1, [circle("b")]);
    assertEquals([error.type, error.code], ["error", "same_number_other_body"]);
    const gap = await second.tx("lobby", 9, [circle("b")]);
    assertEquals([gap.type, gap.code, gap.expected], ["nack", "gap", 2]);
    const next = await second.tx("lobby", 2, [circle("b")]);
    assertEquals([next.type, next.seq], ["ack", 2]);
  });
});

Deno.test("[P16] transactions that come doubled, late and in another order come to the same as if each had come once", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    const tx = (cseq: number) => ({
      type: "tx",
      roomId: "lobby",
      cseq,
      ops: cseq === 1
        ? [{ op: "create", shape: { id: "a", type: "circle", x: 0 } }]
        : [{ op: "move", ids: ["a"], dx: 10 ** (cseq - 2), dy: 0 }],
    });
    // The second is lost at first; what came too early is sent again from what `gap` expects.
    for (const cseq of [1, 1, 3, 4, 2, 1, 3, 2, 4, 4]) ana.send(tx(cseq));
    ana.send({ type: "join_room", roomId: "lobby" });
    ana.send({ type: "join_room", roomId: "lobby" });
    await ana.settled();
    const told = (type: string) => ana.log.filter((m) => m.type === type);
    assertEquals(
      told("nack").map(({ code, expected }) => [code, expected]),
      [["gap", 2], ["gap", 2]],
    );
    for (const cseq of [1, 2, 3, 4]) {
      const [first, ...again] = told("ack").filter((ack) => ack.cseq === cseq);
      assertEquals(first.seq, cseq);
      for (const ack of again) assertEquals(ack, first);
    }
    const ben = await RawClient.hello(url, "ben");
    await ben.join("lobby");
    const [shape] = ben.log.find(({ type }) => type === "snapshot").shapes;
    assertEquals([shape.x, shape.version], [111, 4]);
  });
});

Deno.test("[E16] an invalid transaction is told where it is wrong and uses its number up", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const bad = await ana.tx("lobby", 1, [circle("a", { radius: -4 })]);
    assertEquals([bad.type, bad.code, bad.path], [
      "nack",
      "invalid",
      "ops.0.shape.radius",
    ]);
    assertEquals(
      await ana.tx("lobby", 1, [circle("a", { radius: -4 })]),
      bad,
    );
    const good = await ana.tx("lobby", 2, [circle("a")]);
    assertEquals([good.type, good.seq], ["ack", 1]);
  });
});

Deno.test("[P7] [P8] presence is told to others, to those who come later, and is gone with its connection", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const { memberId } = await ana.join("lobby");
    const ben = await RawClient.hello(server.url, "ben");
    await ben.join("lobby");
    const cursor = { x: 12, y: 34 };
    const preview = { ids: ["a"], dx: 8, dy: 0 };
    ana.send({ type: "presence", roomId: "lobby", cursor, preview });
    const { members } = await ben.next("presence");
    assertEquals(members, [{
      memberId,
      userId: members[0].userId,
      cursor,
      tool: "select",
      selection: [],
      preview,
      viewport: null,
    }]);
    const eve = await RawClient.hello(server.url, "eve");
    await eve.join("lobby");
    assertEquals((await eve.next("presence")).members, members);
    await ana.close();
    assertEquals(
      (await ben.next((m) => m.type === "members" && m.left.length > 0)).left,
      [memberId],
    );
    const late = await RawClient.hello(server.url, "late");
    await late.join("lobby");
    await late.settled();
    assert(!late.log.some(({ type }) => type === "presence"));
  });
});

Deno.test("[P10] a line said twice under one nonce is kept once; the last lines come at join", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const say = { type: "say", roomId: "lobby", text: "hello", nonce: "n1" };
    ana.send(say);
    const first = await ana.next("said");
    ana.send(say);
    assertEquals(await ana.next("said"), first);
    const ben = await RawClient.hello(server.url, "ben");
    await ben.join("lobby");
    await ben.settled();
    assertEquals(ben.log.filter(({ type }) => type === "said"), [first]);
    assertEquals([first.name, first.text, first.id], ["ana", "hello", 1]);
  });
});

Deno.test("[P10] what one says comes back to them with its ref, to others without", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const ben = await RawClient.hello(server.url, "ben");
    await ana.join("lobby");
    await ben.join("lobby");
    const say = { type: "say", roomId: "lobby", text: "hello", nonce: "n1" };
    // Also when it was said before, by the connection before, and is said to nobody else.
    for (const ref of ["n1", 7]) {
      ana.send({ ...say, ref });
      assertEquals((await ana.next("said")).ref, ref);
    }
    await ben.settled();
    const heard = ben.log.filter(({ type }) => type === "said");
    assertEquals(heard.map(({ text, ref }) => [text, ref]), [[
      "hello",
      undefined,
    ]]);
  });
});

Deno.test("[P9] history comes in pages", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    for (const cseq of [1, 2, 3]) {
      await ana.tx("lobby", cseq, [circle(`c${cseq}`)]);
    }
    const page = async (after: number) => {
      ana.send({ type: "history", roomId: "lobby", after, limit: 2 });
      const { events, next } = await ana.next("history");
      return [events.map(({ seq }: { seq: number }) => seq), next];
    };
    assertEquals(await page(0), [[1, 2], 2]);
    assertEquals(await page(2), [[3], null]);
    assertEquals(await page(3), [[], null]);
  });
});

Deno.test("[E14] a deleted shape comes back from the log, also in the transaction after the one that deleted it", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const send = (cseq: number, ops: unknown[]) =>
      ana.send({ type: "tx", roomId: "lobby", cseq, ops });
    send(1, [circle("a", { color: "red" })]);
    send(2, [{ op: "delete", ids: ["a"] }]);
    send(3, [{ op: "restore", id: "a" }]);
    const ack = await ana.next((m) => m.type === "ack" && m.cseq === 3);
    assertEquals(ack.results, ["ok"]);
    const { shapes } = await (await fetch(`${server.url}/rooms/lobby.json`))
      .json();
    assertEquals([shapes[0].id, shapes[0].color], ["a", "red"]);
  });
});

Deno.test("[P11] a ping is answered with its ref, in a room or not; who left a room hears no more of it", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    ana.send({ type: "ping", ref: 7 });
    assertEquals(await ana.next("pong"), { type: "pong", ref: 7 });
    const ben = await RawClient.hello(server.url, "ben");
    await ana.join("lobby");
    await ben.join("lobby");
    ana.send({ type: "leave_room", roomId: "lobby" });
    await ben.next((m) => m.type === "members" && m.left.length === 1);
    await ben.tx("lobby", 1, [circle("a")]);
    ana.send({ type: "ping", ref: "after" });
    const next = await ana.next((m) =>
      m.type === "events" || m.ref === "after"
    );
    assertEquals(next, { type: "pong", ref: "after" });
  });
});
