import { assertEquals } from "@std/assert";
import { MemoryStore } from "../store/memory/memory_store.ts";
import type { Append } from "../store/store.ts";
import { Committer, GATHER_MS } from "./committer.ts";
import { plainAppend } from "../store/testing/store_samples.ts";
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

/** A committer whose groups are written down: what was committed, and when. */
function written(): {
  groups: [at: number, rooms: string][];
  /** `rooms`: a letter for each that wants something written. */
  want: (rooms: string) => Promise<void>;
  wait: (ms: number) => Promise<void>;
  hurry: () => Promise<void>;
  /** Company comes again and again; what was written then is forgotten. */
  busy: () => Promise<void>;
} {
  const clock = new FakeClock();
  const start = clock.now();
  const groups: [number, string][] = [];
  const committer = new Committer({
    append(appends) {
      const rooms = appends.map(({ roomId }) => roomId).join("");
      groups.push([clock.now() - start, rooms]);
      return Promise.resolve(appends.map(() => ({ kind: "committed" })));
    },
  }, clock);
  const want = async (rooms: string) => {
    for (const room of rooms) {
      committer.beforeNext(() => {
        void committer.append(plainAppend(room, 0));
      });
    }
    await settle();
  };
  const wait = async (ms: number) => {
    for (let passed = 0; passed < ms; passed++) {
      clock.advance(1);
      await settle();
    }
  };
  const busy = async () => {
    for (let group = 1; group <= 8; group++) {
      await want("ab");
      while (groups.length < group) await wait(1);
    }
    groups.length = 0;
  };
  const hurry = async () => {
    committer.hurry();
    await settle();
  };
  return { groups, want, wait, hurry, busy };
}

Deno.test("[E17] who is alone does not wait, however soon the next one comes", async () => {
  const { groups, want, wait } = written();
  for (let tx = 0; tx < 5; tx++) {
    await want("a");
    await wait(2);
  }
  assertEquals(groups, [[0, "a"], [2, "a"], [4, "a"], [6, "a"], [8, "a"]]);
});

Deno.test("[E17] where many come the first waits for the others, up to 10 ms, and all are decided then", async () => {
  const { groups, want, wait, busy } = written();
  await busy();
  await want("c");
  await wait(GATHER_MS - 1);
  await want("d");
  assertEquals(groups, []);
  await wait(1);
  assertEquals(groups.map(([, rooms]) => rooms), ["cd"]);
});

Deno.test("[E17] a wait that brings nobody is halved, and soon there is none", async () => {
  const { groups, want, wait, busy } = written();
  await busy();
  const waits: number[] = [];
  for (let tx = 0; tx < 6; tx++) {
    const before = groups.length;
    await want("a");
    let waited = 0;
    for (; groups.length === before; waited++) await wait(1);
    waits.push(waited);
  }
  assertEquals(waits, [10, 5, 3, 2, 0, 0]);
});

Deno.test("[E17] after a pause one commits at once, where many come, too", async () => {
  const { groups, want, wait, busy } = written();
  await busy();
  await wait(GATHER_MS);
  await want("c");
  assertEquals(groups.map(([, rooms]) => rooms), ["c"]);
});

Deno.test("[E17] what gathers is committed at once where there is no use in waiting for more, and once only", async () => {
  const { groups, want, wait, hurry, busy } = written();
  await busy();
  await want("ab");
  await wait(2);
  assertEquals(groups, []);
  await hurry();
  assertEquals(groups.map(([, rooms]) => rooms), ["ab"]);
  await hurry();
  await wait(2 * GATHER_MS);
  assertEquals(groups.map(([, rooms]) => rooms), ["ab"]);
});
