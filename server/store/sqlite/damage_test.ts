import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { alter } from "../testing/alter.ts";
import { openDatabase } from "./sqlite_file.ts";
import { prepareAll, SqliteReader } from "./sqlite_reader.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { DamagedError, SnapshotError, type Store } from "../store.ts";
import {
  added,
  openRooms,
  plainAppend,
  SAMPLE_TIME,
  sampleAnswer,
  sampleEvent,
  sampleShape,
  seqs,
} from "../testing/store_samples.ts";

const CHAT = {
  client: "c1",
  nonce: "n1",
  userId: "u_ana",
  name: "ana",
  text: "said-in-chat",
  at: SAMPLE_TIME,
};

/** Two rooms like each other; `sick` has a mark in whatever can be damaged. */
async function fill(store: Store): Promise<void> {
  await openRooms(store, "sick", "well");
  const removed = sampleShape(2, { id: "mark-removed" });
  const answer = sampleAnswer("c1", 1, 2);
  await store.append([
    plainAppend("well", 0, 3),
    {
      roomId: "sick",
      expectedHead: 0,
      events: [
        added(sampleEvent(1)),
        added(
          {
            ...sampleEvent(2, [{ op: "delete", ids: ["mark-deleted"] }]),
            userId: "mark-user",
            group: "mark-group",
          },
          answer.origin,
          [removed],
        ),
        added(sampleEvent(3)),
      ],
      answers: [
        { ...answer, bodyHash: "mark-hash" },
        { ...sampleAnswer("c2", 1, 3), bodyHash: "mark-other" },
      ],
    },
  ]);
  for (const roomId of ["sick", "well"]) {
    const info = { seq: 2, format: 1, at: SAMPLE_TIME, logBytes: 5 };
    const texts = ["part one", `mark-snapshot-${roomId}`];
    await store.saveSnapshot(roomId, info, texts);
  }
  await store.say("sick", CHAT);
  await store.remember("sick", {
    userId: "u_ana",
    name: "mark-name",
    color: "cyan",
  });
  await store.say("well", { ...CHAT, text: "fine" });
}

/** A filled store whose closed file went through `harm`. */
async function withHarmed(
  harm: (path: string) => void,
  body: (store: Store) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "inkroom.db");
  const sound = await openSqliteStore(path, { synchronous: "normal" });
  await fill(sound);
  await sound.close();
  harm(path);
  const store = await openSqliteStore(path, { synchronous: "normal" });
  try {
    await body(store);
  } finally {
    await store.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Flips the lowest bit of the last byte of a text in the file. */
function flip(text: string): (path: string) => void {
  return (path) => {
    const bytes = Deno.readFileSync(path);
    // One character a byte, so that places in the text are places in the file.
    const at = new TextDecoder("latin1").decode(bytes).indexOf(text);
    assert(at > 0, `${text} is not in the file`);
    bytes[at + text.length - 1]! ^= 1;
    Deno.writeFileSync(path, bytes);
  };
}

function run(sql: string): (path: string) => void {
  return (path) => alter(path, sql);
}

const EVENT_HARMS: [string, (path: string) => void, number][] = [
  ["a flipped bit in its operations", flip("mark-deleted"), 2],
  ["a flipped bit in what it removed", flip("mark-removed"), 2],
  ["a flipped bit in its author", flip("mark-user"), 2],
  ["a flipped bit in its group", flip("mark-group"), 2],
  [
    "a missing row",
    run("delete from drawing_events where room_id = 'sick' and seq = 2"),
    2,
  ],
  [
    "a missing last row",
    run("delete from drawing_events where room_id = 'sick' and seq = 3"),
    3,
  ],
  [
    "a row that took another's place",
    run(
      "update drawing_events set seq = 4 where room_id = 'sick' and seq = 2;" +
        "update drawing_events set seq = 2 where room_id = 'sick' and seq = 3;" +
        "update drawing_events set seq = 3 where room_id = 'sick' and seq = 4;",
    ),
    2,
  ],
];

Deno.test("[E24] a page that can't be read is told as that, and not taken for rows that are missing", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "inkroom.db");
  const store = await openSqliteStore(path, { synchronous: "normal" });
  await fill(store);
  const settings = { path, busyMs: 0, maxBytes: null };
  const db = openDatabase({ ...settings, synchronous: "normal" });
  const statements = prepareAll(db);
  // Where a step fails, `iterate` ends as if there were no more rows.
  const eventsAfter = {
    iterate: () => [].values(),
    all: () => {
      throw new Error("disk I/O error");
    },
  } as unknown as typeof statements.eventsAfter;
  const reader = new SqliteReader({ ...statements, eventsAfter });
  assertThrows(() => reader.readAfter("sick", 0, 10, 1_000), Error, "disk I/O");
  db.close();
  await store.close();
  await Deno.remove(folder, { recursive: true });
});

