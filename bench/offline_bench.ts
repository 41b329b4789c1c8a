/**
 * Offline work: what 10,000 changes without a server cost when they are made, when the program
 * comes back after a kill, and until they are merged, while somebody else draws on.
 *
 * ```sh
 * deno run --allow-net --allow-read --allow-write --allow-env bench/offline_bench.ts
 * ```
 *
 * @module
 */

import { join } from "@std/path";
import { parseConfig } from "../server/config.ts";
import { startServer } from "../server/server.ts";
import { openSqliteStore } from "../server/store/sqlite/sqlite_store.ts";
import { RoomClient } from "../shared/client/room_client.ts";
import { connectWs } from "../shared/client/connection/socket.ts";
import type { Op } from "../shared/schema/op.ts";
import { openOutbox } from "../tui/files/outbox_file.ts";

const OPS = 10_000;

/** A third each: new shapes, moves of them, and moves of one shape of somebody else's. */
function opOf(i: number): Op {
  if (i % 3 === 0) {
    return { op: "create", shape: { id: `mine-${i}`, type: "circle", x: i } };
  }
  const id = i % 3 === 1 ? `mine-${i - 1}` : "theirs";
  return { op: "move", ids: [id], dx: 8, dy: 0 };
}

function print(what: string, figure: string): void {
  // deno-lint-ignore no-console -- figures are what a bench is for
  console.log(`${what.padEnd(58)} ${figure}`);
}

async function timed(what: string, task: () => Promise<void>): Promise<void> {
  const begin = performance.now();
  await task();
  const ms = performance.now() - begin;
  print(what, `${ms.toFixed(0)} ms, ${(OPS / ms * 1000).toFixed(0)} ops/s`);
}

const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
const serverStore = await openSqliteStore(join(folder, "rooms.db"), {
  synchronous: "full",
});
const config = parseConfig(["--port", "0", "--unlimited"], {});
const server = await startServer(config, serverStore, { log: () => {} });
const url = server.url.replace("http:", "ws:");
const person = { server: url, roomId: "lobby" };

const ben = new RoomClient({ ...person, name: "ben" });
await ben.submit([{ op: "create", shape: { id: "theirs", type: "circle" } }]);

let outbox = (await openOutbox(join(folder, "outbox.log")))!;
/** A client that has been in the room, and has no line any more. */
let isOnline = true;
const clientOf = () =>
  new RoomClient({
    ...person,
    name: "ana",
    clientId: outbox.clientId,
    outbox: outbox.store,
    connect: (to, handlers) =>
      connectWs(isOnline ? to : "ws://127.0.0.1:1/", handlers),
  });
const first = clientOf();
await first.synced();
isOnline = false;

let longest = 0;
await timed(`${OPS} changes made offline, each kept on disk`, async () => {
  // A client that is closed takes nothing, so the line is cut by the server's going away.
  await server.close();
  for (let i = 0; i < OPS; i++) {
    const begin = performance.now();
    void first.submit([opOf(i)]);
    longest = Math.max(longest, performance.now() - begin);
    if (i % 100 === 0) await new Promise((go) => setTimeout(go, 0));
  }
  await outbox.store.write([]);
});
print("  longest of them", `${longest.toFixed(1)} ms`);
print(
  "  file",
  `${((await Deno.stat(join(folder, "outbox.log"))).size / 1e6).toFixed(1)} MB`,
);
await first.close();
await outbox.store.close();

await timed("the program begins anew and shows them", async () => {
  outbox = (await openOutbox(join(folder, "outbox.log")))!;
  const shown = clientOf();
  if (shown.status.unsent !== OPS) throw new Error("something was lost");
  await shown.close();
});

const again = await startServer(
  parseConfig(["--port", `${server.port}`, "--unlimited"], {}),
  serverStore,
  { log: () => {} },
);
await ben.synced();
isOnline = true;
const second = clientOf();
let foreign = 0, worst = 0, last = performance.now();
const beat = setInterval(() => {
  worst = Math.max(worst, performance.now() - last);
  last = performance.now();
  void ben.submit([
    { op: "create", shape: { id: `ben-${foreign++}`, type: "circle" } },
  ]);
}, 20);
await timed("merged, through sockets, while somebody draws", async () => {
  await second.synced();
  await second.idle();
});
clearInterval(beat);
print("  shapes that the other drew meanwhile", `${foreign}`);
print("  longest pause of the client's loop", `${worst.toFixed(0)} ms`);
const left = outbox.store.load().txs.length;
const { size } = second.document.shapes;
print("  unsent after that", `${left}, ${size} shapes`);
await Promise.all([second.close(), ben.close()]);
await outbox.store.close();
await again.close();
await serverStore.close();
await Deno.remove(folder, { recursive: true });
