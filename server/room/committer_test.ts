import { assertEquals } from "@std/assert";
import { MemoryStore } from "../store/memory_store.ts";
import type { Append } from "../store/store.ts";
import { Committer } from "./committer.ts";

const nothing = (roomId: string): Append => ({
  roomId,
  expectedHead: 0,
  events: [],
  answers: [],
});

Deno.test("[E17] what rooms want written while a commit runs becomes one write", async () => {
  const store = new MemoryStore();
  const groups: string[][] = [];
  const gates: (() => void)[] = [];
  const committer = new Committer({
    async append(appends) {
      groups.push(appends.map(({ roomId }) => roomId));
      await new Promise<void>((resolve) => gates.push(resolve));
      return await store.append(appends);
    },
  });
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
  const committer = new Committer({
    append(appends) {
      const fails = isFirst;
      isFirst = false;
      return fails
        ? Promise.reject(new Error("the worker died"))
        : store.append(appends);
    },
  });
  assertEquals(await committer.append(nothing("a")), {
    kind: "unknown",
    message: "the worker died",
  });
  assertEquals(await committer.append(nothing("a")), { kind: "committed" });
});
