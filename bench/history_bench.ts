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
import { startProcess } from "./server_process.ts";

const EVENTS = 100_000, BATCH = 1_000;
/** Events between two snapshots of the log, about as the server makes them (E22). */
const SNAPSHOT = 15_000;
const JUMPS = 40;

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

function quantile(times: readonly number[], q: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const time =
    sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
  return `${time < 10 ? time.toFixed(2) : Math.round(time)} ms`;
}

async function measure(shapes: number): Promise<string[]> {
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
  const lines: string[] = [];
  const tell = (what: string, times: readonly number[]) =>
    lines.push(
      `  ${what.padEnd(52)} median ${quantile(times, 0.5).padStart(9)}` +
        `   p95 ${quantile(times, 0.95).padStart(9)}` +
        `   most ${quantile(times, 1).padStart(9)}`,
    );
  tell("the last event, read behind what is shown at once", [
    await visit(EVENTS),
  ]);
  const walk = async (from: number, to: number, by: number) => {
    const times: number[] = [];
    for (let seq = from; seq !== to; seq += by) {
      times.push(await visit(seq));
      // What is near is read while one looks.
      if (seq % 100 === 0) { while (await past.prepare(seq, EVENTS)); }
    }
    return times;
  };
  tell("5,000 single steps back", await walk(EVENTS, EVENTS - 5_000, -1));
  tell("5,000 single steps on", await walk(50_000, 55_000, 1));
  const jumps: number[] = [];
  for (let jump = 0; jump < JUMPS; jump++) {
    jumps.push(await visit(1 + (jump * 61_803) % EVENTS));
    // No faster than the server lets one connection read.
    await new Promise((settle) => setTimeout(settle, 100));
  }
  tell(`${JUMPS} jumps to anywhere`, jumps);
  tell("the beginning", [await visit(0)]);
  const heap = Deno.memoryUsage().heapUsed / 1_048_576;
  lines.push(`  heap afterwards ${Math.round(heap)} MiB`);
  await client.close();
  await server.stop();
  await Deno.remove(folder, { recursive: true });
  return lines;
}

const lines: string[] = [];
for (const shapes of [1_000, 10_000]) {
  lines.push(`${EVENTS} events, ${shapes} shapes`, ...await measure(shapes));
}
await Deno.stdout.write(new TextEncoder().encode(lines.join("\n") + "\n"));
