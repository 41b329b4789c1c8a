/**
 * Coming into a room that its server has not read yet: what one looks at comes before the rest,
 * through real sockets.
 */

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { parseConfig } from "../config.ts";
import { documentAt } from "../room/snapshots/load_document.ts";
import {
  SNAPSHOT_FORMAT,
  snapshotChunks,
} from "../room/snapshots/snapshot_format.ts";
import { startServer } from "../server.ts";
import { MemoryStore } from "../store/memory/memory_store.ts";
import type { Store } from "../store/store.ts";
import { RawClient } from "./testing/raw_client.ts";
import { intercept } from "./testing/test_server.ts";

/** Circles that lie 100 units apart from left to right. */
const circles = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    op: "create",
    shape: { id: `c${from + i}`, type: "circle", x: (from + i) * 100, y: 0 },
  }));

/** Looks at the circles 100 to 106. */
const viewport = { x: 10_000, y: -176, width: 640, height: 352 };

/** A server for as long as `run` takes. */
async function serve<T>(
  store: Store,
  run: (url: string, log: readonly string[]) => Promise<T>,
): Promise<T> {
  const log: string[] = [];
  const config = parseConfig(["--port", "0", "--unlimited"], {});
  const server = await startServer(config, store, {
    log: (line) => void log.push(line),
  });
  try {
    return await run(server.url, log);
  } finally {
    await server.close();
  }
}

/** A room of 800 circles with a snapshot, after which ana has done something more. */
async function filled(): Promise<MemoryStore> {
  const store = new MemoryStore();
  await serve(store, async (url) => {
    const ana = await RawClient.hello(url, "ana");
    await ana.join("lobby");
    for (let part = 0; part < 4; part++) {
      await ana.tx("lobby", part + 1, circles(part * 200, part * 200 + 200));
    }
    const info = { seq: 4, format: SNAPSHOT_FORMAT, at: 0, logBytes: 0 };
    const document = await documentAt(store, "lobby", 4);
    await store.saveSnapshot("lobby", info, snapshotChunks(document));
    await ana.tx("lobby", 5, [
      { op: "delete", ids: ["c103"] },
      { op: "move", ids: ["c104"], dx: 0, dy: 16 },
      { op: "create", shape: { id: "new", type: "circle", x: 10_050, y: 0 } },
    ]);
    await ana.close();
  });
  return store;
}

/** The store, in which nobody reads a whole snapshot before `gate` opens. */
function slow(store: MemoryStore, gate: Promise<void>): Store {
  return intercept(store, {
    async *readSnapshot(...args) {
      if (args[2] === undefined) await gate;
      yield* store.readSnapshot(...args);
    },
  });
}

/** What the client holds after all that it was sent. */
function heldBy(client: RawClient): Map<string, unknown> {
  let held = new Map<string, Record<string, unknown>>();
  for (const message of client.log) {
    if (message.type === "snapshot") {
      if (message.page === 0) held = new Map();
      for (const shape of message.shapes) {
        assert(!held.has(shape.id), `${shape.id} came twice`);
        held.set(shape.id, shape);
      }
    } else if (message.type === "delta") {
      for (const id of message.deleted) held.delete(id);
      for (const shape of message.added) held.set(shape.id, shape);
      for (const { id, props, seq, version, ...by } of message.modified) {
        held.set(id, { ...held.get(id), ...props, seq, version, ...by });
      }
    }
  }
  return held;
}

/** What somebody who comes in later holds. */
async function heldLater(url: string): Promise<Map<string, unknown>> {
  const client = await RawClient.hello(url, "later");
  await client.join("lobby", { viewport });
  await client.settled();
  await client.close();
  return heldBy(client);
}

