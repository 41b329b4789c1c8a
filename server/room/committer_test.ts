import { assertEquals } from "@std/assert";
import { MemoryStore } from "../store/memory/memory_store.ts";
import type { Append } from "../store/store.ts";
import { Committer, GATHER_MS } from "./committer.ts";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";

const nothing = (roomId: string): Append => ({
  roomId,
  expectedHead: 0,
  events: [],
  answers: [],
});

/** Lets what waits for promises alone go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

Deno.test("[E17] what rooms want written while a commit runs becomes one write", async () => {
  const store = new MemoryStore();
  const groups: string[][] = [];
  const gates: (() => void)[] = [];
  const clock = new FakeClock();
  const committer = new Committer({
    async append(appends) {
      groups.push(appends.map(({ roomId }) => roomId));
      await new Promise<void>((resolve) => gates.push(resolve));
      return await store.append(appends);
    },
  }, clock);
  for (const room of ["a", "b", "c", "d"]) {
    await store.openRoom(room, { create: true, now: 0 });
  }
  const first = [
    committer.append(nothing("a")),
    committer.append(nothing("b")),
  ];
  await Promise.resolve();
  const second = [
    committer.append(nothing("c")),
    committer.append(nothing("d")),
  ];
  gates[0]!();
  await Promise.all(first);
  await settle();
  clock.advance(GATHER_MS);
  while (gates.length < 2) await Promise.resolve();
  gates[1]!();
  const outcomes = await Promise.all([...first, ...second]);
  assertEquals(groups, [["a", "b"], ["c", "d"]]);
  assertEquals(outcomes.map(({ kind }) => kind), [
    "committed",
    "committed",
    "committed",
    "committed",
  ]);
});

Deno.test("[E21] a store that fails leaves it unknown whether it wrote, and the next write goes on", async () => {
  const store = new MemoryStore();
  await store.openRoom("a", { create: true, now: 0 });
  let isFirst = true;
  const clock = new FakeClock();
  const committer = new Committer({
    append(appends) {
      const fails = isFirst;
      isFirst = false;
      return fails
        ? Promise.reject(new Error("the worker died"))
        : store.append(appends);
    },
  }, clock);
  assertEquals(await committer.append(nothing("a")), {
    kind: "unknown",
    message: "the worker died",
  });
  const next = committer.append(nothing("a"));
  await settle();
  clock.advance(GATHER_MS);
  assertEquals(await next, { kind: "committed" });
});

Deno.test("[E17] after a pause one commits at once; who comes within 10 ms waits for the next, and decides then", async () => {
  const clock = new FakeClock();
  const groups: string[][] = [];
  const committer = new Committer({
    append(appends) {
      groups.push(appends.map(({ roomId }) => roomId));
      return Promise.resolve(appends.map(() => ({ kind: "committed" })));
    },
  }, clock);
  const decided: string[] = [];
  const want = (room: string) =>
    committer.beforeNext(() => {
      decided.push(room);
      void committer.append(nothing(room));
    });
  want("a");
  await settle();
  assertEquals(groups, [["a"]]);
  clock.advance(3);
  want("b");
  clock.advance(3);
  want("c");
  await settle();
  assertEquals(decided, ["a"]);
  clock.advance(GATHER_MS - 4);
  await settle();
  assertEquals(decided, ["a"]);
  clock.advance(1);
  await settle();
  assertEquals(groups, [["a"], ["b", "c"]]);
  clock.advance(GATHER_MS);
  want("d");
  await settle();
  assertEquals(groups.at(-1), ["d"]);
});
