import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { SnapshotInfo } from "../../store/store.ts";
import {
  horizonFor,
  isDue,
  type Last,
  MIN_LOG_BYTES,
  superseded,
} from "./snapshot_policy.ts";

const MIB = 1_048_576;

const DUE: [Last, number, "in_use" | "idle", boolean][] = [
  [{ logBytes: 0, size: 0 }, MIB, "in_use", false],
  [{ logBytes: 0, size: 0 }, MIB + 1, "in_use", true],
  [{ logBytes: 5 * MIB, size: 2 * MIB }, 6 * MIB, "in_use", false],
  [{ logBytes: 5 * MIB, size: 2 * MIB }, 6 * MIB + 1, "in_use", true],
  [{ logBytes: 5 * MIB, size: 8 * MIB }, 9 * MIB, "in_use", false],
  [{ logBytes: 5 * MIB, size: 8 * MIB }, 9 * MIB + 1, "in_use", true],
  [{ logBytes: 0, size: 0 }, 0, "idle", false],
  [{ logBytes: 0, size: 0 }, 1, "idle", true],
  [{ logBytes: 500, size: 300 }, 500, "idle", false],
  [{ logBytes: 500, size: 300 }, 520, "idle", true],
  [{ logBytes: 50 * MIB, size: 32 * MIB }, 51 * MIB, "idle", false],
  [{ logBytes: 50 * MIB, size: 32 * MIB }, 51 * MIB + 1, "idle", true],
];

for (const [last, logBytes, occasion, due] of DUE) {
  Deno.test(`[E22] ${occasion}, ${logBytes - last.logBytes} bytes after a snapshot of ${last.size}: ${due ? "due" : "not due"}`, () => {
    assertEquals(isDue(logBytes, last, occasion), due);
  });
}

/** Snapshots, the newest first, given as [seq, bytes of log up to it], the oldest first. */
function list(...entries: [seq: number, logBytes: number][]): SnapshotInfo[] {
  return entries.map(([seq, logBytes]) => ({
    seq,
    logBytes,
    size: 0,
    format: 1,
    at: 0,
  })).reverse();
}

Deno.test("[E22] snapshots of a room that falls idle again and again do not pile up", () => {
  assertEquals(superseded(list(), 0), []);
  assertEquals(superseded(list([5, 100]), 0), []);
  assertEquals(superseded(list([5, 100], [9, 200]), 0), [5]);
  const far = list([5, 100], [9, 2 * MIB], [11, 2 * MIB + 5]);
  assertEquals(superseded(far, 0), []);
  const near = list([5, 100], [9, 2 * MIB], [11, 2 * MIB + 5], [12, 3 * MIB]);
  assertEquals(superseded(near, 0), [11]);
});

Deno.test("[E22] the snapshot that a trimmed room begins with is kept", () => {
  assertEquals(superseded(list([5, 100], [9, 200], [12, 300]), 5), [9]);
});

Deno.test("[E22] without the superseded ones no replay gets longer than 1 MiB, and two of those that are kept are further apart than that", () => {
  const growth = fc.array(fc.integer({ min: 1, max: 3 * MIB }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(fc.property(growth, (steps) => {
    let logBytes = 0;
    const all = list(...steps.map((bytes, i): [number, number] => {
      logBytes += bytes;
      return [i + 1, logBytes];
    }));
    const gone = new Set(superseded(all, 0));
    const kept = all.filter(({ seq }) => !gone.has(seq));
    assertEquals(kept[0], all[0]);
    const ascending = kept.reverse();
    for (const [i, { seq, logBytes }] of ascending.entries()) {
      const older = ascending[i - 1] ?? { seq: 0, logBytes: 0 };
      if (seq - older.seq > 1) {
        assert(logBytes - older.logBytes <= MIN_LOG_BYTES);
      }
      const oldest = ascending[i - 2] ?? { logBytes: 0 };
      if (i > 0) assert(logBytes - oldest.logBytes > MIN_LOG_BYTES);
    }
  }));
});

const HORIZONS: [seqs: number[], head: number, retain: number, to: number][] = [
  [[], 100, 10, 0],
  [[95], 100, 1, 0],
  [[50, 95], 100, 10, 50],
  [[50, 95], 100, 50, 50],
  [[50, 95], 100, 51, 0],
  [[20, 50, 80, 100], 100, 10, 80],
  [[20, 50, 80, 100], 100, 30, 50],
];

for (const [seqs, head, retain, to] of HORIZONS) {
  Deno.test(`[E22] to retain ${retain} of ${head} events with snapshots at [${seqs}], all up to ${to} may go`, () => {
    const snapshots = list(...seqs.map((seq): [number, number] => [seq, seq]));
    assertEquals(horizonFor(snapshots, { head, retain, horizon: 0 }), to);
    assertEquals(
      horizonFor(snapshots, { head, retain, horizon: 60 }),
      Math.max(60, to),
    );
  });
}
