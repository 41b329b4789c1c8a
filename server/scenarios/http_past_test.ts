/** A room's past over HTTP: events, deltas, drawings as they were, and who wrote what. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { applyDelta } from "../../shared/document/delta.ts";
import { EMPTY_DOCUMENT } from "../../shared/document/document.ts";
import { fromShapes } from "../../shared/document/snapshot.ts";
import { RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

const put = (id: string, more = {}) => ({
  op: "put",
  shape: { id, type: "circle", ...more },
});

/** Seven transactions: creations, a change, a deletion. */
async function draw(url: string): Promise<RawClient> {
  const ana = await RawClient.hello(url, "ana");
  await ana.join("lobby");
  const txs = [
    [put("a", { x: 100, y: 100 })],
    [put("b", { x: 200, y: 100 })],
    [{ op: "set", id: "a", props: { color: "red" } }],
    [{ op: "move", ids: ["a", "b"], dx: 10, dy: 0 }],
    [{ op: "delete", ids: ["b"] }],
    [put("c", { x: 300, y: 100 })],
    [{ op: "set", id: "c", props: { color: "blue" } }],
  ];
  for (const [i, ops] of txs.entries()) {
    assertEquals((await ana.tx("lobby", i + 1, ops)).type, "ack");
  }
  return ana;
}

/** Lines of a stream, as they come. */
class Lines {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(response: Response) {
    const decoded = response.body!.pipeThrough(new TextDecoderStream());
    this.#reader = decoded.getReader();
  }

  /** The next one; `null` at the end. */
  // deno-lint-ignore no-explicit-any
  async next(): Promise<any> {
    while (!this.#text.includes("\n")) {
      const { value, done } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
    const end = this.#text.indexOf("\n");
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return JSON.parse(line);
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}

const seqsOf = (events: { seq: number }[]) => events.map(({ seq }) => seq);

Deno.test("[P22] events in pages, up to the head", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const page = async (query: string) =>
      await (await fetch(`${url}/rooms/lobby/events${query}`)).json();
    const first = await page("?limit=3");
    assertEquals([seqsOf(first.events), first.next], [[1, 2, 3], 3]);
    assertEquals(first.events[0].ops[0].shape.id, "a");
    const rest = await page("?after=3");
    assertEquals([seqsOf(rest.events), rest.next], [[4, 5, 6, 7], null]);
    assertEquals(await page("?after=99"), { ...rest, events: [], next: null });
    for (const bad of ["after=-1", "limit=0", "limit=1001", "follow=x"]) {
      const response = await fetch(`${url}/rooms/lobby/events?${bad}`);
      assertEquals(response.status, 400, bad);
      assertStringIncludes(await response.text(), bad.split("=")[0]!);
    }
  });
});

Deno.test("[P22] events as a stream, which ends at the head unless it follows", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await draw(url);
    const events = `${url}/rooms/lobby/events`;
    const accept = { headers: { accept: "application/x-ndjson" } };
    const all = await fetch(`${events}?after=2`, accept);
    assertEquals(all.headers.get("content-type"), "application/x-ndjson");
    const lines = (await all.text()).trimEnd().split("\n");
    assertEquals(
      seqsOf(lines.map((line) => JSON.parse(line))),
      [3, 4, 5, 6, 7],
    );
    const some = await fetch(`${events}?limit=2`, accept);
    assertEquals((await some.text()).split("\n").length, 3);

    const tail = new Lines(await fetch(`${events}?after=6&follow=1`));
    assertEquals((await tail.next()).seq, 7);
    for (let cseq = 8; cseq <= 12; cseq++) {
      await ana.tx("lobby", cseq, [put(`n_${cseq}`)]);
      const event = await tail.next();
      assertEquals([event.seq, event.ops[0].shape.id], [cseq, `n_${cseq}`]);
    }
    await tail.cancel();
    // Also in a room in which nothing has happened yet, and only so many.
    await ana.join("quiet");
    const quiet = `${url}/rooms/quiet/events?follow=1&limit=2`;
    const waiting = new Lines(await fetch(quiet));
    for (const cseq of [1, 2, 3]) {
      await ana.tx("quiet", cseq, [put(`q${cseq}`)]);
    }
    assertEquals((await waiting.next()).seq, 1);
    assertEquals((await waiting.next()).seq, 2);
    assertEquals(await waiting.next(), null);
  });
});

