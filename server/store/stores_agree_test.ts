import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { MemoryStore } from "./memory_store.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import type { Append, Store } from "./store.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
  SAMPLE_TIME,
} from "./store_samples.ts";

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

type Step = Append[] | {
  roomId: string;
  client: string;
  nonce: string;
  text: string;
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.array(append, { maxLength: 4 }) },
    { weight: 1, arbitrary: said },
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
      const line = { ...step, userId: "u", name: "ana", at: SAMPLE_TIME };
      const { roomId: _, ...content } = line;
      seen.push(await store.say(nameOf(rooms, step.roomId), content));
    }
  }
  for (const room of rooms) {
    const info = await store.openRoom(room, { create: false, now: 0 });
    seen.push(info && { ...info, epoch: "", roomId: "" });
    seen.push(
      await store.readAfter(room, 0, 100),
      await store.readChat(room, 100),
    );
    for (const client of CLIENTS) {
      seen.push(await store.readClient(room, client));
    }
  }
  return seen;
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
