/**
 * The client against the real server: real sockets, a real SQLite file.
 */

import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { parseConfig } from "../../server/config.ts";
import { withServer } from "../../server/scenarios/testing/test_server.ts";
import { startServer } from "../../server/server.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite_store.ts";
import { canonicalJson } from "../document/canonical.ts";
import type { Op } from "../schema/op.ts";
import { RoomClient, type RoomClientOptions } from "./room_client.ts";
import type { RoomClientEvents } from "./room_client_events.ts";
import { makeClientId } from "./connection/secrets.ts";
import { type Connect, connectWs, type Socket } from "./connection/socket.ts";

const circle = (id: string): Op => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});

function clientOf(
  url: string,
  name: string,
  options: Partial<RoomClientOptions> = {},
): RoomClient {
  const server = url.replace("http:", "ws:");
  return new RoomClient({ server, roomId: "lobby", name, ...options });
}

/** Resolves when `holds`, looking each time that one of `events` happens. */
function when(
  client: RoomClient,
  events: readonly (keyof RoomClientEvents)[],
  holds: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      for (const off of offs) off();
      resolve();
    };
    const offs = events.map((event) => client.on(event, look));
    look();
  });
}

/** Resolves when a client has confirmed all up to `seq`. */
const reached = (client: RoomClient, seq: number) =>
  when(client, ["change"], () => client.confirmed.seq >= seq);

Deno.test("[P6, E17] two clients draw at the same time, and both see all of it", async () => {
  await withServer(async ({ server }) => {
    const ana = clientOf(server.url, "ana");
    const ben = clientOf(server.url, "ben");
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => [
        ana.submit([circle(`a${i}`)]),
        ben.submit([circle(`b${i}`)]),
      ]).flat(),
    );
    assertEquals(new Set(answers.map(({ type }) => type)), new Set(["ack"]));
    await Promise.all([reached(ana, 100), reached(ben, 100)]);
    assertEquals(ana.document.shapes.size, 100);
    assertEquals(canonicalJson(ana.document), canonicalJson(ben.document));
    await Promise.all([ana.close(), ben.close()]);
  });
});

Deno.test("[P7, P8, P10] members, cursors and lines of chat reach the others, and go with the one who leaves", async () => {
  await withServer(async ({ server }) => {
    const ana = clientOf(server.url, "ana");
    await ana.synced();
    const ben = clientOf(server.url, "ben", { color: "cyan" });
    await when(ana, ["members"], () => ana.members.length === 2);
    assertEquals(ana.members.map(({ name }) => name), ["ana", "ben"]);
    await ben.synced();
    ben.setPresence({
      cursor: { x: 8, y: 16 },
      tool: "circle",
      selection: [],
      preview: null,
      viewport: null,
    });
    await when(ana, ["presence"], () => ana.presences.size === 1);
    assertEquals(ana.presences.get(ben.memberId)?.cursor, { x: 8, y: 16 });
    const heard = Promise.withResolvers<string>();
    ana.on("said", ({ name, text }) => heard.resolve(`${name}: ${text}`));
    await ben.say("hello");
    assertEquals(await heard.promise, "ben: hello");
    await ben.close();
    await when(ana, ["members"], () => ana.members.length === 1);
    assertEquals(ana.presences.size, 0);
    await ana.close();
  });
});

Deno.test("[P1] a second client with the same clientId takes the first one's place", async () => {
  await withServer(async ({ server }) => {
    const clientId = makeClientId();
    const first = clientOf(server.url, "ana", { clientId });
    await first.synced();
    const second = clientOf(server.url, "ana", { clientId });
    await when(first, ["status"], () => first.status.state === "closed");
    await second.submit([circle("a")]);
    assertEquals(second.status.state, "synced");
    await second.close();
  });
});

Deno.test("[P9] the past can be read", async () => {
  await withServer(async ({ server }) => {
    const ana = clientOf(server.url, "ana");
    for (const id of ["a", "b", "c"]) await ana.submit([circle(id)]);
    const first = await ana.history(0, 2);
    assertEquals(first.events.map(({ seq }) => seq), [1, 2]);
    const second = await ana.history(first.next!, 2);
    assertEquals(second.events.map(({ seq }) => seq), [3]);
    assertEquals(second.next, null);
    await ana.close();
  });
});

