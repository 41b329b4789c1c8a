/** Two servers on one file: who is connected to which makes no difference. */

import { assert, assertEquals } from "@std/assert";
import { ClosedError, RawClient } from "./testing/raw_client.ts";
import { withTwoServers } from "./testing/two_servers.ts";

const circle = (id: string) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});

/** The events that a client was told, by seq, up to one. */
async function eventsUpTo(client: RawClient, seq: number) {
  const events = () =>
    client.log.filter(({ type }) => type === "events")
      .flatMap(({ events }) => events);
  if (!(events().at(-1)?.seq >= seq)) {
    await client.next((m) => m.type === "events" && m.events.at(-1).seq >= seq);
  }
  return events();
}

Deno.test("[E21] clients on two servers see each other's events and chat, all in one order", async () => {
  await withTwoServers(async ({ urls }) => {
    const [ana, ben] = await Promise.all([
      RawClient.hello(urls[0], "ana"),
      RawClient.hello(urls[1], "ben"),
    ]);
    await ana.join("lobby");
    await ben.join("lobby");
    // One sends and waits for the other to see it: nothing but the bus can tell them.
    for (let n = 1; n <= 3; n++) {
      await ana.tx("lobby", n, [circle(`ana_${n}`)]);
      assertEquals((await eventsUpTo(ben, 2 * n - 1)).length, 2 * n - 1);
      await ben.tx("lobby", n, [circle(`ben_${n}`)]);
      assertEquals((await eventsUpTo(ana, 2 * n)).length, 2 * n);
    }
    // Then both at once.
    await Promise.all([ana, ben].map(async (client, i) => {
      for (let n = 4; n <= 30; n++) {
        const ack = await client.tx("lobby", n, [circle(`${i}_${n}`)]);
        assertEquals(ack.type, "ack");
      }
    }));
    const [seenByAna, seenByBen] = [
      await eventsUpTo(ana, 60),
      await eventsUpTo(ben, 60),
    ];
    assertEquals(
      seenByAna.map(({ seq }) => seq),
      seenByAna.map((_, i) => i + 1),
    );
    assertEquals(seenByAna, seenByBen);

    ana.send({ type: "say", roomId: "lobby", text: "hello", nonce: "n1" });
    assertEquals((await ben.next("said")).text, "hello");
    assertEquals((await ana.next("said")).text, "hello");
    await ben.settled();
    assertEquals(ben.log.filter(({ type }) => type === "said").length, 1);
  });
});

Deno.test("[E16] [E21] a client that goes on at the other server: its number, its answers and its own work are there at once", async () => {
  await withTwoServers(async ({ urls }) => {
    // The other server knows the room already, as it was.
    const ben = await RawClient.hello(urls[1], "ben");
    await ben.join("lobby");
    for (let round = 0; round < 4; round++) {
      const [here, there] = round % 2 === 0 ? urls : urls.toReversed();
      const before = await RawClient.hello(here!, "ana");
      const { epoch } = await before.join("lobby");
      const cseq = 2 * round + 1;
      const ops = [circle(`ana_${cseq}`)];
      const first = await before.tx("lobby", cseq, ops);
      assertEquals([first.type, first.seq], ["ack", 2 * round + 1]);

      const ana = await RawClient.hello(there!, "ana");
      const joined = await ana.join("lobby", { since: first.seq, epoch });
      assertEquals(
        [joined.mode, joined.lastCseq, joined.head],
        ["delta", cseq, first.seq],
      );
      // Its ack had been lost: sent again, there.
      const again = await ana.tx("lobby", cseq, ops);
      assertEquals([again.seq, again.results], [first.seq, first.results]);
      const other = await ana.tx("lobby", cseq, [circle("other")]);
      assertEquals(other.code, "same_number_other_body");
      const next = await ana.tx("lobby", cseq + 1, [circle(`more_${cseq}`)]);
      assertEquals(next.seq, first.seq + 1);
      await Promise.all([before.close(), ana.close()]);
    }
    const events = await eventsUpTo(ben, 8);
    assertEquals(events.length, 8);
    assert(events.every(({ ops }) => ops.length === 1));
  });
});

Deno.test("[E16] [E21] the same number to both servers at once: one event, one answer", async () => {
  await withTwoServers(async ({ urls }) => {
    const ben = await RawClient.hello(urls[0], "ben");
    await ben.join("lobby");
    // One client on two sockets: for some moments, until the servers tell each other (P1).
    const open = () =>
      Promise.all(urls.map(async (url) => {
        const ana = await RawClient.hello(url, "ana");
        await ana.join("lobby").catch(ifReplaced);
        return ana;
      }));
    let both = await open();
    for (let cseq = 1; cseq <= 20; cseq++) {
      const ops = [circle(`c_${cseq}`)];
      const answers = await Promise.all(
        both.map((ana) => ana.tx("lobby", cseq, ops).catch(ifReplaced)),
      );
      const told = answers.filter((answer) => answer !== "replaced");
      assert(told.length > 0, `nobody was told of ${cseq}`);
      for (const { type, seq, results } of told) {
        assertEquals([type, seq, results], ["ack", cseq, ["ok"]]);
      }
      if (told.length < both.length) {
        await Promise.all(both.map((ana) => ana.close()));
        both = await open();
      }
    }
    const events = await eventsUpTo(ben, 20);
    assertEquals(
      events.map(({ seq, ops }) => [seq, ops[0].shape.id, ops.length]),
      Array.from({ length: 20 }, (_, i) => [i + 1, `c_${i + 1}`, 1]),
    );
  });
});

function ifReplaced(error: unknown): "replaced" {
  if (error instanceof ClosedError && error.code === 4009) return "replaced";
  throw error;
}
