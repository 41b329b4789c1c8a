/**
 * The snapshots of one room of a memory store.
 *
 * @module
 */

import {
  type NewSnapshot,
  SnapshotError,
  type SnapshotInfo,
} from "../store.ts";

interface Kept {
  readonly info: SnapshotInfo;
  readonly texts: readonly string[];
}

/** Snapshots by `seq`. */
export class MemorySnapshots {
  readonly #roomId: string;
  readonly #kept = new Map<number, Kept>();
  readonly #damaged = new Set<number>();

  constructor(roomId: string) {
    this.#roomId = roomId;
  }

  /** Keeps one, unless there is one of its `seq`. */
  add(snapshot: NewSnapshot, texts: readonly string[]): boolean {
    if (this.#kept.has(snapshot.seq)) return false;
    const { seq, format, at, logBytes } = snapshot;
    const size = texts.reduce((sum, text) => sum + text.length, 0);
    this.#kept.set(seq, { info: { seq, format, at, logBytes, size }, texts });
    return true;
  }

  /** All of them, the newest first. */
  list(): SnapshotInfo[] {
    return [...this.#kept.values()].map(({ info }) => info)
      .sort((a, b) => b.seq - a.seq);
  }

  /**
   * The chunks of one.
   *
   * @throws {SnapshotError} if it is not there or damaged.
   */
  textsOf(seq: number): readonly string[] {
    const kept = this.#kept.get(seq);
    if (kept !== undefined && !this.#damaged.has(seq)) return kept.texts;
    const what = kept === undefined ? "not there" : "damaged";
    throw new SnapshotError(
      `snapshot ${seq} of room ${this.#roomId} is ${what}`,
    );
  }

  /** Lets one fail its checksum. */
  damage(seq: number): void {
    this.#damaged.add(seq);
  }

  /** Forgets some. */
  drop(seqs: readonly number[]): void {
    for (const seq of seqs) this.#kept.delete(seq);
  }

  /** Forgets those that lie below a horizon. */
  dropBelow(horizon: number): void {
    this.drop([...this.#kept.keys()].filter((seq) => seq < horizon));
  }
}