Deno.test("[E13, E14, E19] undo and redo, on the real server", async () => {
  await withServer(async ({ server }) => {
    const ana = clientOf(server.url, "ana");
    await ana.submit([circle("a")]);
    await ana.submit([{ op: "set", id: "a", props: { color: "red" } }]);
    await ana.submit([{ op: "delete", ids: ["a"] }]);
    const looks: string[] = [];
    const look = () => {
      looks.push(ana.document.shapes.get("a")?.shape.color ?? "gone");
    };
    for (let i = 0; i < 3; i++) await ana.undo().then(look);
    for (let i = 0; i < 3; i++) await ana.redo().then(look);
    assertEquals(looks, ["red", "default", "gone", "default", "red", "gone"]);
    await ana.close();
  });
});

/** Real sockets, and a way to break them. */
function breakable(): { connect: Connect; cut(): void } {
  let last: Socket | null = null;
  return {
    connect: (url, handlers) => last = connectWs(url, handlers),
    cut: () => last?.terminate(),
  };
}

Deno.test("[E16, T41] lines that break at any moment: everything arrives, once", async () => {
  await withServer(async ({ server, store }) => {
    const line = breakable();
    const clock = quickClock();
    const ana = clientOf(server.url, "ana", { connect: line.connect, clock });
    const ben = clientOf(server.url, "ben");
    await Promise.all([ana.synced(), ben.synced()]);
    ana.submit([circle("a")]);
    let breaks = 0;
    ana.on("answer", () => {
      if (++breaks % 7 === 0) line.cut();
    });
    for (let i = 0; i < 100; i++) {
      ana.submit([{ op: "move", ids: ["a"], dx: 1, dy: 0 }]);
      if (i % 25 === 0) line.cut();
    }
    await ana.idle();
    await reached(ben, 101);
    assertEquals(ben.document.shapes.get("a")?.shape.x, 200);
    assertEquals((await store.readAfter("lobby", 0, 1_000)).length, 101);
    assertEquals(canonicalJson(ana.document), canonicalJson(ben.document));
    await Promise.all([ana.close(), ben.close()]);
  });
});

/** The machine's time, in which pauses are short. */
function quickClock(): RoomClientOptions["clock"] {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, task) {
      const timer = setTimeout(task, Math.min(ms, 20));
      return () => clearTimeout(timer);
    },
  };
}

Deno.test("[T41, E23] the server goes away and comes back: offline at once, work goes on, all is delivered once", async () => {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const file = join(folder, "rooms.db");
  const serve = async (port: number) => {
    const store = await openSqliteStore(file, { synchronous: "full" });
    const config = parseConfig(["--port", `${port}`], {});
    const server = await startServer(config, store, { log: () => {} });
    const close = async () => {
      await server.close();
      await store.close();
    };
    return { server, close };
  };
  const first = await serve(0);
  const ana = clientOf(first.server.url, "ana");
  const ben = clientOf(first.server.url, "ben");
  await Promise.all([ana.submit([circle("a")]), ben.synced()]);
  const offline = when(
    ana,
    ["status"],
    () => ana.status.state === "offline",
  );
  await first.close();
  await offline;
  const answer = ana.submit([circle("b")]);
  assert(ana.document.shapes.has("b"));
  assertEquals(ana.status.unsent, 1);
  const second = await serve(first.server.port);
  assertEquals((await answer).type, "ack");
  await when(ben, ["change"], () => ben.document.shapes.size === 2);
  await ana.idle();
  assertEquals(ana.status, { state: "synced", unsent: 0, readOnly: false });
  assertEquals(ana.confirmed.seq, 2);
  await Promise.all([ana.close(), ben.close()]);
  await second.close();
  await Deno.remove(folder, { recursive: true });
});

for (
  const [what, flags, word] of [
    [
      "a room that is full",
      ["--members-per-room", "1"],
      "the room has 1 members; the limit is 1",
    ],
    [
      "a server that takes no more connections",
      ["--sockets", "1"],
      "the server has 1 connections, its limit; try again later",
    ],
  ] as const
) {
  Deno.test(`[T12] [limits] ${what} says so in its own words, and lets the next one in when one leaves`, async () => {
    await withServer(async ({ server }) => {
      const ana = clientOf(server.url, "ana");
      await ana.synced();
      const ben = clientOf(server.url, "ben");
      await when(ben, ["status"], () => ben.status.isRefused === true);
      const { state, reason } = ben.status;
      assertEquals(state, "connecting");
      assert(reason!.includes(word), reason);
      await ana.close();
      await ben.synced();
      assertEquals(ben.status.isRefused, undefined);
      await ben.close();
    }, { flags });
  });
}
