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
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import type { FigureKind } from "./report/row.ts";

const OPS = isQuick ? 500 : 10_000;

/** A third each: new shapes, moves of them, and moves of one shape of somebody else's. */
function opOf(i: number): Op {
  if (i % 3 === 0) {
    return { op: "create", shape: { id: `mine-${i}`, type: "circle", x: i } };
  }
  const id = i % 3 === 1 ? `mine-${i - 1}` : "theirs";
  return { op: "move", ids: [id], dx: 8, dy: 0 };
}

const measured = new Measured("offline", [{ name: "inkroom", role: "ours" }]);
const MEASURE = {
  measure: "work offline",
  what: `${
    OPS.toLocaleString("en")
  } changes without a server, and how they come into the room`,
};

function add(kind: FigureKind, value: number): void {
  measured.add(MEASURE, kind, { inkroom: value });
}

async function timed(what: string, task: () => Promise<void>): Promise<void> {
  tell(what);
  const begin = performance.now();
  await task();
  add(inMs(what), performance.now() - begin);
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
await timed("made, each kept on disk", async () => {
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
add(inMs("longest of them"), longest);
add(
  { figure: "file", unit: "MB", better: "less" },
  (await Deno.stat(join(folder, "outbox.log"))).size / 1e6,
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
add(
  { figure: "shapes that the other drew meanwhile", unit: "", better: null },
  foreign,
);
add(inMs("longest pause of the client's loop"), worst);
if (outbox.store.load().txs.length > 0) throw new Error("something is unsent");
await Promise.all([second.close(), ben.close()]);
await outbox.store.close();
await again.close();
await serverStore.close();
await Deno.remove(folder, { recursive: true });
report(measured.found);
