/**
 * Clients of the first design work unchanged: its three acceptance scenarios, in its own words.
 */

import { assertEquals } from "@std/assert";
import { bodyOf, chat, RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

const LITERAL =
  '{"type":"chat","message":"{\\"shape\\":{\\"id\\":\\"shape_123_abc\\",\\"type\\":\\"circle\\",\\"x\\":100,\\"y\\":100}}","roomId":1}';

async function twoUsers(url: string): Promise<[RawClient, RawClient]> {
  const ana = await RawClient.connect(url);
  const ben = await RawClient.connect(url);
  for (const user of [ana, ben]) user.send('{"type":"join_room","roomId":1}');
  return [ana, ben];
}

const shapesIn = async (url: string) => {
  const response = await fetch(`${url}/rooms/1.json`);
  const { shapes } = await response.json();
  return shapes as { id: string; type: string; x: number; y: number }[];
};

Deno.test("[P15] two users draw different shapes at the same instant: both are on both canvases, two records", async () => {
  await withServer(async ({ server, store }) => {
    const [ana, ben] = await twoUsers(server.url);
    ana.send(LITERAL);
    ben.send(
      chat(1, { shape: { id: "b", type: "rectangle", x: 200, y: 200 } }),
    );
    for (const user of [ana, ben]) {
      const seen = [await user.next("chat"), await user.next("chat")];
      assertEquals(seen.map((message) => message.roomId), [1, 1]);
      assertEquals(seen.map((message) => bodyOf(message).shape.id).sort(), [
        "b",
        "shape_123_abc",
      ]);
    }
    assertEquals((await shapesIn(server.url)).map(({ id }) => id).sort(), [
      "b",
      "shape_123_abc",
    ]);
    assertEquals((await store.readAfter("1", 0, 10)).length, 2);
  });
});

Deno.test("[P15] two users draw at the same place: both shapes exist", async () => {
  await withServer(async ({ server }) => {
    const [ana, ben] = await twoUsers(server.url);
    ana.send(LITERAL);
    ben.send(LITERAL.replace("shape_123_abc", "shape_456_def"));
    for (const user of [ana, ben]) {
      await user.next("chat");
      await user.next("chat");
    }
    const shapes = await shapesIn(server.url);
    assertEquals(shapes.map(({ x, y }) => [x, y]), [[100, 100], [100, 100]]);
    assertEquals(new Set(shapes.map(({ id }) => id)).size, 2);
  });
});

Deno.test("[P15] two users delete the same shape at the same instant: one deletion, both are told of success", async () => {
  await withServer(async ({ server, store }) => {
    const [ana, ben] = await twoUsers(server.url);
    ana.send(LITERAL);
    for (const user of [ana, ben]) await user.next("chat");
    for (const user of [ana, ben]) {
      user.send(chat(1, { deleted: ["shape_123_abc"] }));
    }
    for (const user of [ana, ben]) {
      const told = await user.next("chat");
      assertEquals(bodyOf(told), { deleted: ["shape_123_abc"] });
    }
    assertEquals(await shapesIn(server.url), []);
    const events = await store.readAfter("1", 0, 10);
    assertEquals(events.map(({ ops }) => ops.map(({ op }) => op)), [
      ["create"],
      ["delete"],
    ]);
    for (const user of [ana, ben]) {
      assertEquals(user.log.filter(({ type }) => type === "error"), []);
    }
  });
});

Deno.test("[P15] who joins is first told of the shapes that exist", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.connect(server.url);
    ana.send({ type: "join_room", roomId: 1 });
    ana.send(LITERAL);
    await ana.next("chat");
    const ben = await RawClient.connect(server.url);
    ben.send({ type: "join_room", roomId: 1 });
    const { shape } = bodyOf(await ben.next("chat"));
    assertEquals([shape.id, shape.type, shape.x, shape.y, shape.radius], [
      "shape_123_abc",
      "circle",
      100,
      100,
      40,
    ]);
  });
});

