/**
 * Writing snapshots, and forgetting what lies below one (E22).
 *
 * @module
 */

import type { Writing } from "./worker/sqlite_messages.ts";
import type { SqliteReader, Statements } from "./sqlite_reader.ts";
import { type SnapshotRow, snapshotRow } from "./rows/snapshot_row.ts";
import type { SqliteAnswers } from "./sqlite_answers.ts";
import type { RoomInfo } from "../store.ts";

/** Runs inside the writer's transactions. */
export class SqliteSnapshots {
  readonly #statements: Statements;
  readonly #reader: SqliteReader;
  readonly #answers: SqliteAnswers;

  constructor(
    statements: Statements,
    reader: SqliteReader,
    answers: SqliteAnswers,
  ) {
    this.#statements = statements;
    this.#reader = reader;
    this.#answers = answers;
  }

  /** Adds a chunk of a snapshot that is not finished yet. */
  addChunk(
    { roomId, snapshot, chunk, text }: Writing["addSnapshotChunk"]["input"],
  ): number | null {
    if (!this.#isWanted(roomId, snapshot.seq)) return null;
    // What an earlier attempt at the same snapshot has left.
    if (chunk === 1) this.#statements.dropSnapshot.run(roomId, snapshot.seq);
    const row = snapshotRow(roomId, snapshot, chunk, text);
    this.#add(roomId, row);
    return row.crc;
  }

  /** Adds the header. */
  finish(
    { roomId, snapshot, header }: Writing["finishSnapshot"]["input"],
  ): boolean {
    const { seq } = snapshot;
    if (!this.#isWanted(roomId, seq)) return false;
    const there = this.#statements.snapshotChecksums.all(roomId, seq);
    const isWhole = there.length === header.checksums.length &&
      there.every(({ crc }, i) => crc === header.checksums[i]);
    if (!isWhole) return false;
    this.#add(roomId, snapshotRow(roomId, snapshot, 0, JSON.stringify(header)));
    this.#settle(this.#reader.room(roomId)!);
    this.#statements.dropUnfinishedBelow.run(roomId, seq);
    return true;
  }

  /** Forgets snapshots, but for the one that a trimmed room begins with. */
  drop({ roomId, seqs }: Writing["dropSnapshots"]["input"]): null {
    const horizon = this.#reader.room(roomId)?.horizon ?? 0;
    for (const seq of seqs) {
      if (horizon > 0 && seq === horizon) continue;
      this.#statements.dropSnapshot.run(roomId, seq);
    }
    return null;
  }

  /**
   * Moves the horizon, and forgets a part of what is below. Rows that are left there, should the
   * process end before the last part, are out of sight, and go with the next trimming.
   */
  trim(
    { roomId, horizon, most }: Writing["trim"]["input"],
  ): Writing["trim"]["result"] {
    const room = this.#reader.room(roomId);
    if (room === null) return "no_snapshot";
    if (room.horizon < horizon) {
      if (!this.#isSound(roomId, horizon)) return "no_snapshot";
      this.#statements.moveHorizon.run(horizon, roomId);
      this.#statements.dropSnapshotsBelow.run(roomId, horizon);
    }
    const limit = Math.max(room.horizon, horizon);
    const oldest = this.#statements.oldestEvent.get(roomId)?.seq ?? null;
    if (oldest === null || Number(oldest) > limit) return "done";
    const upTo = Math.min(limit, Number(oldest) + most - 1);
    this.#answers.outlive(roomId, upTo);
    this.#statements.trimEvents.run(roomId, upTo);
    return upTo < limit ? "more" : "done";
  }

  /**
   * Lets the room's row tell what its last event does, which may be trimmed, or get lost: no event
   * is trimmed before a snapshot beyond it was finished.
   */
  #settle({ roomId, head, changedAt, shapes }: RoomInfo): void {
    this.#statements.settleRoom.run(head, changedAt, shapes, roomId);
  }

  #isWanted(roomId: string, seq: number): boolean {
    const room = this.#reader.room(roomId);
    return room !== null && seq >= room.horizon && seq <= room.head &&
      this.#statements.snapshotChunk.get(roomId, seq, 0) === undefined;
  }

  #isSound(roomId: string, seq: number): boolean {
    const checksums = this.#reader.snapshotChecksums(roomId, seq);
    return checksums !== null &&
      checksums.every((crc, i) =>
        this.#reader.snapshotChunk(roomId, seq, i + 1, crc) !== null
      );
  }

  #add(roomId: string, row: SnapshotRow): void {
    this.#statements.addSnapshotChunk.run(
      roomId,
      row.last_seq,
      row.chunk,
      row.snapshot,
      row.created_at,
      row.format,
      row.crc,
    );
  }
}