Deno.test("[P22] [P14] one who follows and does not read costs a bounded amount, and gets every event when reading on", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    const tail = new Lines(await fetch(`${url}/rooms/lobby/events?follow=1`));
    const text = "x".repeat(9_000);
    const count = 1_500; // 13 MB, more than sockets and what is held take in
    for (let cseq = 1; cseq <= count; cseq++) {
      ana.send({
        type: "tx",
        roomId: "lobby",
        cseq,
        ops: [put("t", { type: "text", x: cseq, text })],
      });
      if (cseq % 50 === 0) await ana.next((m) => m.cseq === cseq);
    }
    for (let seq = 1; seq <= count; seq++) {
      assertEquals((await tail.next()).seq, seq);
    }
    await tail.cancel();
  }, { flags: ["--unlimited"] });
});

Deno.test("[P22] a server that goes down ends what is followed", async () => {
  await withServer(async ({ server }) => {
    await draw(server.url);
    const events = `${server.url}/rooms/lobby/events?follow=1&after=6`;
    const tail = new Lines(await fetch(events));
    assertEquals((await tail.next()).seq, 7);
    await server.close();
    assertEquals(await tail.next(), null);
  });
});

Deno.test("[P23] [P4] delta(a, b) on state(a) is state(b), for every a and b", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    // deno-lint-ignore no-explicit-any
    const get = async (path: string): Promise<any> =>
      await (await fetch(`${url}/rooms/lobby${path}`)).json();
    const states = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map((seq) => get(`/at/${seq}.json`)),
    );
    for (const a of states) {
      for (const b of states.filter(({ seq }) => seq >= a.seq)) {
        const { roomId, ...delta } = await get(
          `/delta?from=${a.seq}&to=${b.seq}`,
        );
        assertEquals([roomId, delta.from, delta.to], ["lobby", a.seq, b.seq]);
        const before = a.seq === 0
          ? EMPTY_DOCUMENT
          : fromShapes(a.shapes, a.seq);
        const { document } = applyDelta(before, delta);
        const after = [...document.order].map(({ id }) =>
          document.shapes.get(id)!.shape
        );
        assertEquals(after, b.shapes, `${a.seq} to ${b.seq}`);
      }
    }
    const whole = await get("/delta");
    assertEquals([whole.from, whole.to, whole.deleted], [0, 7, ["b"]]);
    for (const bad of ["from=3&to=2", "from=8", "to=8", "from=x"]) {
      const response = await fetch(`${url}/rooms/lobby/delta?${bad}`);
      assertEquals(response.status, 400, bad);
      await response.body!.cancel();
    }
  });
});

Deno.test("[P26] the room as it was after each event, in every form", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await draw(url);
    const past = (path: string) => fetch(`${url}/rooms/lobby/at/${path}`);
    const idsAt = async (seq: number) => {
      const { shapes } = await (await past(`${seq}.json`)).json();
      return shapes.map(({ id }: { id: string }) => id);
    };
    assertEquals(await idsAt(0), []);
    assertEquals(await idsAt(2), ["a", "b"]);
    assertEquals(await idsAt(5), ["a"]);
    assertEquals(await idsAt(7), ["a", "c"]);
    const before = await (await past("7.txt")).text();
    await ana.tx("lobby", 8, [{ op: "delete", ids: ["a", "c"] }]);
    assertEquals(await (await past("7.txt")).text(), before);
    assertEquals(await (await past("8.txt")).text(), "");
    assertStringIncludes(await (await past("7.svg")).text(), '<g id="c">');
    assertStringIncludes(await (await past("7.ans")).text(), "\x1b[34m");
    for (const [path, status] of [["9.txt", 404], ["x.txt", 400]] as const) {
      const response = await past(path);
      assertEquals(response.status, status);
      await response.body!.cancel();
    }
  });
});

