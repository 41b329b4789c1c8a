/** A reader that stalls costs a bounded queue, and nobody else anything. */

import { assert, assertEquals } from "@std/assert";
import { RawClient } from "./testing/raw_client.ts";
import { type Scenario, withServer } from "./testing/test_server.ts";

const MIB = 1024 * 1024;

/** Bytes that the server holds for readers who have not taken them. */
async function unsentBytes({ server }: Scenario): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^inkroom_unsent_bytes (\d+)$/m.exec(text)![1]);
}

/** Writes `count` large changes, each of about 40 KB; resolves when all are acked and seen. */
async function writeMuch(
  client: RawClient,
  from: number,
  count: number,
): Promise<void> {
  for (let cseq = from; cseq < from + count; cseq++) {
    const text = `${cseq} `.padEnd(9_000, "é");
    const ops = [1, 2].map((i) => ({
      op: "put",
      shape: { id: `big_${cseq % 10}_${i}`, type: "text", text },
    }));
    const ack = await client.tx("lobby", cseq, ops);
    assertEquals(ack.type, "ack");
  }
  const head = from + count - 1;
  await client.next((m) => m.type === "events" && m.events.at(-1).seq >= head);
}

Deno.test("[P14] a stalled reader is held a bounded queue, gets one squashed delta when it reads on, and others get every event", async () => {
  await withServer(async (given) => {
    const { url } = given.server;
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    const slow = await RawClient.hello(url, "slow");
    await slow.join("lobby");
    slow.socket.pause();
    await writeMuch(ana, 1, 400); // some 14 MiB

    const held = await unsentBytes(given);
    assert(held > 0, "the kernel took everything: nothing was tried");
    assert(held < 2 * MIB, `${held} bytes are held for one reader`);
    const seen = ana.log.filter(({ type }) => type === "events")
      .flatMap(({ events }) => events.map(({ seq }: { seq: number }) => seq));
    assertEquals(seen, Array.from({ length: 400 }, (_, i) => i + 1));

    slow.socket.resume();
    const delta = await slow.next((m) => m.type === "delta" && m.last);
    assertEquals(delta.to, 400);
    // Contiguous up to the delta, and nothing of what the delta says.
    const events = slow.log.filter(({ type }) => type === "events")
      .flatMap(({ events }) => events.map(({ seq }: { seq: number }) => seq));
    assertEquals(events, Array.from({ length: delta.from }, (_, i) => i + 1));
    assert(delta.from < 400);
    const known = slow.log.filter(({ type }) => type === "delta")
      .flatMap(({ added, modified }) => [...added, ...modified]);
    assert(known.length <= 20);
    await writeMuch(ana, 401, 1);
    assertEquals(
      (await slow.next((m) => m.type === "events" && m.events[0].seq > 400))
        .events.map(({ seq }: { seq: number }) => seq),
      [401],
    );
    await slow.settled();
  }, { flags: ["--unlimited"] });
});

Deno.test("[P14] [P15] a stalled reader of the first design comes to the same shapes", async () => {
  await withServer(async (given) => {
    const { url } = given.server;
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    const slow = await RawClient.connect(url);
    slow.send({ type: "join_room", roomId: "lobby" });
    await ana.next("members");
    slow.socket.pause();
    await writeMuch(ana, 1, 400);
    assert(await unsentBytes(given) < 2 * MIB);
    slow.socket.resume();
    await slow.next((m) =>
      m.message?.startsWith('{"shape":{"id":"big_0_2"') &&
      m.message.includes('"text":"400 ')
    );
    assert(slow.log.length < 400, `${slow.log.length} messages`);
  }, { flags: ["--unlimited"] });
});

Deno.test("[P3] [P14] a snapshot is sent as its reader takes it, and a delta brings what happened meanwhile", async () => {
  await withServer(async (given) => {
    const { url } = given.server;
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    const text = "x".repeat(9_000);
    const shapes = 1_500; // 13 MiB
    for (let cseq = 1; cseq <= shapes / 6; cseq++) {
      const ops = Array.from({ length: 6 }, (_, i) => ({
        op: "create",
        shape: { id: `t_${cseq}_${i}`, type: "text", text },
      }));
      assertEquals((await ana.tx("lobby", cseq, ops)).type, "ack");
    }
    const head = shapes / 6;
    const slow = await RawClient.hello(url, "slow");
    slow.send({ type: "join_room", roomId: "lobby" });
    slow.socket.pause();
    await ana.next((m) => m.type === "members" && m.joined.length > 0);
    assert(await unsentBytes(given) < 2 * MIB);
    const ops = [{ op: "set", id: "t_1_0", props: { color: "red" } }];
    await ana.tx("lobby", head + 1, ops);
    slow.socket.resume();
    await slow.next((m) => m.type === "snapshot" && m.last);
    const pages = slow.log.filter(({ type }) => type === "snapshot");
    assert(pages.length > 40);
    assertEquals(pages.flatMap((page) => page.shapes).length, shapes);
    assertEquals(new Set(pages.map(({ seq }) => seq)), new Set([head]));
    const delta = await slow.next("delta");
    assertEquals([delta.from, delta.to], [head, head + 1]);
    assertEquals(delta.modified.length, 1);
    assert(!slow.log.some(({ type }) => type === "events"));
  }, { flags: ["--unlimited"] });
});

Deno.test("[P14] [P9] a stalled reader that goes on asking is not read, and others are served", async () => {
  await withServer(async (given) => {
    const { url } = given.server;
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    const greedy = await RawClient.hello(url, "greedy");
    await greedy.join("lobby");
    await writeMuch(ana, 1, 40);
    await greedy.next((m) => m.type === "events" && m.events.at(-1).seq === 40);
    greedy.socket.pause();
    for (let i = 0; i < 50; i++) {
      const history = { type: "history", roomId: "lobby", limit: 1_000 };
      greedy.send(history);
    }
    await writeMuch(ana, 41, 5);
    assert(await unsentBytes(given) < 2 * MIB);
    greedy.socket.resume();
    for (let i = 0; i < 50; i++) {
      const page = await greedy.next("history");
      assert(JSON.stringify(page.events).length <= 256 * 1024);
      assertEquals(page.next, page.events.at(-1).seq);
    }
  });
});