for (const [what, harm, seq] of EVENT_HARMS) {
  Deno.test(`[E24] ${what} closes the room, and no other`, () =>
    withHarmed(harm, async (store) => {
      assertEquals((await store.readAfter("sick", 0, 1)).length, 1);
      const error = await assertRejects(
        () => store.readAfter("sick", 0, 10),
        DamagedError,
        `room sick: event ${seq} `,
      );
      assert(error.message.includes("restore a backup"));

      const options = { create: true, now: 0 };
      await assertRejects(() => store.openRoom("sick", options), DamagedError);
      await assertRejects(() => store.say("sick", CHAT), DamagedError);
      const outcomes = await store.append([
        plainAppend("sick", 3),
        plainAppend("well", 3),
      ]);
      assertEquals(outcomes.map(({ kind }) => kind), [
        "unavailable",
        "committed",
      ]);
      assertEquals(await seqs(store, "well"), [1, 2, 3, 4]);
      assertEquals((await store.listRooms()).length, 2);
    }));
}

const OTHER_HARMS: [string, string, (store: Store) => Promise<unknown>][] = [
  ["an answer", "mark-hash", (store) => store.readClient("sick", "c1")],
  [
    "an answer without an event",
    "mark-other",
    (store) => store.readClient("sick", "c2"),
  ],
  ["a line of chat", "said-in-chat", (store) => store.readChat("sick", 10)],
  ["a name", "mark-name", (store) => store.readPeople("sick", ["u_ana"])],
  [
    "a removed shape",
    "mark-removed",
    (store) => store.readRemoved("sick", 2, "mark-removed"),
  ],
];

for (const [what, text, read] of OTHER_HARMS) {
  Deno.test(`[E24] a flipped bit in ${what} is noticed when it is read`, () =>
    withHarmed(flip(text), async (store) => {
      await assertRejects(() => read(store), DamagedError, "room sick");
      assertEquals((await store.readChat("well", 1))[0]!.text, "fine");
    }));
}

const SNAPSHOT_HARMS: [string, (path: string) => void][] = [
  ["a flipped bit in its text", flip("mark-snapshot-sick")],
  [
    "a header that was altered",
    run(
      "update room_snapshots set format = 2 where room_id = 'sick' and chunk = 0",
    ),
  ],
  [
    "a part that is missing",
    run(
      "delete from room_snapshots where room_id = 'sick' and chunk = 2",
    ),
  ],
  [
    "a part that is another one's",
    run(
      "update room_snapshots set (snapshot, crc) = (select snapshot, crc from room_snapshots " +
        "where room_id = 'well' and chunk = 2) where room_id = 'sick' and chunk = 2",
    ),
  ],
];

for (const [what, harm] of SNAPSHOT_HARMS) {
  Deno.test(`[E24] ${what} costs a snapshot, and not its room`, () =>
    withHarmed(harm, async (store) => {
      const read = (roomId: string) =>
        Array.fromAsync(store.readSnapshot(roomId, 2));
      await assertRejects(() => read("sick"), SnapshotError, "room sick");
      await assertRejects(() => store.trim("sick", 2), SnapshotError);
      assertEquals(await seqs(store, "sick"), [1, 2, 3]);
      const [outcome] = await store.append([plainAppend("sick", 3)]);
      assertEquals(outcome, { kind: "committed" });
      assertEquals(await read("well"), ["part one", "mark-snapshot-well"]);
      await store.trim("well", 2);
    }));
}
