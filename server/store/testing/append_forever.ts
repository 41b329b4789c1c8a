/**
 * A program for tests to kill: appends to two rooms of the database named by its argument, and
 * prints room and seq of each event once it is acknowledged.
 *
 * @module
 */

import { openSqliteStore } from "../sqlite/sqlite_store.ts";
import type { Store } from "../store.ts";
import { numberedAppend, SAMPLE_TIME } from "./store_samples.ts";

async function appendForever(store: Store, roomId: string): Promise<never> {
  const room = await store.openRoom(roomId, { create: true, now: SAMPLE_TIME });
  for (let head = room!.head;; head++) {
    const append = numberedAppend(roomId, head, "killed", head + 1);
    const [outcome] = await store.append([append]);
    if (outcome!.kind !== "committed") throw new Error(outcome!.kind);
    await Deno.stdout.write(
      new TextEncoder().encode(`${roomId} ${head + 1}\n`),
    );
  }
}

const store = await openSqliteStore(Deno.args[0]!, { synchronous: "full" });
await Promise.all([appendForever(store, "a"), appendForever(store, "b")]);
