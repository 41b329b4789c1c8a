/**
 * Rooms whose beginning was trimmed, and servers that were restored from a backup, through real
 * sockets.
 */

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { join } from "@std/path";
import { backupFile } from "../../commands/database/backup_file.ts";
import { restoreFile } from "../../commands/database/restore_file.ts";
import { parseConfig } from "../config.ts";
import { documentAt } from "../room/snapshots/load_document.ts";
import {
  SNAPSHOT_FORMAT,
  snapshotChunks,
} from "../room/snapshots/snapshot_format.ts";
import { type RunningServer, startServer } from "../server.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import type { Store } from "../store/store.ts";
import { RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

const circle = (id: string) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});

/** Trims a room to event `seq`, as its server would. */
async function trim(store: Store, roomId: string, seq: number): Promise<void> {
  const info = { seq, format: SNAPSHOT_FORMAT, at: 0, logBytes: 0 };
  const document = await documentAt(store, roomId, seq);
  await store.saveSnapshot(roomId, info, snapshotChunks(document));
  await store.trim(roomId, seq);
}

Deno.test("[E22] below the horizon history is stale; joining, resuming and resending go on as before", () =>
  withServer(async ({ server, store, log }) => {
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
    const first = await ana.tx("lobby", 1, [circle("a")]);
    for (let cseq = 2; cseq <= 6; cseq++) {
      await ana.tx("lobby", cseq, [circle(`a${cseq}`)]);
    }
    await trim(store, "lobby", 4);

    ana.send({ type: "history", roomId: "lobby", after: 2, limit: 9, ref: 7 });
    const stale = await ana.next("error");
    assertEquals([stale.code, stale.ref], ["stale", 7]);
    assert(stale.message.includes("trimmed up to event 4"));
    ana.send({ type: "history", roomId: "lobby", after: 4, limit: 9 });
    const kept = await ana.next("history");
    assertEquals(
      kept.events.map(({ seq }: { seq: number }) => seq),
      [5, 6],
    );
    assertEquals(await ana.tx("lobby", 1, [circle("a")]), first);

    const ben = await RawClient.hello(server.url, "ben");
    const { epoch, head } = await ben.join("lobby");
    assertEquals(head, 6);
    const shapes = ben.log.find(({ type }) => type === "snapshot").shapes;
    assertEquals(shapes.length, 6);
    await ben.close();
    const back = await RawClient.hello(server.url, "ben");
    const joined = await back.join("lobby", { since: 1, epoch });
    assert(["delta", "snapshot"].includes(joined.mode));
    await back.close();
    await ana.close();
    assertEquals(log, []);
  }));

async function serve(
  path: string,
): Promise<{ server: RunningServer; store: Store; stop: () => Promise<void> }> {
  const store = await openSqliteStore(path, { synchronous: "full" });
  const config = parseConfig(["--port", "0"], {});
  const server = await startServer(config, store, { log: () => {} });
  const stop = async () => {
    await server.close();
    await store.close();
  };
  return { server, store, stop };
}

Deno.test("[E24] after a restore clients find the room as it was backed up, under another epoch, and go on in it", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "inkroom.db");
  const backup = join(folder, "backup.db");
  const first = await serve(path);
  const ana = await RawClient.hello(first.server.url, "ana");
  const before = await ana.join("lobby");
  const answer = await ana.tx("lobby", 1, [circle("a")]);
  ana.send({ type: "say", roomId: "lobby", text: "hello", nonce: "n1" });
  await ana.next("said");
  await backupFile(path, backup, () => {});
  await ana.tx("lobby", 2, [circle("lost")]);
  await ana.close();
  await first.stop();

  const order = { backup, db: path, force: true, now: new Date(0) };
  const outcome = await restoreFile(order, () => {});
  assertEquals(outcome.kind, "restored");

  const second = await serve(path);
  const back = await RawClient.hello(second.server.url, "ana");
  const since = { since: 2, epoch: before.epoch };
  const joined = await back.join("lobby", since);
  assertNotEquals(joined.epoch, before.epoch);
  assertEquals([joined.mode, joined.head, joined.lastCseq], ["snapshot", 1, 1]);
  const { shapes } = back.log.find(({ type }) => type === "snapshot");
  assertEquals(shapes.map(({ id }: { id: string }) => id), ["a"]);
  assertEquals((await back.next("said")).text, "hello");
  assertEquals(await back.tx("lobby", 1, [circle("a")]), answer);
  const again = await back.tx("lobby", 2, [circle("lost")]);
  assertEquals([again.type, again.seq], ["ack", 2]);
  await back.close();
  await second.stop();
  await Deno.remove(folder, { recursive: true });
});
