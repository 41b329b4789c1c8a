/**
 * A database with a bit of everything in it, for tests.
 *
 * @module
 */

import { join } from "@std/path";
import { documentAt } from "../../../server/room/snapshots/load_document.ts";
import {
  SNAPSHOT_FORMAT,
  snapshotChunks,
} from "../../../server/room/snapshots/snapshot_format.ts";
import { openSqliteStore } from "../../../server/store/sqlite/sqlite_store.ts";
import type { Store } from "../../../server/store/store.ts";
import {
  added,
  numberedAppend,
  openRooms,
  SAMPLE_TIME,
  sampleEvent,
  sampleShape,
} from "../../../server/store/testing/store_samples.ts";

/** Opens the store in a file. */
export function openStore(path: string): Promise<Store> {
  return openSqliteStore(path, { synchronous: "normal", busyMs: 1_000 });
}

/**
 * Rooms `lobby`, with a deleted shape, answers, chat and a snapshot at 8 of its 12 events;
 * `trimmed`, whose log begins after event 4; and `empty`.
 */
export async function fill(store: Store): Promise<void> {
  await openRooms(store, "lobby", "trimmed", "empty");
  for (const roomId of ["lobby", "trimmed"]) {
    for (let head = 0; head < 11; head++) {
      await store.append([numberedAppend(roomId, head, "c1", head + 1)]);
    }
    const deletion = sampleEvent(12, [{ op: "delete", ids: ["shape_3"] }]);
    const removed = [sampleShape(3, { text: "gone" })];
    await store.append([{
      roomId,
      expectedHead: 11,
      events: [added(deletion, null, removed)],
      answers: [],
    }]);
    await store.say(roomId, {
      client: "c1",
      nonce: "n1",
      userId: "u_ana",
      name: "ana",
      text: "said-in-chat",
      at: SAMPLE_TIME,
    });
    await store.remember(roomId, {
      userId: "u_ana",
      name: "ana",
      color: "cyan",
    });
  }
  await takeSnapshot(store, "lobby", 8);
  await takeSnapshot(store, "trimmed", 4);
  await takeSnapshot(store, "trimmed", 8);
  await store.trim("trimmed", 4);
}

/** Keeps a snapshot of a room as it was. */
export async function takeSnapshot(
  store: Store,
  roomId: string,
  seq: number,
): Promise<void> {
  const info = { seq, format: SNAPSHOT_FORMAT, at: SAMPLE_TIME, logBytes: seq };
  const document = await documentAt(store, roomId, seq);
  await store.saveSnapshot(roomId, info, snapshotChunks(document));
}

/** Everything that clients could see of the sample database. */
export async function contents(store: Store): Promise<unknown> {
  return {
    rooms: (await store.listRooms()).map((room) => ({ ...room, epoch: "" })),
    lobby: await store.readAfter("lobby", 0, 1_000),
    trimmed: await store.readAfter("trimmed", 4, 1_000),
    removed: await store.readRemoved("lobby", 12, "shape_3"),
    client: await store.readClient("lobby", "c1"),
    chat: await store.readChat("lobby", 100),
    people: await store.readPeople("lobby", ["u_ana"]),
    snapshots: await store.listSnapshots("lobby"),
    secret: await store.serverSecret(),
  };
}

/** The epoch of a store. */
export async function epochOf(store: Store): Promise<string> {
  return (await store.listRooms())[0]!.epoch;
}

/** Runs something in a folder of its own, with a filled database whose server has ended. */
export async function withDatabase(
  body: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "inkroom.db");
    const store = await openStore(path);
    await fill(store);
    await store.close();
    await body(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
