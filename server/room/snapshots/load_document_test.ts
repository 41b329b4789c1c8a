import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import {
  arbitrarySteps,
  type Step,
  TestRoom,
} from "../../../shared/document/testing/arbitraries.ts";
import { stampedJson } from "../../../shared/document/canonical.ts";
import type { Op } from "../../../shared/schema/op.ts";
import { MemoryStore } from "../../store/memory/memory_store.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { DamagedError, StaleError, type Store } from "../../store/store.ts";
import { documentAt, loadRoom, logBytesOf } from "./load_document.ts";
import { SNAPSHOT_FORMAT, snapshotChunks } from "./snapshot_format.ts";

/** Puts what happened in a room into a store. */
async function fill(
  store: Store,
  roomId: string,
  room: TestRoom,
): Promise<void> {
  await store.openRoom(roomId, { create: true, now: 0 });
  const events = room.decisions.flatMap((decision) =>
    decision.kind === "commit"
      ? [{ event: decision.event, origin: null, removed: decision.removed }]
      : []
  );
  await store.append([{ roomId, expectedHead: 0, events, answers: [] }]);
}

/** Snapshots of the room as it was after these events. */
async function takeSnapshots(
  store: Store,
  roomId: string,
  room: TestRoom,
  seqs: readonly number[],
): Promise<void> {
  for (const seq of seqs) {
    const info = { seq, format: SNAPSHOT_FORMAT, at: seq, logBytes: 10 * seq };
    const chunks = snapshotChunks(room.states[seq]!);
    assert(await store.saveSnapshot(roomId, info, chunks));
  }
}

/** A room of a hundred changes, most of them of what is there already. */
function busyRoom(): TestRoom {
  const room = new TestRoom();
  const create = (id: string): Op => ({
    op: "create",
    shape: { id, type: "circle", x: 0, y: 0 },
  });
  for (let i = 1; i <= 100; i++) {
    const id = `s${i % 10}`;
    if (i % 25 === 0) {
      room.send("u_ben", [{ op: "delete", ids: [`s${i / 25 + 2}`] }]);
    } else if (i <= 10) room.send("u_ana", [create(id)]);
    else room.send("u_ana", [{ op: "move", ids: ["s1", "s2"], dx: i, dy: 1 }]);
  }
  return room;
}

interface Plan {
  readonly steps: Step[];
  /** Where there are snapshots, as parts of the log. */
  readonly snapshots: readonly number[];
  /** Which of them the log is trimmed to, as a part of them; `null`: it is not. */
  readonly trimmed: number | null;
}

const part = fc.double({ min: 0, max: 1, noNaN: true });
const plan: fc.Arbitrary<Plan> = fc.record({
  steps: arbitrarySteps,
  snapshots: fc.array(part, { maxLength: 4 }),
  trimmed: fc.option(part),
});

/** Every state that can still be asked for is what a replay from 0 gave; others are stale. */
async function checkEveryState(
  store: Store,
  roomId: string,
  { steps, snapshots, trimmed }: Plan,
): Promise<void> {
  const room = TestRoom.of(steps);
  const head = room.document.seq;
  await fill(store, roomId, room);
  const seqs = [...new Set(snapshots.map((at) => Math.round(at * head)))];
  await takeSnapshots(store, roomId, room, seqs);
  let horizon = 0;
  if (trimmed !== null && seqs.length > 0) {
    horizon = seqs[Math.floor(trimmed * (seqs.length - 1))]!;
    await store.trim(roomId, horizon);
  }
  for (const [seq, document] of room.states.entries()) {
    const found = documentAt(store, roomId, seq);
    if (seq < horizon) await assertRejects(() => found, StaleError);
    else assertEquals(stampedJson(await found), stampedJson(document));
  }
  const loaded = await loadRoom(store, roomId);
  assertEquals(
    [...snapshotChunks(loaded.document)],
    [...snapshotChunks(room.document)],
  );
}

Deno.test("[E22] memory: for every k, snapshot(k) and the events after it are a replay from 0, whatever was trimmed", () =>
  fc.assert(
    fc.asyncProperty(
      plan,
      (plan) => checkEveryState(new MemoryStore(), "lobby", plan),
    ),
  ));