Deno.test("[P26] blame: who last wrote each register", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const ben = await RawClient.hello(url, "ben");
    await ben.join("lobby");
    await ben.tx("lobby", 1, [{ op: "set", id: "a", props: { x: 1 } }]);
    const { seq, shapes } = await (await fetch(`${url}/rooms/lobby/blame`))
      .json();
    assertEquals(seq, 8);
    assertEquals(shapes.map(({ id }: { id: string }) => id), ["a", "c"]);
    const [a] = shapes;
    const [anas, bens] = [a.createdBy, a.registers.pos.userId];
    assert(anas !== bens);
    assertEquals(a.registers.pos, { seq: 8, userId: bens });
    assertEquals(a.registers.color, { seq: 3, userId: anas });
    assertEquals(a.registers.size, { seq: 1, userId: anas });
    const one = await (await fetch(`${url}/rooms/lobby/blame?id=c`)).json();
    assertEquals(one.shapes, [shapes[1]]);
    const then = await (await fetch(`${url}/rooms/lobby/blame?id=a&at=7`))
      .json();
    assertEquals(then.shapes[0].registers.pos.userId, anas);
    const none = await fetch(`${url}/rooms/lobby/blame?id=b`);
    assertEquals([none.status, await none.text()], [
      404,
      'there is no shape "b"\n',
    ]);
  });
});

Deno.test("[P22] [P23] [P26] [E22] what was trimmed is gone: 410, and what can still be asked for", async () => {
  await withServer(async ({ server: { url }, store }) => {
    await draw(url);
    await store.saveSnapshot("lobby", {
      seq: 4,
      format: 1,
      at: 0,
      logBytes: 1,
    }, []);
    await store.trim("lobby", 4);
    for (
      const path of [
        "events?after=2",
        "events?after=2&follow=1",
        "delta?from=2",
        "at/3.txt",
      ]
    ) {
      const response = await fetch(`${url}/rooms/lobby/${path}`);
      assertEquals(response.status, 410, path);
      assertStringIncludes(await response.text(), "ask from 4 on");
    }
    const kept = await (await fetch(`${url}/rooms/lobby/events?after=4`))
      .json();
    assertEquals(seqsOf(kept.events), [5, 6, 7]);
    const ana = await RawClient.hello(url, "ana");
    const { epoch } = await ana.join("lobby");
    const since = async (seq: number) =>
      (await ana.join("lobby", { since: seq, epoch })).mode;
    assertEquals([await since(3), await since(4)], ["snapshot", "delta"]);
  });
});

Deno.test("[P29] who has drawn or said something is known by the last name under which they did", async () => {
  await withServer(async ({ server: { url } }) => {
    const people = async (...ids: string[]) =>
      (await (await fetch(`${url}/rooms/lobby/people?ids=${ids}`)).json())
        .people;
    const ana = await draw(url);
    const key = { userKey: "a-key-of-one-person-2" };
    const ben = await RawClient.hello(url, "ben", { ...key, color: "red" });
    await ben.join("lobby");
    const idOf = (client: RawClient) =>
      client.log.find(({ type }) => type === "welcome").userId;
    const ids = ["u_nobody", idOf(ben), idOf(ana)];
    assertEquals((await people(...ids)).map(nameOf), ["ana"]);
    ben.send({ type: "say", roomId: "lobby", text: "hi", nonce: "n1" });
    await ben.next("said");
    ben.socket.close();
    const told = { userId: idOf(ben), name: "ben", color: "red" };
    assertEquals((await people(...ids))[0], told);
    const again = await RawClient.hello(url, "benjamin", key);
    await again.join("lobby");
    assertEquals((await people(...ids))[0], told);
    await again.tx("lobby", 1, [put("d")]);
    assertEquals((await people(...ids)).map(nameOf), ["benjamin", "ana"]);
  });
});

Deno.test("[P29] names are asked for by userId, a hundred at most, in rooms that are there", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const many = Array.from({ length: 101 }, (_, i) => `u_${i}`).join();
    for (
      const [path, status, words] of [
        ["lobby/people", 400, "say whom: ids="],
        [`lobby/people?ids=${many}`, 400, "at most 100"],
        ["nowhere/people?ids=u_1", 404, "there is no room nowhere"],
      ] as const
    ) {
      const response = await fetch(`${url}/rooms/${path}`);
      assertEquals(response.status, status, path);
      assertStringIncludes(await response.text(), words);
    }
  });
});

const nameOf = ({ name }: { name: string }) => name;
