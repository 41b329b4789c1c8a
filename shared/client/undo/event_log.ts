/**
 * The room's past as far as it was read: a stretch of the log without gaps (P9).
 *
 * @module
 */

import { applyOps } from "../../document/apply.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import { graft } from "../../document/graft.ts";
import type { CanonicalOp, RoomEvent } from "../../schema/event.ts";
import { touchedByAll } from "../replica/appearance.ts";
import { HistoryError, type HistoryPage } from "../past/history_reader.ts";

/** Events that are asked for at once. */
const PAGE = 500;
/** Events that are read back at most: undo is for what one remembers. */
const MOST = 20_000;

/** A stretch of the log that grows as it is asked for. */
export class EventLog {
  readonly #read: (after: number, limit: number) => Promise<HistoryPage>;
  /** Ascending and contiguous, from `#floor` + 1 on. */
  #events: RoomEvent[] = [];
  #floor: number;
  /** Nothing before `#floor` can be read: that is where the log begins, or was trimmed (E22). */
  #ended: boolean;

  /** `head` is the last event that may be asked for at first. */
  constructor(
    read: (after: number, limit: number) => Promise<HistoryPage>,
    head: number,
  ) {
    this.#read = read;
    this.#floor = head;
    this.#ended = head === 0;
  }

  /** The event before `seq`; `null` at the beginning, or where reading on is too much. */
  async before(seq: number): Promise<RoomEvent | null> {
    await this.#reachUpTo(seq - 1);
    while (seq - 1 <= this.#floor) {
      if (!await this.#reachBack()) return null;
    }
    return this.#events[seq - 2 - this.#floor] ?? null;
  }

  /** The event at `seq`; `null` where it can't be read. */
  async at(seq: number): Promise<RoomEvent | null> {
    return await this.before(seq + 1);
  }

  /**
   * The document just before some events, and as it is `now`, with all that undoing them needs to
   * know: what they touched has its whole history.
   *
   * A snapshot or a delta does not tell who had a hand in what; the log does.
   *
   * @returns `null` where the log does not reach back far enough.
   */
  async around(
    events: readonly RoomEvent[],
    now: Document,
  ): Promise<{ before: Document; now: Document } | null> {
    const seq = events[0]!.seq;
    const ids = touchedByAll(events.flatMap(({ ops }) => ops));
    await this.#reachUpTo(now.seq);
    const unknown = new Set(ids);
    let first = seq;
    while (unknown.size > 0) {
      const event = await this.before(first);
      if (event === null && !this.#isBeginning) return null;
      if (event === null) break;
      first = event.seq;
      for (const op of event.ops) {
        for (const id of livedIn(op)) unknown.delete(id);
      }
    }
    const past = this.#events.slice(0, seq - 1 - this.#floor);
    const since = this.#events.slice(past.length, now.seq - this.#floor);
    const former = replay(EMPTY_DOCUMENT, past, ids);
    const current = replay(former, since, ids);
    return {
      before: { ...graft(now, ids, former), seq: seq - 1 },
      now: graft(now, ids, current),
    };
  }

  get #isBeginning(): boolean {
    return this.#floor === 0;
  }

  async #reachUpTo(seq: number): Promise<void> {
    for (let top = this.#top; top < seq;) {
      const { events } = await this.#read(top, PAGE);
      if (events.length === 0) return;
      this.#events.push(...events.filter(({ seq }) => seq > this.#top));
      top = this.#top;
    }
  }

  /** Reads a page more; `false` if there is none. */
  async #reachBack(): Promise<boolean> {
    if (this.#ended || this.#events.length >= MOST) return false;
    const from = Math.max(0, this.#floor - PAGE);
    const read: RoomEvent[] = [];
    try {
      while (from + read.length < this.#floor) {
        const after = from + read.length;
        const { events } = await this.#read(after, this.#floor - after);
        if (events.length === 0) return false;
        read.push(...events);
      }
    } catch (error) {
      if (!(error instanceof HistoryError) || error.code !== "stale") {
        throw error;
      }
      this.#ended = true;
      return false;
    }
    this.#events = [...read, ...this.#events];
    this.#floor = from;
    this.#ended = from === 0;
    return true;
  }

  get #top(): number {
    return this.#floor + this.#events.length;
  }
}

/** Ids of shapes of whose earlier life nothing needs to be known after an operation. */
function livedIn(op: CanonicalOp): readonly string[] {
  if (op.op === "create" || op.op === "restore") return [op.shape.id];
  return op.op === "delete" ? op.ids : [];
}

/** What events do to some shapes, as far as they are known. */
function replay(
  from: Document,
  events: readonly RoomEvent[],
  ids: ReadonlySet<string>,
): Document {
  return events.reduce((document, event) => {
    let next = document;
    for (const op of event.ops) {
      next = applyOps(next, within(op, ids, next), event).document;
    }
    return next;
  }, from);
}

/** What an operation does to some shapes, as far as they are known. */
function within(
  op: CanonicalOp,
  ids: ReadonlySet<string>,
  document: Document,
): CanonicalOp[] {
  const live = (id: string) => ids.has(id) && document.shapes.has(id);
  switch (op.op) {
    case "create":
    case "restore":
      return ids.has(op.shape.id) ? [op] : [];
    case "set":
    case "text":
      return live(op.id) ? [op] : [];
    case "move":
    case "delete": {
      const kept = op.ids.filter(live);
      return kept.length > 0 ? [{ ...op, ids: kept }] : [];
    }
    case "order": {
      const { keys, rekeyed = [] } = op;
      return [{
        op: "order",
        keys: keys.filter(([id]) => live(id)),
        rekeyed: rekeyed.filter(([id]) => live(id)),
      }];
    }
  }
}
