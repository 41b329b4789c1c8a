import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { deadline } from "@std/async";
import { join } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import type { Doom } from "../testing/faulty_worker.ts";
import { openDatabase } from "./sqlite_file.ts";
import { NOTES_SUFFIX } from "./sqlite_notes.ts";
import { prepareAll } from "./sqlite_reader.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { SqliteWatch } from "./sqlite_watch.ts";
import { SqliteSession } from "./worker/sqlite_session.ts";
import {
  openRooms,
  plainAppend,
  sampleLine,
} from "../testing/store_samples.ts";
import type { RoomTip, WatchableStore } from "../store.ts";

async function withFile(body: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(join(folder, "inkroom.db"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Resolves with what is told of a room when it has come to `head`. */
function told(
  store: WatchableStore,
  roomId: string,
  head: number,
): Promise<RoomTip> {
  const { promise, resolve } = Promise.withResolvers<RoomTip>();
  const watch = store.watch((tips) => {
    const tip = tips.find((tip) => tip.roomId === roomId && tip.head >= head);
    if (tip === undefined) return;
    resolve(tip);
    watch.end();
  });
  watch.rooms([roomId]);
  return deadline(promise, 10_000);
}

const worker = (name: string) =>
  new Worker(new URL(name, import.meta.url), { type: "module" });

Deno.test("[E21] what others commit is told, of the rooms that are watched; what came before as well", () =>
  withFile(async (path) => {
    const open = () => openSqliteStore(path, { synchronous: "normal" });
    const [here, there] = [await open(), await open()];
    await openRooms(here, "lobby", "attic");
    await here.append([plainAppend("lobby", 0, 2)]);
    assertEquals(await told(there, "lobby", 2), {
      roomId: "lobby",
      head: 2,
      lastChatId: 0,
    });
    const other = told(there, "attic", 1);
    const both = told(there, "lobby", 3);
    await here.append([plainAppend("attic", 0), plainAppend("lobby", 2)]);
    assertEquals([(await other).head, (await both).head], [1, 3]);
    await here.close();
    await there.close();
  }));

Deno.test("[E21] each look tells of the rooms that have moved since the last one, and of no others", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, { synchronous: "normal" });
    await openRooms(store, "lobby", "attic");
    await store.append([plainAppend("lobby", 0, 2), plainAppend("attic", 0)]);
    const db = openDatabase({
      path,
      synchronous: "normal",
      busyMs: 1_000,
      maxBytes: null,
    });
    const watch = new SqliteWatch(db, prepareAll(db));
    const look = () =>
      watch.look().map(({ roomId, head, lastChatId }) =>
        `${roomId} ${head} ${lastChatId}`
      );
    assertEquals(look(), []);
    watch.watch(["lobby"]);
    assertEquals([look(), look()], [["lobby 2 0"], []]);
    // What it held before anybody watched it is news, though nobody has written since.
    watch.watch(["lobby", "attic"]);
    assertEquals([look(), look()], [["attic 1 0"], []]);
    await store.append([plainAppend("lobby", 2)]);
    assertEquals(look(), ["lobby 3 0"]);
    await store.say("attic", sampleLine("hi", "n"));
    assertEquals(look(), ["attic 1 1"]);
    watch.watch(["attic"]);
    await store.append([plainAppend("lobby", 3)]);
    assertEquals(look(), []);
    db.close();
    await store.close();
  }));

Deno.test("[E21] a room that has moved is told of, though the notes of other servers can't be read just then", () =>
  withFile(async (path) => {
    const settings = {
      path,
      synchronous: "normal" as const,
      busyMs: 1_000,
      maxBytes: null,
    };
    const there = await openSqliteStore(path, { synchronous: "normal" });
    await openRooms(there, "lobby");
    const session = new SqliteSession();
    session.answer({ id: 1, kind: "open", settings, file: null });
    session.answer({ id: 2, kind: "openNotes", server: "here" });
    session.answer({ id: 3, kind: "watch", rooms: ["lobby"] });
    session.look();
    await there.append([plainAppend("lobby", 0)]);
    const notes = new DatabaseSync(path + NOTES_SUFFIX);
    notes.exec("drop table servers");
    assertStringIncludes(JSON.stringify(session.look()), '\\"head\\":1');
    notes.close();
    session.answer({ id: 4, kind: "close" });
    await there.close();
  }));

Deno.test("[E21] a look that fails halfway is made again, and nothing of it is lost", () =>
  withFile(async (path) => {
    const store = await openSqliteStore(path, { synchronous: "normal" });
    await openRooms(store, "lobby", "attic");
    await store.append([plainAppend("lobby", 0), plainAppend("attic", 0)]);
    const db = openDatabase({
      path,
      synchronous: "normal",
      busyMs: 1_000,
      maxBytes: null,
    });
    const statements = prepareAll(db);
    let fails = true;
    const head = {
      get: (roomId: string) => {
        if (fails && roomId === "attic") throw new Error("database is locked");
        return statements.head.get(roomId);
      },
    } as unknown as typeof statements.head;
    const watch = new SqliteWatch(db, { ...statements, head });
    watch.watch(["lobby", "attic"]);
    assertThrows(() => watch.look(), Error, "locked");
    fails = false;
    assertEquals(watch.look().map(({ roomId }) => roomId), ["lobby", "attic"]);
    db.close();
    await store.close();
  }));

Deno.test("[E21] a worker that takes a dead one's place watches on, though nobody asks for anything", () =>
  withFile(async (path) => {
    const workers: Worker[] = [];
    const here = await openSqliteStore(path, {
      synchronous: "normal",
      spawn: () => {
        const name = workers.length === 0
          ? "../testing/faulty_worker.ts"
          : "./worker/sqlite_worker.ts";
        workers.push(worker(name));
        return workers.at(-1)!;
      },
    });
    await openRooms(here, "lobby");
    const isTold = told(here, "lobby", 1);
    workers[0]!.postMessage({ doom: "after_write" } satisfies Doom);
    await openRooms(here, "attic").catch(() => {});
    const there = await openSqliteStore(path, { synchronous: "normal" });
    await there.append([plainAppend("lobby", 0)]);
    assertEquals((await isTold).head, 1);
    assertEquals(workers.length, 2);
    await here.close();
    await there.close();
  }));
