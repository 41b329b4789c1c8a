import { assertEquals } from "@std/assert";
import { deadline } from "@std/async";
import { join } from "@std/path";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import type { NotesHeard, WatchableStore } from "../store/store.ts";
import { openRooms, plainAppend } from "../store/testing/store_samples.ts";
import type { Bus, BusMessage } from "./bus.ts";
import { testBus } from "./bus_contract.ts";
import { StoreBus } from "./store_bus.ts";

testBus("two SQLite stores on one file", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "rooms.db");
  const open = () => openSqliteStore(path, { synchronous: "normal" });
  const stores = [await open(), await open()] as const;
  await openRooms(stores[0], "lobby", "attic", "cellar");
  const here = await StoreBus.join(stores[0]);
  const there = await StoreBus.join(stores[1]);
  await met(here, there);
  return {
    here,
    there,
    happen: async (message) => {
      await commit(stores[0], message);
      here.publish(message);
    },
    quiet: () => moved(stores[0], stores[1]),
    dispose: async () => {
      for (const store of stores) await store.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
});

async function commit(store: WatchableStore, message: BusMessage) {
  if (message.type === "head") {
    await store.append([plainAppend(message.roomId, message.head - 1)]);
  } else if (message.type === "chat") {
    const { roomId } = message;
    const line = { userId: "u_ana", name: "ana", text: "hi", at: 0 };
    await store.say(roomId, { ...line, client: "c", nonce: "n" });
  }
}

/** Resolves when each of two ends has noticed the other. */
async function met(...ends: Bus[]): Promise<void> {
  await Promise.all(ends.map((bus) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    // Who meets somebody is asked who is there.
    const end = bus.subscribe("cellar", ({ type }) => {
      if (type === "who") resolve();
    });
    return deadline(promise, 10_000).finally(end);
  }));
}

/** Resolves when a commit made now has been seen: whatever came before it was seen as well. */
async function moved(here: WatchableStore, there: WatchableStore) {
  const rooms = await here.openRoom("cellar", { create: false, now: 0 });
  const head = rooms!.head;
  const seen = Promise.withResolvers<void>();
  const watch = there.watch((tips) => {
    const cellar = tips.find(({ roomId }) => roomId === "cellar");
    if (cellar !== undefined && cellar.head > head) seen.resolve();
  });
  watch.rooms(["cellar"]);
  await here.append([plainAppend("cellar", head)]);
  await deadline(seen.promise, 10_000);
  watch.end();
}

Deno.test("[E21] a note that cannot be read is passed over, and those after it are heard", async () => {
  let hear: (heard: NotesHeard) => void = () => {};
  const store = {
    watch: () => ({ rooms: () => {}, end: () => {} }),
    openNotes: (onHeard: typeof hear) => {
      hear = onHeard;
      return Promise.resolve({ server: "here", post: () => {}, end: () => {} });
    },
  };
  const bus = await StoreBus.join(store as unknown as WatchableStore);
  const heard: BusMessage[] = [];
  bus.subscribe("lobby", (message) => heard.push(message));
  const who = JSON.stringify({ type: "who", roomId: "lobby" });
  const notes = ["", "{", "null", '{"type":"of another version"}', who];
  hear({ notes, hasReaders: false });
  assertEquals(heard, [{ type: "who", roomId: "lobby" }]);
  bus.close();
});

Deno.test("[E21] the store looks at the rooms that somebody hears of, and at no others", async () => {
  const watched: (readonly string[])[] = [];
  const store = {
    watch: () => ({
      rooms: (roomIds: readonly string[]) => void watched.push(roomIds),
      end: () => {},
    }),
    openNotes: () =>
      Promise.resolve({ server: "here", post: () => {}, end: () => {} }),
  };
  const bus = await StoreBus.join(store as unknown as WatchableStore);
  const ends = ["lobby", "lobby", "attic"].map((roomId) =>
    bus.subscribe(roomId, () => {})
  );
  for (const end of ends) end();
  assertEquals(watched, [
    ["lobby"],
    ["lobby"],
    ["lobby", "attic"],
    ["lobby", "attic"],
    ["attic"],
    [],
  ]);
  bus.close();
});
