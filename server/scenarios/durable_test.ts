/** What was acked is on disk; what is not on disk was told to nobody. */

import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { parseConfig } from "../config.ts";
import { type RunningServer, startServer } from "../server.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import type { Store } from "../store/store.ts";
import { bodyOf, RawClient } from "./testing/raw_client.ts";
import { ServerProcess } from "./testing/server_process.ts";
import { intercept, withServer } from "./testing/test_server.ts";

const circle = (id: string) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});

/** Holds the commits of a store until they are released. */
class Hold {
  /** Resolves when a commit is held. */
  readonly held: Promise<void>;
  release = () => {};
  readonly #released: Promise<void>;
  #onHeld = () => {};

  constructor() {
    this.held = new Promise((resolve) => this.#onHeld = resolve);
    this.#released = new Promise((resolve) => this.release = resolve);
  }

  /** The store with its commits held. */
  wrap(store: Store): Store {
    return intercept(store, {
      append: async (appends) => {
        this.#onHeld();
        await this.#released;
        return await store.append(appends);
      },
    });
  }
}

Deno.test("[E17] nobody hears of a transaction before it is committed: not its author, not a member, not who joins, not HTTP", async () => {
  const hold = new Hold();
  await withServer(async ({ server }) => {
    const ana = await RawClient.hello(server.url, "ana");
    const ben = await RawClient.hello(server.url, "ben");
    const old = await RawClient.connect(server.url);
    await ana.join("lobby");
    await ben.join("lobby");
    old.send({ type: "join_room", roomId: "lobby" });
    ana.send({ type: "tx", roomId: "lobby", cseq: 1, ops: [circle("a")] });
    await hold.held;

    const late = await RawClient.hello(server.url, "late");
    assertEquals((await late.join("lobby")).head, 0);
    const { shapes } = await (await fetch(`${server.url}/rooms/lobby.json`))
      .json();
    assertEquals(shapes, []);
    for (const client of [ana, ben, late]) {
      await client.settled();
      const told = client.log.map(({ type }) => type);
      assert(!told.includes("ack") && !told.includes("events"));
      assert(!client.log.some((m) => m.shapes?.length > 0));
    }
    old.send({ type: "nothing" });
    await old.next("error");
    assertEquals(old.log.filter(({ type }) => type === "chat"), []);

    hold.release();
    assertEquals((await ana.next("ack")).seq, 1);
    for (const client of [ana, ben, late]) {
      assertEquals((await client.next("events")).events[0].seq, 1);
    }
    assertEquals(bodyOf(await old.next("chat")).shape.id, "a");
  }, { wrap: (store) => hold.wrap(store) });
});

/** Clients may send as fast as they can. */
const UNHURRIED = ["--tx-per-second", "100000", "--tx-burst", "100000"];

Deno.test("[E17] [E23] kill -9 under load: after a restart every acked transaction is there, none twice, and clients go on", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const db = join(folder, "rooms.db");
  const names = ["ana", "ben", "eve"];
  const acked = new Map(names.map((name) => [name, 0]));
  const sent = new Map(names.map((name) => [name, 0]));
  try {
    for (let round = 0; round < 3; round++) {
      const server = await ServerProcess.start(db, UNHURRIED);
      const clients = await Promise.all(names.map(async (name) => {
        const client = await RawClient.hello(server.url, name);
        const { lastCseq } = await client.join("lobby", { content: "none" });
        assert(
          lastCseq >= acked.get(name)!,
          `acked ${acked.get(name)}, but the server knows ${lastCseq}`,
        );
        assert(lastCseq <= sent.get(name)!);
        return { name, client, lastCseq };
      }));
      // Everything from the last answered number on is sent again, then more.
      let toKill = 120;
      const enough = new Promise<void>((resolve) => {
        for (const { name, client, lastCseq } of clients) {
          let next = lastCseq + 1;
          const send = () => {
            const ops = [circle(`${name}_${next}`)];
            client.send({ type: "tx", roomId: "lobby", cseq: next, ops });
            sent.set(name, Math.max(sent.get(name)!, next));
            next++;
          };
          client.socket.on("message", (data: unknown) => {
            const message = JSON.parse(String(data));
            if (message.type !== "ack") return;
            acked.set(name, Math.max(acked.get(name)!, message.cseq));
            if (--toKill === 0) resolve();
            send();
          });
          for (let i = 0; i < 16; i++) send();
        }
      });
      await enough;
      await server.end("SIGKILL");
      await Promise.all(clients.map(({ client }) => client.closed));
    }
    const server = await ServerProcess.start(db, UNHURRIED);
    const { shapes } = await (await fetch(`${server.url}/rooms/lobby.json`))
      .json();
    const ids: string[] = shapes.map(({ id }: { id: string }) => id);
    assertEquals(new Set(ids).size, ids.length);
    for (const name of names) {
      for (let cseq = 1; cseq <= acked.get(name)!; cseq++) {
        assert(ids.includes(`${name}_${cseq}`), `${name}_${cseq} is lost`);
      }
    }
    const client = await RawClient.hello(server.url, "reader");
    await client.join("lobby", { content: "none" });
    client.send({ type: "history", roomId: "lobby", limit: 1000 });
    const { events } = await client.next("history");
    assertEquals(events.length, ids.length);
    assertEquals(
      events.map(({ seq }: { seq: number }) => seq),
      ids.map((_, i) => i + 1),
    );
    assertEquals(await server.end("SIGTERM"), 0);
    assertEquals(await client.closed, 1001);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("[E21] two servers on one file: no transaction is lost, none is there twice, each client's are in order", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const db = join(folder, "rooms.db");
  const config = parseConfig(["--port", "0"], {});
  const stores: Store[] = [];
  const servers: RunningServer[] = [];
  try {
    for (let i = 0; i < 2; i++) {
      stores.push(await openSqliteStore(db, { synchronous: "full" }));
      servers.push(await startServer(config, stores[i]!, { log: () => {} }));
    }
    const names = ["ana", "ben"];
    await Promise.all(names.map(async (name, i) => {
      const client = await RawClient.hello(servers[i]!.url, name);
      await client.join("lobby");
      for (let cseq = 1; cseq <= 40; cseq++) {
        const ack = await client.tx("lobby", cseq, [circle(`${name}_${cseq}`)]);
        assertEquals(ack.type, "ack");
      }
      await client.close();
    }));
    const events = await stores[0]!.readAfter("lobby", 0, 1_000);
    assertEquals(events.map(({ seq }) => seq), events.map((_, i) => i + 1));
    for (const name of names) {
      const ids = events.flatMap(({ ops }) =>
        ops.flatMap((op) => op.op === "create" ? [op.shape.id] : [])
      ).filter((id) => id.startsWith(name));
      assertEquals(
        ids,
        Array.from({ length: 40 }, (_, i) => `${name}_${i + 1}`),
      );
    }
    // Each comes back over the other server, with the last number it had an answer to.
    for (const [i, name] of names.entries()) {
      const client = await RawClient.hello(servers[1 - i]!.url, name);
      assertEquals((await client.join("lobby")).lastCseq, 40);
      const ack = await client.tx("lobby", 41, [circle(`${name}_41`)]);
      assertEquals(ack.seq, 81 + i);
    }
  } finally {
    for (const server of servers) await server.close();
    for (const store of stores) await store.close();
    await Deno.remove(folder, { recursive: true });
  }
});