Deno.test("[P15] rect stays rect, unknown keys are ignored, a negative size is turned, a second message replaces what it names", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.connect(server.url);
    ana.send({ type: "join_room", roomId: "board" });
    const shape = {
      id: "r",
      type: "rect",
      x: 50,
      y: 60,
      width: -30,
      height: -20,
      lineWidth: 3,
      strokeStyle: "black",
    };
    ana.send(chat("board", { shape }));
    const first = await ana.next("chat");
    assertEquals(first.roomId, "board");
    const { type, x, y, width, height, alias } = bodyOf(first).shape;
    assertEquals({ type, x, y, width, height, alias }, {
      type: "rect",
      x: 20,
      y: 40,
      width: 30,
      height: 20,
      alias: undefined,
    });
    ana.send(chat("board", { shape: { id: "r", color: "red" } }));
    const second = bodyOf(await ana.next("chat")).shape;
    assertEquals([second.color, second.x, second.version], ["red", 20, 2]);
  });
});

Deno.test("[P15] who draws a shape that is dead is told so, and nobody else hears of it", async () => {
  await withServer(async ({ server }) => {
    const [ana, ben] = await twoUsers(server.url);
    ana.send(LITERAL);
    ana.send(chat(1, { deleted: ["shape_123_abc"] }));
    await ben.next("chat");
    await ben.next("chat");
    ben.send(LITERAL);
    assertEquals(bodyOf(await ben.next("chat")), {
      deleted: ["shape_123_abc"],
    });
    ben.send(chat(1, "done"));
    await ana.next((message) => message.message === "done");
    assertEquals(ana.log.length, 3);
  });
});

Deno.test("[P15] [P10] any other text is a chat line, for both kinds of clients", async () => {
  await withServer(async ({ server }) => {
    const native = await RawClient.hello(server.url, "ana");
    const { members } = await native.join(1);
    assertEquals(members.length, 1);
    const dialect = await RawClient.connect(server.url);
    dialect.send({ type: "join_room", roomId: 1 });
    const { joined } = await native.next("members");
    for (const text of ["hello there", "{not json}", "[1,2]", '"quoted"']) {
      dialect.send(chat(1, text));
      const said = await native.next("said");
      assertEquals([said.text, said.userId], [text, joined[0].userId]);
      assertEquals((await dialect.next("chat")).message, text);
    }
    native.send({ type: "say", roomId: 1, text: "hi", nonce: "n1" });
    const line = await dialect.next("chat");
    assertEquals([line.roomId, line.message, line.userId], [
      1,
      "hi",
      members[0].userId,
    ]);
  });
});

Deno.test("[P15] changes by native clients come as whole shapes", async () => {
  await withServer(async ({ server }) => {
    const native = await RawClient.hello(server.url, "ana");
    await native.join(1);
    const dialect = await RawClient.connect(server.url);
    dialect.send({ type: "join_room", roomId: 1 });
    await native.next("members");
    await native.tx(1, 1, [
      { op: "create", shape: { id: "a", type: "circle", x: 10, y: 10 } },
      { op: "create", shape: { id: "b", type: "text", text: "hey" } },
      { op: "move", ids: ["a", "b"], dx: 5, dy: 5 },
      { op: "delete", ids: ["b"] },
    ]);
    const first = bodyOf(await dialect.next("chat")).shape;
    assertEquals([first.id, first.x, first.radius], ["a", 15, 40]);
    assertEquals(bodyOf(await dialect.next("chat")), { deleted: ["b"] });
  });
});

Deno.test("[P15] a client that draws faster than it may is slowed down, and loses nothing", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.connect(server.url);
    ana.send('{"type":"join_room","roomId":1}');
    const ids = Array.from({ length: 150 }, (_, i) => `s${i}`);
    for (const id of ids) {
      ana.send(chat(1, { shape: { id, type: "circle", x: 1, y: 1 } }));
    }
    const seen = [];
    while (seen.length < ids.length) seen.push(await ana.next("chat"));
    assertEquals(seen.map((message) => bodyOf(message).shape.id), ids);
    assertEquals(ana.log.filter(({ type }) => type === "error"), []);
  }, { flags: ["--tx-burst", "100", "--tx-per-second", "500"] });
});
