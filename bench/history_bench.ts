/**
 * What it costs to go back in time in a room with 100,000 events (T15): coming there, one event
 * back or on, a jump to anywhere, and what is kept of it.
 *
 * ```sh
 * deno run -A bench/history_bench.ts
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
import {
  added,
  sampleEvent,
  sampleShape,
} from "../server/store/testing/store_samples.ts";
import { httpPast } from "../shared/client/past/http_past.ts";
import { RoomPast } from "../shared/client/past/room_past.ts";
import { RoomClient } from "../shared/client/room_client.ts";
import { describeEvent } from "../shared/document/describe/describe_event.ts";
import type { CanonicalOp } from "../shared/schema/event.ts";
import { Scene } from "../shared/raster/scene.ts";
import { percentile } from "./report/figures.ts";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { startProcess } from "./server_process.ts";

const EVENTS = isQuick ? 2_000 : 100_000, BATCH = isQuick ? 100 : 1_000;
/** Events that are gone through one by one. */
const STEPS = EVENTS / 20;
/** Events between two snapshots of the log, about as the server makes them (E22). */
const SNAPSHOT = EVENTS * 0.15;
const JUMPS = isQuick ? 3 : 20;

/** Draws so many shapes, then moves, colors and relabels them in turn. */
function opAt(seq: number, shapes: number): CanonicalOp {
  if (seq <= shapes) {
    const place = { x: seq % 100 * 80, y: Math.floor(seq / 100) * 64 };
    return {
      op: "create",
      shape: sampleShape(seq, { id: `s${seq}`, ...place }),
    };
  }
  const id = `s${1 + seq % shapes}`;
  if (seq % 3 === 0) return { op: "move", ids: [id], dx: 1, dy: -1 };
  const props = seq % 3 === 1
    ? { color: "red" } as const
    : { text: `at ${seq}` };
  return { op: "set", id, props };
}

async function fill(path: string, shapes: number): Promise<void> {
  const store = await openSqliteStore(path, { synchronous: "full" });
  await store.openRoom("room", { create: true, now: 0 });
  for (let head = 0; head < EVENTS; head += BATCH) {
    const events = Array.from({ length: BATCH }, (_, i) => {
      const seq = head + i + 1;
      return added(sampleEvent(seq, [opAt(seq, shapes)]));
    });
    await store.append([
      { roomId: "room", expectedHead: head, events, answers: [] },
    ]);
    const seq = head + BATCH;
    if (seq % SNAPSHOT > 0) continue;
    const { document } = await loadRoom(store, "room");
    const info = { seq, format: SNAPSHOT_FORMAT, at: 0, logBytes: 0 };
    await store.saveSnapshot("room", info, snapshotChunks(document));
  }
  await store.close();
}

const measured = new Measured("history", [{ name: "inkroom", role: "ours" }]);

async function measure(shapes: number): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "inkroom.db");
  await fill(path, shapes);
  const server = await startProcess(["--db", path]);
  const client = new RoomClient({
    server: server.url,
    roomId: "room",
    name: "ana",
  });
  await client.synced();
  const past = new RoomPast(
    httpPast({ server: server.url, roomId: "room", client }),
  );
  const scene = new Scene();
  let before: { seq: number; lineage: number } | null = null;
  /** As the terminal client does it: the moment, what is drawn of it, and the words. */
  const visit = async (seq: number): Promise<number> => {
    const start = performance.now();
    if (past.moment(seq) === null) await past.recall(seq);
    const moment = past.moment(seq)!;
    const known = before?.lineage === moment.lineage;
    const changed = known
      ? moment.seq > before!.seq
        ? [...moment.document.changes.since(before!.seq)]
        : [...scene.document.changes.since(seq)]
      : undefined;
    scene.update(moment.document, changed);
    if (moment.event) describeEvent(moment.event, moment.before);
    before = moment;
    return performance.now() - start;
  };
  const measure = {
    measure: `back in time, ${shapes.toLocaleString("en")} shapes`,
    what: `what the client needs for a moment in a room of ${
      EVENTS.toLocaleString("en")
    } events`,
  };
  const add = (what: string, times: readonly number[]) => {
    measured.add(measure, inMs(`${what}, p50`), {
      inkroom: percentile(times, 50)!,
    });
    measured.add(measure, inMs(`${what}, p95`), {
      inkroom: percentile(times, 95)!,
    });
    measured.add(measure, inMs(`${what}, most`), {
      inkroom: Math.max(...times),
    });
  };
  measured.add(
    measure,
    inMs("the last event, read behind what is shown at once"),
    { inkroom: await visit(EVENTS) },
  );
  const walk = async (from: number, to: number, by: number) => {
    const times: number[] = [];
    for (let seq = from; seq !== to; seq += by) {
      times.push(await visit(seq));
      // What is near is read while one looks.
      if (seq % 100 === 0) { while (await past.prepare(seq, EVENTS)); }
    }
    return times;
  };
  add("a step back", await walk(EVENTS, EVENTS - STEPS, -1));
  add("a step on", await walk(EVENTS / 2, EVENTS / 2 + STEPS, 1));
  const jumps: number[] = [];
  for (let jump = 0; jump < JUMPS; jump++) {
    jumps.push(await visit(1 + (jump * 61_803) % EVENTS));
    // No faster than the server lets one connection read.
    await new Promise((settle) => setTimeout(settle, 100));
  }
  add("a jump to anywhere", jumps);
  measured.add(measure, inMs("the beginning"), { inkroom: await visit(0) });
  const heap = {
    figure: "heap afterwards",
    unit: "MB",
    better: "less",
  } as const;
  measured.add(measure, heap, { inkroom: Deno.memoryUsage().heapUsed / 1e6 });
  await client.close();
  await server.stop();
  await Deno.remove(folder, { recursive: true });
}

for (const shapes of isQuick ? [1_000] : [1_000, 10_000]) {
  tell(`${EVENTS.toLocaleString("en")} events, ${shapes} shapes`);
  await measure(shapes);
}
report(measured.found);
