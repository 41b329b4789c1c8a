import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { MemoryStore } from "./memory/memory_store.ts";
import { openSqliteStore } from "./sqlite/sqlite_store.ts";
import type { Append, Store } from "./store.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
  SAMPLE_TIME,
} from "./testing/store_samples.ts";

const ROOMS = ["a", "b", "never-opened"];
const CLIENTS = ["c1", "c2"];

const head = fc.nat(5);
const roomId = fc.constantFrom(...ROOMS);

const append: fc.Arbitrary<Append> = fc.oneof(
  fc.tuple(roomId, head, fc.nat(3)).map((args) => plainAppend(...args)),
  fc.tuple(
    roomId,
    head,
    fc.constantFrom(...CLIENTS),
    fc.integer({ min: 1, max: 70 }),
  )
    .map((args) => numberedAppend(...args)),
);

const said = fc.record({
  roomId: fc.constantFrom("a", "b"),
  client: fc.constantFrom(...CLIENTS),
  nonce: fc.constantFrom("n1", "n2"),
  text: fc.string(),
});

const called = fc.record({
  roomId,
  userId: fc.constantFrom("u_a", "u_b"),
  name: fc.string(),
});

const snapshot = fc.record({
  roomId: fc.constantFrom("a", "b"),
  snapshot: fc.nat(6),
  texts: fc.array(fc.constantFrom("[1]", "[2,3]"), { maxLength: 2 }),
});

const trimming = fc.record({
  roomId: fc.constantFrom("a", "b"),
  horizon: fc.nat(6),
});

const dropping = fc.record({
  roomId: fc.constantFrom("a", "b"),
  dropped: fc.array(fc.nat(6), { maxLength: 2 }),
});

type Step =
  | Append[]
  | { roomId: string; client: string; nonce: string; text: string }
  | { roomId: string; userId: string; name: string }
  | { roomId: string; snapshot: number; texts: string[] }
  | { roomId: string; horizon: number }
  | { roomId: string; dropped: number[] };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.array(append, { maxLength: 4 }) },
    { weight: 1, arbitrary: said },
    { weight: 1, arbitrary: called },
    { weight: 3, arbitrary: snapshot },
    { weight: 1, arbitrary: trimming },
    { weight: 1, arbitrary: dropping },
  ),
  { maxLength: 12 },
);

/** Everything that can be seen of a store while and after the steps are taken. */
async function observe(
  store: Store,
  taken: readonly Step[],
  rooms: readonly string[],
): Promise<unknown> {
  const seen: unknown[] = [];
  await openRooms(store, rooms[0]!, rooms[1]!);
  for (const step of taken) {
    if (Array.isArray(step)) {
      const outcomes = await store.append(
        step.map((one) => ({ ...one, roomId: nameOf(rooms, one.roomId) })),
      );
      seen.push(
        outcomes.map((outcome) =>
          outcome.kind === "moved" ? outcome.head : outcome.kind
        ),
      );
    } else {
      const room = nameOf(rooms, step.roomId);
      seen.push(await outcomeOf(() => take(store, room, step)));
    }
  }
  for (const room of rooms) {
    const info = await store.openRoom(room, { create: false, now: 0 });
    seen.push(info && { ...info, epoch: "", roomId: "" });
    for (const after of [0, 2, 4]) {
      seen.push(await outcomeOf(() => store.readAfter(room, after, 100)));
    }
    seen.push(await store.readChat(room, 100));
    seen.push(await store.readPeople(room, ["u_b", "u_a"]));
    const snapshots = await store.listSnapshots(room);
    seen.push(snapshots);
    for (const { seq } of snapshots) {
      seen.push(await Array.fromAsync(store.readSnapshot(room, seq)));
    }
    for (const client of CLIENTS) {
      seen.push(await store.readClient(room, client));
    }
  }
  return seen;
}

/** Takes a step that is no append. */
function take(
  store: Store,
  room: string,
  step: Exclude<Step, Append[]>,
): Promise<unknown> {
  if ("nonce" in step) {
    const line = { ...step, userId: "u", name: "ana", at: SAMPLE_TIME };
    const { roomId: _, ...content } = line;
    return store.say(room, content);
  }
  if ("userId" in step) {
    const { userId, name } = step;
    return store.remember(room, { userId, name, color: "default" });
  }
  if ("snapshot" in step) {
    const { snapshot: seq, texts } = step;
    const info = { seq, format: 1, at: seq, logBytes: seq };
    return store.saveSnapshot(room, info, texts);
  }
  if ("horizon" in step) return store.trim(room, step.horizon);
  return store.dropSnapshots(room, step.dropped);
}

/** What came of it, or the kind of error. */
async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work() ?? null;
  } catch (error) {
    return (error as Error).name;
  }
}

function nameOf(rooms: readonly string[], roomId: string): string {
  return rooms[ROOMS.indexOf(roomId)]!;
}

Deno.test("[E21] the SQLite store and the memory store can't be told apart", async () => {
  const folder = await Deno.makeTempDir();
  const store = await openSqliteStore(join(folder, "inkroom.db"), {
    synchronous: "normal",
  });
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        run += 1;
        // Rooms of its own for each run: opening a file is what takes long.
        const rooms = ROOMS.map((name) => `${name}-${run}`);
        assertEquals(
          await observe(store, taken, rooms),
          await observe(new MemoryStore(), taken, rooms),
        );
      }),
      { numRuns: 150 },
    );
  } finally {
    await store.close();
    await Deno.remove(folder, { recursive: true });
  }
});
