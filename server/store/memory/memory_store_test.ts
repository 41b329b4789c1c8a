import { assertEquals, assertRejects } from "@std/assert";
import { MemoryStore } from "./memory_store.ts";
import { DamagedError, StoreError } from "../store.ts";
import { type Opened, testStore } from "../contract/store_contract.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
  seqs,
} from "../testing/store_samples.ts";

testStore("memory", () => {
  const store = new MemoryStore();
  let latest = store;
  return Promise.resolve<Opened>({
    store,
    reopen: async () => {
      await latest.close();
      return latest = latest.reopen();
    },
    cause: (fault) => {
      latest.failNext(fault);
      return Promise.resolve(() => {});
    },
    dispose: () => latest.close(),
  });
});

Deno.test("[E17] a memory store holds commits until they are released, in their order", async () => {
  const store = new MemoryStore();
  await openRooms(store, "lobby");
  store.hold();
  const outcomes: string[] = [];
  const first = store.append([plainAppend("lobby", 0)])
    .then(([outcome]) => outcomes.push(`first ${outcome!.kind}`));
  const second = store.append([plainAppend("lobby", 0)])
    .then(([outcome]) => outcomes.push(`second ${outcome!.kind}`));
  assertEquals(await seqs(store, "lobby"), []);
  assertEquals([store.waiting, outcomes.length], [2, 0]);
  store.release();
  await Promise.all([first, second]);
  assertEquals(outcomes, ["first committed", "second moved"]);
  assertEquals(store.waiting, 0);
});

Deno.test("[E17] what a memory store loses was never written", async () => {
  const store = new MemoryStore();
  await openRooms(store, "lobby");
  store.hold();
  let answered = false;
  store.append([plainAppend("lobby", 0)]).finally(() => answered = true);
  store.lose();
  assertEquals(await store.append([plainAppend("lobby", 0, 2)]), [
    { kind: "committed" },
  ]);
  assertEquals(await seqs(store, "lobby"), [1, 2]);
  assertEquals(answered, false);
});

Deno.test("[E21] faults of a memory store come in the order they were asked for", async () => {
  const store = new MemoryStore();
  await openRooms(store, "lobby");
  store.failNext("unavailable");
  store.failNext("unknown_written");
  const append = numberedAppend("lobby", 0, "c1", 1);
  const kinds: string[] = [];
  for (let i = 0; i < 3; i++) {
    kinds.push((await store.append([append]))[0]!.kind);
  }
  assertEquals(kinds, ["unavailable", "unknown", "moved"]);
});

Deno.test("[E24] a memory store closes the room of a damaged event, and no other", async () => {
  const store = new MemoryStore();
  await openRooms(store, "lobby", "other");
  await store.append([plainAppend("lobby", 0, 3), plainAppend("other", 0)]);
  store.damage("lobby", 2);
  assertEquals((await store.readAfter("lobby", 0, 1)).length, 1);
  await assertRejects(
    () => store.readAfter("lobby", 0, 9),
    DamagedError,
    "event 2 of room lobby",
  );
  await assertRejects(
    () => store.openRoom("lobby", { create: true, now: 0 }),
    DamagedError,
  );
  const outcomes = await store.append([
    plainAppend("lobby", 3),
    plainAppend("other", 1),
  ]);
  assertEquals(outcomes.map(({ kind }) => kind), ["unavailable", "committed"]);
  await assertRejects(
    () =>
      store.say("nowhere", {
        client: "c",
        nonce: "n",
        userId: "u",
        name: "n",
        text: "t",
        at: 0,
      }),
    StoreError,
  );
});
