import { assertEquals } from "@std/assert";
import { MemoryStore } from "../store/memory/memory_store.ts";
import type { Append } from "../store/store.ts";
import { Committer, MAX_PACE_MS } from "./committer.ts";
import { plainAppend, sampleAnswer } from "../store/testing/store_samples.ts";
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
    committer.append(nothing("a"), 0),
    committer.append(nothing("b"), 0),
  ];
  await Promise.resolve();
  const second = [
    committer.append(nothing("c"), 0),
    committer.append(nothing("d"), 0),
  ];
  gates[0]!();
  await Promise.all(first);
  await settle();
  clock.advance(MAX_PACE_MS);
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
  assertEquals(await committer.append(nothing("a"), 0), {
    kind: "unknown",
    message: "the worker died",
  });
  const next = committer.append(nothing("a"), 0);
  await settle();
  clock.advance(MAX_PACE_MS);
  assertEquals(await next, { kind: "committed" });
});

/** A committer whose groups are written down: what was committed, and when. */
function written(): {
  clock: FakeClock;
  committer: Committer;
  groups: [at: number, rooms: string][];
  /** `rooms`: a letter for each that wants something written, and has so many readers. */
  want: (rooms: string, readers: number) => Promise<void>;
  wait: (ms: number) => Promise<void>;
  hurry: () => Promise<void>;
  /** What the clock tells from now on. */
  jump: (ms: number) => void;
} {
  const clock = new FakeClock();
  const start = clock.now();
  let jumped = 0;
  const groups: [number, string][] = [];
  const committer = new Committer({
    append(appends) {
      const rooms = appends.map(({ roomId }) => roomId).join("");
      groups.push([clock.now() - start, rooms]);
      return Promise.resolve(appends.map(() => ({ kind: "committed" })));
    },
  }, {
    now: () => clock.now() + jumped,
    after: (ms, task) => clock.after(ms, task),
  });
  const want = async (rooms: string, readers: number) => {
    for (const room of rooms) {
      committer.beforeNext(() => {
        void committer.append(plainAppend(room, 0), readers);
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
  const hurry = async () => {
    committer.hurry();
    await settle();
  };
  const jump = (ms: number) => void (jumped = ms);
  return { clock, committer, groups, want, wait, hurry, jump };
}

/** Each `rooms` a letter for one who writes one row, which so many are told of. */
const PACES = [
  { who: "one who writes to few", rooms: "a", readers: 5, ms: 0 },
  { who: "one who writes to twenty", rooms: "a", readers: 19, ms: 3 },
  { who: "one who writes to fifty", rooms: "a", readers: 49, ms: 7 },
  {
    who: "twenty with a reader each",
    rooms: "ab".repeat(10),
    readers: 1,
    ms: 6,
  },
  {
    who: "one who writes to a thousand",
    rooms: "a",
    readers: 999,
    ms: MAX_PACE_MS,
  },
];

for (const { who, rooms, readers, ms } of PACES) {
  Deno.test(`[E17] the next commit is begun ${ms} ms after that of ${who}`, async () => {
    const { groups, want, wait } = written();
    await want(rooms, readers);
    await want("x", 0);
    for (let passed = 0; passed < ms; passed++) {
      assertEquals(groups, [[0, rooms]]);
      await wait(1);
    }
    assertEquals(groups, [[0, rooms], [ms, "x"]]);
  });
}

Deno.test("[E17] all who come meanwhile are decided and committed together", async () => {
  const { groups, want, wait } = written();
  await want("a", 49);
  await want("b", 0);
  await wait(6);
  await want("c", 0);
  await wait(1);
  assertEquals(groups, [[0, "a"], [7, "bc"]]);
});

Deno.test("[E17] who comes after that does not wait", async () => {
  const { groups, want, wait } = written();
  await want("a", 1_000);
  await wait(MAX_PACE_MS);
  await want("b", 1_000);
  assertEquals(groups, [[0, "a"], [MAX_PACE_MS, "b"]]);
});

Deno.test("[E17] the time that a commit takes counts: after a slow one nobody waits", async () => {
  const clock = new FakeClock();
  let begun = 0;
  const isOnDisk = Promise.withResolvers<void>();
  const committer = new Committer({
    async append(appends) {
      if (begun++ === 0) await isOnDisk.promise;
      return appends.map(() => ({ kind: "committed" }));
    },
  }, clock);
  void committer.append(plainAppend("a", 0), 1_000);
  await settle();
  void committer.append(plainAppend("b", 0), 1_000);
  clock.advance(MAX_PACE_MS);
  isOnDisk.resolve();
  await settle();
  assertEquals(begun, 2);
});

Deno.test("[E17] answers are rows as well; readers count where there is something to tell them", async () => {
  const { groups, want, committer, wait } = written();
  const answers = Array.from({ length: 10 }, (_, i) => sampleAnswer("a", i, 1));
  void committer.append({ ...nothing("a"), answers }, 1_000);
  await settle();
  await want("b", 0);
  assertEquals(groups, [[0, "a"]]);
  await wait(1);
  assertEquals(groups, [[0, "a"], [1, "b"]]);
});

Deno.test("[E17] what waits is committed at once where there is no use in waiting for more, and once only", async () => {
  const { groups, want, wait, hurry, clock } = written();
  await want("a", 1_000);
  await want("bc", 1_000);
  await wait(2);
  assertEquals(groups, [[0, "a"]]);
  await hurry();
  assertEquals(groups, [[0, "a"], [2, "bc"]]);
  assertEquals(clock.nextIn, null);
  await want("d", 0);
  await wait(MAX_PACE_MS);
  assertEquals(groups, [[0, "a"], [2, "bc"], [2 + MAX_PACE_MS, "d"]]);
});

Deno.test("[E17] who hurries while a commit is under way is in the next one, and that one is not waited for", async () => {
  const begun: string[] = [];
  const isOnDisk = Promise.withResolvers<void>();
  const committer = new Committer({
    async append(appends) {
      begun.push(appends.map(({ roomId }) => roomId).join(""));
      await isOnDisk.promise;
      return appends.map(() => ({ kind: "committed" }));
    },
  }, new FakeClock());
  void committer.append(plainAppend("a", 0), 1_000);
  await settle();
  void committer.append(plainAppend("b", 0), 1_000);
  committer.hurry();
  await settle();
  assertEquals(begun, ["a"]);
  isOnDisk.resolve();
  await settle();
  assertEquals(begun, ["a", "b"]);
});

Deno.test("[E17] a clock that jumps back makes nobody wait for longer than it should", async () => {
  const { groups, want, wait, jump } = written();
  await want("a", 1_000);
  jump(-60_000);
  await want("b", 0);
  await wait(MAX_PACE_MS);
  assertEquals(groups, [[0, "a"], [MAX_PACE_MS, "b"]]);
});