Deno.test("[P3] of a room that is not read yet, what lies in the viewport comes before the rest is read; then the rest, and what has happened since", async () => {
  const store = await filled();
  const gate = Promise.withResolvers<void>();
  await serve(slow(store, gate.promise), async (url) => {
    const ben = await RawClient.hello(url, "ben");
    ben.send({ type: "join_room", roomId: "lobby", viewport });
    const joined = await ben.next("joined");
    assertEquals([joined.mode, joined.head, joined.lastCseq], [
      "snapshot",
      5,
      0,
    ]);
    assertEquals(joined.members.length, 1);
    const page = await ben.next("snapshot");
    assertEquals(
      page.shapes.map(({ id }: { id: string }) => id),
      ["c100", "c101", "c102", "c103", "c104", "c105", "c106"],
    );
    assertEquals([page.seq, page.page, page.last, page.count], [
      4,
      0,
      false,
      800,
    ]);
    gate.resolve();
    await ben.next("delta");
    const pages = ben.log.filter(({ type }) => type === "snapshot");
    assertEquals(pages.map(({ page }) => page), [...pages.keys()]);
    assertEquals(new Set(pages.map(({ seq }) => seq)), new Set([4]));
    assertEquals(pages.filter(({ last }) => last), [pages.at(-1)]);
    const held = heldBy(ben);
    assertEquals(held.size, 800);
    assertEquals(held, await heldLater(url));
    assertEquals((await ben.tx("lobby", 1, circles(900, 901))).type, "ack");
    await ben.close();
  });
});

Deno.test("[P3] whose own work is newer than the snapshot waits for the room, so that it never disappears", async () => {
  const store = await filled();
  await serve(store, async (url) => {
    const ana = await RawClient.hello(url, "ana");
    const joined = await ana.join("lobby", { viewport });
    assertEquals([joined.head, joined.lastCseq], [5, 5]);
    assertEquals(ana.log.find(({ type }) => type === "snapshot").seq, 5);
    await ana.close();
  });
});

Deno.test("[P3] [E12] who has edits of texts waits for the room: they may be of later texts than the snapshot has", async () => {
  const store = await filled();
  await serve(store, async (url) => {
    const ben = await RawClient.hello(url, "ben");
    const texts = [["c100", 5]];
    await ben.join("lobby", { viewport, texts, epoch: "any" });
    const pages = ben.log.filter(({ type }) => type === "snapshot");
    assertEquals(new Set(pages.map(({ seq }) => seq)), new Set([5]));
    await ben.close();
  });
});

Deno.test("[P2] [P8] who came in early is told of the others when the room is read, once", async () => {
  const store = await filled();
  const gate = Promise.withResolvers<void>();
  await serve(slow(store, gate.promise), async (url) => {
    const clients = await Promise.all(
      ["ben", "eve"].map((name) => RawClient.hello(url, name)),
    );
    for (const client of clients) {
      client.send({ type: "join_room", roomId: "lobby", viewport });
      await client.next("snapshot");
    }
    gate.resolve();
    await Promise.all(clients.map((client) => client.next("delta")));
    await Promise.all(clients.map((client) => client.settled()));
    const names = clients.map(({ log }) =>
      log.flatMap(({ type, members, joined }) =>
        type === "joined" ? members : type === "members" ? joined : []
      ).map(({ name }) => name).sort()
    );
    assertEquals(names, [["ben", "eve"], ["ben", "eve"]]);
    const joins = clients.map(({ log }) =>
      log.filter(({ type }) => type === "joined").length
    );
    assertEquals(joins, [1, 1]);
    for (const client of clients) await client.close();
  });
});

Deno.test("[P3] [E24] who was told of a snapshot that can't be read to its end is told all anew", async () => {
  const store = await filled();
  const gate = Promise.withResolvers<void>();
  await serve(slow(store, gate.promise), async (url, log) => {
    const ben = await RawClient.hello(url, "ben");
    ben.send({ type: "join_room", roomId: "lobby", viewport });
    await ben.next("snapshot");
    store.damageSnapshot("lobby", 4);
    gate.resolve();
    const joined = await ben.next((message) =>
      message.type === "joined" && message !== ben.log[1]
    );
    assertNotEquals(joined, undefined);
    await ben.next((message) => message.type === "snapshot" && message.last);
    assertEquals(heldBy(ben), await heldLater(url));
    assertEquals(log.filter((line) => line.includes("snapshot 4")).length, 1);
    await ben.close();
  });
});

Deno.test("[P3] who goes while the room is read is not in it afterwards", async () => {
  const store = await filled();
  const gate = Promise.withResolvers<void>();
  await serve(slow(store, gate.promise), async (url) => {
    const ben = await RawClient.hello(url, "ben");
    ben.send({ type: "join_room", roomId: "lobby", viewport });
    await ben.next("snapshot");
    await ben.close();
    gate.resolve();
    const eve = await RawClient.hello(url, "eve");
    await eve.join("lobby");
    await eve.settled();
    const { members } = eve.log.find(({ type }) => type === "joined");
    assertEquals(members.map(({ name }: { name: string }) => name), ["eve"]);
    await eve.close();
  });
});
