/**
 * When a snapshot of a room is due, which ones are kept, and how far the log may be trimmed (E22).
 *
 * @module
 */

import type { SnapshotInfo } from "../../store/store.ts";

/** Bytes of log below which a running room needs no snapshot. */
export const MIN_LOG_BYTES = 1_048_576;

/** A room that falls idle gets a snapshot once this part of the last one's size was added. */
const IDLE_PART = 1 / 32;

/** What is known of the last snapshot; zeros if there is none. */
export interface Last {
  readonly logBytes: number;
  readonly size: number;
}

/**
 * Is a snapshot due?
 *
 * While a room is in use: when the log has grown by 1 MiB or by half of the last snapshot's size,
 * whichever is more, so that snapshots take at most twice the room of the log. When it falls idle:
 * after any change but one that is next to nothing beside the size of the room.
 *
 * @param logBytes bytes of the whole log.
 */
export function isDue(
  logBytes: number,
  last: Last,
  occasion: "in_use" | "idle",
): boolean {
  const grown = logBytes - last.logBytes;
  return occasion === "idle"
    ? grown > last.size * IDLE_PART
    : grown > Math.max(MIN_LOG_BYTES, last.size / 2);
}

/**
 * The snapshots that newer ones make superfluous: those without which the next older one still
 * has its successor near enough. So rooms that fall idle again and again pile up nothing.
 *
 * @param snapshots the newest first.
 * @returns their `seq`.
 */
export function superseded(
  snapshots: readonly SnapshotInfo[],
  horizon: number,
): number[] {
  const gone: number[] = [];
  // What a snapshot without an older one stands in for is a replay from the beginning.
  let older: Last = { logBytes: 0, size: 0 };
  const oldestFirst = [...snapshots].reverse();
  for (const [i, snapshot] of oldestFirst.entries()) {
    const newer = oldestFirst[i + 1];
    const isKept = newer === undefined || snapshot.seq === horizon ||
      isDue(newer.logBytes, older, "in_use");
    if (isKept) older = snapshot;
    else gone.push(snapshot.seq);
  }
  return gone;
}

/**
 * How far the log may be trimmed so that its last `retain` events stay: to a snapshot, and never
 * to the newest one, so that one damaged snapshot is not the end of a room.
 *
 * @param snapshots the newest first.
 * @returns the new horizon, or the old one.
 */
export function horizonFor(
  snapshots: readonly SnapshotInfo[],
  { head, retain, horizon }: { head: number; retain: number; horizon: number },
): number {
  const fit = snapshots.slice(1).find(({ seq }) => seq <= head - retain);
  return Math.max(horizon, fit?.seq ?? 0);
}
