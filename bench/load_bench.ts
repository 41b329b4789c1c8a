/**
 * How long it takes until a room with 100,000 events is ready (E23): by its latest snapshot and
 * the log after it, against a replay from the beginning; and for how long making that snapshot
 * ever holds up the event loop (E22).
 *
 * ```sh
 * deno run --allow-read --allow-write bench/load_bench.ts
 * ```
 *
 * @module
 */

import { join } from "@std/path";
import { loadRoom } from "../server/room/snapshots/load_document.ts";
import {
  SNAPSHOT_FORMAT,
  snapshotChunks,
} from "../server/room/snapshots/snapshot_format.ts";
import { openSqliteStore } from "../server/store/sqlite/sqlite_store.ts";
import type { NewEvent, Store } from "../server/store/store.ts";
import {
  added,
  sampleEvent,
  sampleShape,
} from "../server/store/testing/store_samples.ts";
import { stampedJson } from "../shared/document/canonical.ts";
import type { Document } from "../shared/document/document.ts";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";

const EVENTS = isQuick ? 3_000 : 100_000;
/** Times that a room is opened each way. */
const TIMES = isQuick ? 1 : 2;
const BATCH = 1_000;

/** Rooms with as many events each, and what these did. */
interface Load {
  readonly name: string;
  /** Events after the snapshot: what a crash leaves without one. */
  readonly tail: number;
  /** Event `seq`. */
  readonly event: (seq: number) => NewEvent;
}

/** Makes `shapes` shapes, then moves, colors and relabels them in turn. */
function edits(shapes: number): Load["event"] {
  return (seq) => {
    if (seq <= shapes) {
      return added(sampleEvent(seq, [{
        op: "create",
        shape: sampleShape(seq, { id: `s${seq}`, x: seq, y: seq }),
      }]));
    }
    const id = `s${1 + seq % shapes}`;
    switch (seq % 3) {
      case 0:
        return added(
          sampleEvent(seq, [{ op: "move", ids: [id], dx: 1, dy: -1 }]),
        );
      case 1:
        return added(
          sampleEvent(seq, [{ op: "set", id, props: { color: "red" } }]),
        );
      default:
        return added(
          sampleEvent(seq, [{ op: "set", id, props: { text: `at ${seq}` } }]),
        );
    }
  };
}

const LOADS: readonly Load[] = [
  { name: "1,000 shapes, edited", tail: EVENTS / 50, event: edits(1_000) },
  { name: "10,000 shapes, edited", tail: EVENTS / 50, event: edits(10_000) },
  { name: "all of them shapes", tail: 0, event: edits(EVENTS) },
  {
    name: "1,000 shapes, a tenth of the events after the snapshot",
    tail: EVENTS / 10,
    event: edits(1_000),
  },
];

async function fill(store: Store, { event }: Load): Promise<void> {
  await store.openRoom("room", { create: true, now: 0 });
  for (let head = 0; head < EVENTS; head += BATCH) {
    const events = Array.from(
      { length: BATCH },
      (_, i) => event(head + i + 1),
    );
    await store.append([
      { roomId: "room", expectedHead: head, events, answers: [] },
    ]);
  }
}

/** Milliseconds of a load by a server that has just started, and what it gave. */
async function timeLoad(
  path: string,
): Promise<{ ms: number; document: Document }> {
  const start = performance.now();
  const store = await openSqliteStore(path, { synchronous: "full" });
  const { document } = await loadRoom(store, "room");
  const ms = performance.now() - start;
  await store.close();
  return { ms, document };
}

async function timeLoads(
  path: string,
): Promise<{ ms: number[]; document: Document }> {
  const runs = [];
  for (let i = 0; i < TIMES; i++) runs.push(await timeLoad(path));
  return { ms: runs.map(({ ms }) => ms), document: runs[0]!.document };
}

/** Keeps a snapshot; gives its size, the time it took, and the longest slice. */
async function snapshot(
  store: Store,
  document: Document,
): Promise<{ size: number; ms: number; slice: number }> {
  let slice = 0, size = 0;
  function* timed(): Generator<string | null> {
    const chunks = snapshotChunks(document);
    while (true) {
      const start = performance.now();
      const { value, done } = chunks.next();
      slice = Math.max(slice, performance.now() - start);
      if (done) return;
      size += value?.length ?? 0;
      yield value ?? null;
    }
  }
  const start = performance.now();
  await store.saveSnapshot("room", {
    seq: document.seq,
    format: SNAPSHOT_FORMAT,
    at: 0,
    logBytes: 0,
  }, timed());
  return { size, ms: performance.now() - start, slice };
}

async function measure(load: Load): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "inkroom.db");
  const store = await openSqliteStore(path, { synchronous: "full" });
  await fill(store, load);
  const { document } = await loadRoom(store, "room", {
    upTo: EVENTS - load.tail,
  });
  await store.close();
  const replay = await timeLoads(path);
  const again = await openSqliteStore(path, { synchronous: "full" });
  const made = await snapshot(again, document);
  await again.close();
  const ready = await timeLoads(path);
  if (stampedJson(ready.document) !== stampedJson(replay.document)) {
    throw new Error("snapshot and tail are not the replay");
  }
  await Deno.remove(folder, { recursive: true });
  const measure = {
    measure: `open a room: ${load.name}`,
    what: `a server that has just started reads a room of ${
      EVENTS.toLocaleString("en")
    } events`,
  };
  measured.add(measure, inMs("by replay"), { inkroom: replay.ms });
  measured.add(measure, inMs("by snapshot"), { inkroom: ready.ms });
  const size = { figure: "snapshot", unit: "MB", better: "less" } as const;
  measured.add(measure, size, { inkroom: made.size / 1e6 });
  measured.add(measure, inMs("making it"), { inkroom: made.ms });
  const longest = inMs("longest step of making it");
  measured.add(measure, longest, { inkroom: made.slice });
}

const measured = new Measured("loading", [{ name: "inkroom", role: "ours" }]);
for (const load of LOADS) {
  tell(load.name);
  await measure(load);
}
report(measured.found);
