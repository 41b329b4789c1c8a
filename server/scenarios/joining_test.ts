/** Native clients that come in, over real sockets and a real file: who they are, and what they are told. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

const circle = (id: string, more = {}) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100, ...more },
});

Deno.test("[P1] [P2] [P3] hello is welcomed, join is answered with members and a snapshot", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.connect(server.url);
    ana.send({
      type: "hello",
      protocol: 1,
      clientId: "client-of-ana-0123456789",
      name: "ana",
      color: "cyan",
      ref: "h",
    });
    const welcome = await ana.next("welcome");
    assertEquals([welcome.protocol, welcome.ref], [1, "h"]);
    assertMatch(welcome.userId, /^u_[A-Za-z0-9_-]{22}$/);
    assertEquals(welcome.limits.opsPerTx, 256);
    ana.send({ type: "join_room", roomId: "lobby", ref: 7 });
    const { memberId, epoch, ...joined } = await ana.next("joined");
    assertEquals(joined, {
      type: "joined",
      roomId: "lobby",
      head: 0,
      lastCseq: 0,
      mode: "snapshot",
      role: "editor",
      members: [{
        memberId,
        userId: welcome.userId,
        name: "ana",
        color: "cyan",
      }],
      ref: 7,
    });
    assert(epoch.length > 0);
    assertEquals(await ana.next("snapshot"), {
      type: "snapshot",
      roomId: "lobby",
      seq: 0,
      page: 0,
      last: true,
      count: 0,
      shapes: [],
    });
  });
});

Deno.test("[P1] a second socket of the same client takes the first one's place (4009) and can go on", async () => {
  await withServer(async ({ server }) => {
    const first = await RawClient.hello(server.url, "ana");
    await first.join("lobby");
    const watcher = await RawClient.hello(server.url, "ben");
    await watcher.join("lobby");
    const second = await RawClient.hello(server.url, "ana");
    assertEquals(await first.closed, 4009);
    const { members } = await second.join("lobby");
    assertEquals(
      members.map(({ name }: { name: string }) => name),
      ["ben", "ana"],
    );
    const { left } = await watcher.next((m) =>
      m.type === "members" && m.left.length > 0
    );
    assertEquals(left.length, 1);
    assertEquals((await second.tx("lobby", 1, [circle("a")])).type, "ack");
  });
});

Deno.test("[P1] [L6] userId is that of userKey over several clients, and nothing in a message changes it", async () => {
  await withServer(async ({ server }) => {
    const userKey = "the-secret-key-of-ana";
    const laptop = await RawClient.hello(server.url, "laptop", { userKey });
    const phone = await RawClient.hello(server.url, "phone", { userKey });
    const other = await RawClient.hello(server.url, "other");
    const users = [laptop, phone, other].map((client) =>
      client.log[0].userId as string
    );
    assertEquals(users[0], users[1]);
    assert(users[0] !== users[2]);
    await other.join("lobby");
    const forged = await other.tx("lobby", 1, [circle("a")], {
      userId: users[0],
    });
    assertEquals([forged.type, forged.code], ["nack", "invalid"]);
    await other.tx("lobby", 2, [circle("a")]);
    const { events: [event] } = await other.next("events");
    assertEquals(event.userId, users[2]);
  });
});

Deno.test("[P2] [P4] a client that knows the room up to a seq gets the difference; of another epoch, a snapshot", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const { epoch } = await ana.join("lobby");
    await ana.tx("lobby", 1, [circle("a"), circle("b")]);
    await ana.tx("lobby", 2, [
      { op: "set", id: "a", props: { color: "red" } },
      { op: "delete", ids: ["b"] },
      circle("c"),
    ]);
    const ben = await RawClient.hello(server.url, "ben");
    ben.send({ type: "join_room", roomId: "lobby", since: 1, epoch });
    assertEquals((await ben.next("joined")).mode, "delta");
    const delta = await ben.next("delta");
    assertEquals(
      [delta.from, delta.to, delta.page, delta.last],
      [1, 2, 0, true],
    );
    assertEquals(delta.added[0].id, "c");
    assertEquals(delta.modified[0].props, { color: "red" });
    assertEquals(delta.deleted, ["b"]);

    for (
      const { since, of } of [
        { since: 1, of: "another-epoch" },
        { since: 99, of: epoch },
      ]
    ) {
      ben.send({ type: "join_room", roomId: "lobby", since, epoch: of });
      assertEquals((await ben.next("joined")).mode, "snapshot");
      const snapshot = await ben.next("snapshot");
      assertEquals([snapshot.seq, snapshot.shapes.length], [2, 2]);
    }
  });
});

Deno.test("[P2] who joins is told where their own transactions stand that they have not seen", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await RawClient.hello(url, "ana");
    const { epoch, placed } = await ana.join("lobby");
    assertEquals(placed, undefined);
    const ben = await RawClient.hello(url, "ben");
    await ben.join("lobby");
    await ana.tx("lobby", 1, [circle("a")]);
    await ben.tx("lobby", 1, [circle("b")]);
    await ana.tx("lobby", 2, [{ op: "delete", ids: ["nobody"] }]);
    await ana.tx("lobby", 3, [circle("c")]);
    const told = async (since?: number) =>
      (await ana.join("lobby", since === undefined ? {} : { since, epoch }))
        .placed;
    assertEquals(await told(), [[1, 1], [3, 3]]);
    assertEquals(await told(1), [[3, 3]]);
    assertEquals(await told(3), undefined);
  });
});

Deno.test("[P2] content: events brings what happens from now on, none not even that", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const ben = await RawClient.hello(server.url, "ben");
    const eve = await RawClient.hello(server.url, "eve");
    await ana.join("lobby");
    assertEquals((await ben.join("lobby", { content: "events" })).mode, "none");
    assertEquals((await eve.join("lobby", { content: "none" })).mode, "none");
    await ana.tx("lobby", 1, [circle("a")]);
    assertEquals((await ben.next("events")).events[0].seq, 1);
    await ana.next("events");
    await eve.settled();
    const seen = (client: RawClient) => client.log.map(({ type }) => type);
    assert(!seen(ben).includes("snapshot"));
    assert(!seen(eve).includes("snapshot") && !seen(eve).includes("events"));
  });
});

Deno.test("[P3] a viewport's shapes come first, and pages are of one seq", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const text = "x\n".repeat(2_000);
    for (let cseq = 1; cseq <= 12; cseq++) {
      await ana.tx(
        "lobby",
        cseq,
        Array.from({ length: 4 }, (_, i) => ({
          op: "create",
          shape: {
            id: `t_${cseq}_${i}`,
            type: "text",
            x: cseq * 1_000,
            y: 0,
            text,
          },
        })),
      );
    }
    const ben = await RawClient.hello(server.url, "ben");
    const viewport = { x: 12_000, y: 0, width: 640, height: 384 };
    await ben.join("lobby", { viewport });
    const pages = ben.log.filter(({ type }) => type === "snapshot");
    assertEquals(pages.map(({ page, seq, last }) => [page, seq, last]), [
      [0, 12, false],
      [1, 12, false],
      [2, 12, false],
      [3, 12, false],
      [4, 12, true],
    ]);
    const ids = pages.flatMap(({ shapes }) =>
      shapes.map(({ id }: { id: string }) => id)
    );
    assertEquals(ids.length, 48);
    assert(ids.slice(0, 4).every((id: string) => id.startsWith("t_12_")));
    for (const page of pages) {
      assert(JSON.stringify(page.shapes).length <= 256 * 1024);
    }
  });
});

Deno.test("[P2] [P3] [E12] who asks is told with the snapshot how texts came about, edit by edit, in this life of the room", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const { epoch } = await ana.join("lobby");
    const text = (id: string) => circle(id, { text: "a" });
    const edit = (id: string, ...edit: unknown[]) => ({ op: "text", id, edit });
    await ana.tx("lobby", 1, [text("a"), text("b"), text("c"), text("d")]);
    await ana.tx("lobby", 2, [edit("a", "x"), edit("b", "y")]);
    await ana.tx("lobby", 3, [edit("a", "z"), { op: "delete", ids: ["c"] }]);
    await ana.tx("lobby", 4, [{ op: "restore", id: "c" }, edit("d", "w")]);
    const told = async (more: Record<string, unknown>) => {
      ana.send({ type: "join_room", roomId: "lobby", ...more });
      const pages = [];
      do pages.push(await ana.next("snapshot")); while (!pages.at(-1).last);
      assertEquals(pages.flatMap(({ shapes }) => shapes).length, 4);
      return pages.flatMap(({ texts = [] }) => texts);
    };
    const texts = [["a", 0], ["b", 2], ["c", 1], ["d", 99], ["e", 0]];
    assertEquals(await told({ texts, epoch }), [
      { id: "a", edits: [[2, ["x"]], [3, ["z"]]] },
    ]);
    assertEquals(await told({ texts: [["a", 2], ["d", 1]], epoch }), [
      { id: "a", edits: [[3, ["z"]]] },
      { id: "d", edits: [[4, ["w"]]] },
    ]);
    for (const more of [{ texts }, { texts, epoch: "another" }, { epoch }]) {
      assertEquals(await told(more), []);
    }
    const many = Array.from({ length: 257 }, () => ["a", 0]);
    for (const texts of [many, [["a b", 0]], [["a", -1]], [["a"]]]) {
      ana.send({ type: "join_room", roomId: "lobby", texts, epoch, ref: "j" });
      const { code, path } = await ana.next("error");
      assertEquals([code, path.startsWith("texts")], ["bad_message", true]);
    }
  });
});

Deno.test("[P2] one connection may be in several rooms, and ids come back in the type they came in", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    assertEquals((await ana.join(1)).roomId, 1);
    assertEquals((await ana.join("lobby")).roomId, "lobby");
    const ben = await RawClient.hello(server.url, "ben");
    assertEquals((await ben.join("1")).roomId, "1");
    await ana.tx(1, 1, [circle("a")]);
    await ana.tx("lobby", 1, [circle("b")]);
    assertEquals((await ana.next("events")).roomId, 1);
    assertEquals((await ben.next("events")).roomId, "1");
    ana.send({ type: "leave_room", roomId: 1 });
    const nack = await ana.tx(1, 2, [circle("c")]);
    assertEquals([nack.code, nack.roomId], ["not_joined", 1]);
  });
});

Deno.test("[P1] what a client says of its lives is checked; who is wrong may say hello again", async () => {
  await withServer(async ({ server }) => {
    const ana = await RawClient.connect(server.url);
    const hello = {
      type: "hello",
      protocol: 1,
      clientId: "client-of-ana-0123456789",
      name: "ana",
    };
    for (const life of [0, -1, 1.5, 2 ** 53, "1", null]) {
      ana.send({ ...hello, attempt: { run: "a", number: 1, life } });
      const { code, path } = await ana.next("error");
      assertEquals([code, path], ["bad_message", "attempt.life"]);
    }
    const life = 2 ** 53 - 1;
    ana.send({ ...hello, attempt: { run: "a", number: 1, life } });
    await ana.next("welcome");
    // Nobody counts above that: who counts alike is newer.
    const again = await RawClient.hello(server.url, "ana", {
      attempt: { run: "b", number: 1, life },
    });
    assertEquals(await ana.closed, 4009);
    const copy = await RawClient.connect(server.url);
    copy.send({ ...hello, attempt: { run: "c", number: 1, life: 3 } });
    const error = await copy.next("error");
    assertEquals([error.code, error.life], ["replaced", life]);
    assertEquals(await copy.closed, 4009);
    await again.settled();
    // Somebody else's lives are their own.
    const ben = await RawClient.hello(server.url, "ben", {
      attempt: { run: "a", number: 1, life: 1 },
    });
    await ben.settled();
  });
});
