/**
 * Snapshots as rows, and back: chunks of text, and a header that is written last.
 *
 * @module
 */

import { z } from "zod";
import { checksum } from "./checksum.ts";
import type { NewSnapshot, SnapshotInfo } from "../../store.ts";

/** Columns of `room_snapshots` but for `room_id`. */
export interface SnapshotRow {
  readonly last_seq: number;
  /** 0: the header; 1, 2, 3, …: the text. */
  readonly chunk: number;
  readonly snapshot: string;
  readonly created_at: number;
  readonly format: number;
  readonly crc: number;
}

/** What the header of a snapshot tells of the rest. */
export interface SnapshotHeader {
  readonly logBytes: number;
  readonly size: number;
  /** The checksum of each chunk: two writers can't be mixed up unnoticed. */
  readonly checksums: readonly number[];
}

const headerSchema = z.object({
  logBytes: z.number().nonnegative(),
  size: z.int().nonnegative(),
  checksums: z.array(z.int()),
});

/** The row of a part of a snapshot. */
export function snapshotRow(
  roomId: string,
  { seq, format, at }: Pick<NewSnapshot, "seq" | "format" | "at">,
  chunk: number,
  text: string,
): SnapshotRow {
  const row = {
    last_seq: seq,
    chunk,
    snapshot: text,
    created_at: at,
    format,
  };
  return { ...row, crc: snapshotChecksum(roomId, row) };
}

/** Is the row what was written? */
export function isSound(roomId: string, row: SnapshotRow): boolean {
  return snapshotChecksum(roomId, row) === row.crc;
}

/** The header in a row; `null` if it is not what was written. */
export function headerOf(
  roomId: string,
  row: SnapshotRow,
): SnapshotHeader | null {
  if (!isSound(roomId, row)) return null;
  const parsed = headerSchema.safeParse(JSON.parse(row.snapshot));
  return parsed.success ? parsed.data : null;
}

/** What is told of a snapshot by its header's row; of a damaged one that it is there. */
export function snapshotInfoOf(roomId: string, row: SnapshotRow): SnapshotInfo {
  const header = headerOf(roomId, row);
  return {
    seq: row.last_seq,
    format: row.format,
    at: row.created_at,
    logBytes: header?.logBytes ?? 0,
    size: header?.size ?? 0,
  };
}

function snapshotChecksum(
  roomId: string,
  row: Omit<SnapshotRow, "crc">,
): number {
  return checksum([
    roomId,
    row.last_seq,
    row.chunk,
    row.created_at,
    row.format,
    row.snapshot,
  ]);
}