Deno.test("[E22] sqlite: for every k, snapshot(k) and the events after it are a replay from 0, whatever was trimmed", async () => {
  const folder = await Deno.makeTempDir();
  const store = await openSqliteStore(join(folder, "inkroom.db"), {
    synchronous: "normal",
  });
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(
        plan,
        (plan) => checkEveryState(store, `room-${++run}`, plan),
      ),
      { numRuns: 25 },
    );
  } finally {
    await store.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("[E23] what a snapshot holds is not replayed", async () => {
  const store = new MemoryStore();
  const room = busyRoom();
  await fill(store, "lobby", room);
  await takeSnapshots(store, "lobby", room, [40, 90]);
  const reads: number[] = [];
  const watched: Store = Object.assign(Object.create(store), {
    readAfter(roomId: string, after: number, limit: number) {
      reads.push(after);
      return store.readAfter(roomId, after, limit);
    },
    openRoom: store.openRoom.bind(store),
    listSnapshots: store.listSnapshots.bind(store),
    readSnapshot: store.readSnapshot.bind(store),
  });
  const { snapshot, logBytes } = await loadRoom(watched, "lobby");
  assertEquals([snapshot!.seq, reads], [90, [90]]);
  assert(logBytes > snapshot!.logBytes);
  await documentAt(watched, "lobby", 60);
  await documentAt(watched, "lobby", 40);
  assertEquals(reads, [90, 40]);
});

Deno.test("[E23] events of very many operations are read a few at a time, so that other rooms get their turn", async () => {
  const store = new MemoryStore();
  const room = new TestRoom();
  const ids = Array.from({ length: 100 }, (_, i) => `s${i}`);
  room.send(
    "u_ana",
    ids.map((id) => ({
      op: "create",
      shape: { id, type: "circle", x: 0, y: 0 },
    })),
  );
  for (let i = 1; i < 40; i++) {
    room.send(
      "u_ana",
      ids.map((id) => ({ op: "move", ids: [id], dx: 1, dy: i })),
    );
  }
  await fill(store, "lobby", room);
  const pages: number[][] = [];
  const { document, logBytes } = await loadRoom({
    openRoom: store.openRoom.bind(store),
    listSnapshots: store.listSnapshots.bind(store),
    readSnapshot: store.readSnapshot.bind(store),
    async readAfter(...args) {
      const events = await store.readAfter(...args);
      pages.push(events.map(logBytesOf));
      return events;
    },
  }, "lobby");
  assertEquals(stampedJson(document), stampedJson(room.document));
  assertEquals(pages.flat().length, 40);
  assertEquals(pages.flat().reduce((sum, size) => sum + size), logBytes);
  for (const sizes of pages) {
    const size = sizes.reduce((sum, size) => sum + size);
    assert(sizes.length === 1 || size <= 64 * 1024, `${sizes}`);
  }
  assert(pages.length > 1 && pages.some(({ length }) => length > 1));
});

const GAPS: [
  name: string,
  first: number,
  isThere: (seq: number) => boolean,
][] = [
  ["ends before its head", 100, (seq) => seq < 100],
  ["lacks an event in the middle", 50, (seq) => seq !== 50],
];

for (const [name, first, isThere] of GAPS) {
  Deno.test(`[E24] a log that ${name} is damaged`, async () => {
    const store = new MemoryStore();
    await fill(store, "lobby", busyRoom());
    const short = {
      openRoom: store.openRoom.bind(store),
      listSnapshots: store.listSnapshots.bind(store),
      readSnapshot: store.readSnapshot.bind(store),
      readAfter: async (roomId: string, after: number, limit: number) =>
        (await store.readAfter(roomId, after, limit))
          .filter(({ seq }) => isThere(seq)),
    };
    await assertRejects(
      () => loadRoom(short, "lobby"),
      DamagedError,
      `event ${first} is missing`,
    );
  });
}

Deno.test("[P26] a state that is not there yet is out of range", async () => {
  const store = new MemoryStore();
  await fill(store, "lobby", busyRoom());
  await assertRejects(
    () => documentAt(store, "lobby", 101),
    RangeError,
    "the last one is 100",
  );
});

Deno.test("[E24] a damaged snapshot is told, and an older one, or a replay, takes its place", async () => {
  const store = new MemoryStore();
  const room = busyRoom();
  await fill(store, "lobby", room);
  await takeSnapshots(store, "lobby", room, [40, 90]);
  const lines: string[] = [];
  const load = () =>
    loadRoom(store, "lobby", { log: (line) => void lines.push(line) });
  for (const [damaged, next] of [[90, 40], [40, undefined]] as const) {
    store.damageSnapshot("lobby", damaged);
    lines.length = 0;
    const { document, snapshot } = await load();
    assertEquals(stampedJson(document), stampedJson(room.document));
    assertEquals(snapshot?.seq, next);
    const last = lines.at(-1)!;
    assert(last.startsWith(`room lobby: snapshot ${damaged} can't be used`));
  }
  assertEquals(lines.length, 2);
});

Deno.test("[E24] a trimmed room is damaged when none of its snapshots can be read", async () => {
  const store = new MemoryStore();
  const room = busyRoom();
  await fill(store, "lobby", room);
  await takeSnapshots(store, "lobby", room, [40, 90]);
  await store.trim("lobby", 40);
  store.damageSnapshot("lobby", 90);
  const { document } = await loadRoom(store, "lobby");
  assertEquals(stampedJson(document), stampedJson(room.document));
  store.damageSnapshot("lobby", 40);
  await assertRejects(
    () => loadRoom(store, "lobby"),
    DamagedError,
    "trimmed, and no snapshot of it can be read",
  );
});

Deno.test("[E25] a snapshot that a newer inkroom wrote is passed over", async () => {
  const store = new MemoryStore();
  const room = busyRoom();
  await fill(store, "lobby", room);
  const format = SNAPSHOT_FORMAT + 1;
  const info = { seq: 90, format, at: 0, logBytes: 0 };
  await store.saveSnapshot("lobby", info, ["{}"]);
  const { document, snapshot } = await loadRoom(store, "lobby");
  assertEquals(snapshot, null);
  assertEquals(stampedJson(document), stampedJson(room.document));
});

Deno.test("[E22] who is overtaken by somebody's trimming begins anew", async () => {
  const store = new MemoryStore();
  const room = busyRoom();
  await fill(store, "lobby", room);
  await takeSnapshots(store, "lobby", room, [40]);
  let isFirst = true;
  const { document } = await loadRoom({
    openRoom: store.openRoom.bind(store),
    listSnapshots: store.listSnapshots.bind(store),
    readSnapshot: store.readSnapshot.bind(store),
    async readAfter(roomId, after, limit) {
      if (isFirst) {
        isFirst = false;
        await takeSnapshots(store, "lobby", room, [80]);
        await store.trim("lobby", 80);
      }
      return await store.readAfter(roomId, after, limit);
    },
  }, "lobby");
  assertEquals(stampedJson(document), stampedJson(room.document));
});

Deno.test("[E22] [P26] who looks back while the log is trimmed is told so, not that the room is damaged", async () => {
  const room = busyRoom();
  const overtaken = async (upTo?: number) => {
    const store = new MemoryStore();
    await fill(store, "lobby", room);
    await takeSnapshots(store, "lobby", room, [40]);
    await store.trim("lobby", 40);
    let isFirst = true;
    const log = {
      openRoom: store.openRoom.bind(store),
      readAfter: store.readAfter.bind(store),
      readSnapshot: store.readSnapshot.bind(store),
      async listSnapshots(roomId: string) {
        const listed = await store.listSnapshots(roomId);
        if (isFirst) {
          isFirst = false;
          await takeSnapshots(store, "lobby", room, [80]);
          await store.trim("lobby", 80);
        }
        return listed;
      },
    };
    return await loadRoom(log, "lobby", { upTo });
  };
  await assertRejects(() => overtaken(45), StaleError);
  assertEquals(
    stampedJson((await overtaken(85)).document),
    stampedJson(room.states[85]!),
  );
  assertEquals(
    stampedJson((await overtaken()).document),
    stampedJson(room.document),
  );
});
