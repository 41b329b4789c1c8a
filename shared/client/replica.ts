/**
 * A client's copy of a room: what the server confirmed, and on top of it what the client has
 * done and not seen confirmed yet.
 *
 * @module
 */

import { apply } from "../document/apply.ts";
import { decide } from "../document/decide.ts";
import type { Decision } from "../document/decision.ts";
import { applyDelta } from "../document/delta.ts";
import { type Document, EMPTY_DOCUMENT } from "../document/document.ts";
import { fromShapes } from "../document/snapshot.ts";
import type { RoomEvent } from "../schema/event.ts";
import { DEFAULT_LIMITS, type Limits } from "../schema/limits.ts";
import type { Op } from "../schema/op.ts";
import type { Shape } from "../schema/shape.ts";
import { allIds, changedAmong, touchedByAll } from "./appearance.ts";
import {
  DeltaLoader,
  type DeltaPage,
  SnapshotLoader,
  type SnapshotPage,
} from "./content_loader.ts";

/** A transaction as it was submitted. */
export interface PendingTx {
  /** Names it within the replica. */
  readonly key: number;
  readonly ops: readonly Op[];
  readonly group: string | null;
  /** When it was submitted, in milliseconds since 1970. */
  readonly at: number;
}

/** A transaction of ours that is part of the confirmed document now. */
export interface Settlement {
  readonly key: number;
  /** Just before it. */
  readonly before: Document;
  /** What it did; `null` if it had no effect. */
  readonly event: RoomEvent | null;
  /** Just after it. */
  readonly after: Document;
}

/** What came of something that a replica was told. */
export interface ReplicaChange {
  /** Ids of the shapes that look different in `document` now, came, or went. */
  readonly changed: ReadonlySet<string>;
  readonly settled: readonly Settlement[];
  /** Committed events that are new to us, in the order of `seq`. */
  readonly events: readonly RoomEvent[];
  /** The server's word does not join what we have: ask for the content anew. */
  readonly resync: boolean;
}

/** A pending transaction, and what it does where it stands now. */
interface Overlay {
  readonly tx: PendingTx;
  /** Its place in the log, once it is acknowledged. */
  readonly seq: number | null;
  readonly before: Document;
  readonly decision: Decision;
}

/** Deleted shapes that are remembered, so that bringing one back shows at once. */
const MAX_REMOVED = 1_000;

/**
 * The replica of one client. Deterministic: it has no clock, and what it is told in the same
 * order gives the same documents.
 *
 * Invariants: `confirmed` is only ever what the server said, in its order; an ack does not
 * change it. `document` is the pending transactions, in the order of their submission, decided
 * over `confirmed` by the very function that the server decides with.
 */
export class Replica {
  #userId: string;
  #limits: Pick<Limits, "opsPerTx" | "shapesPerRoom">;
  #confirmed: Document = EMPTY_DOCUMENT;
  #document: Document = EMPTY_DOCUMENT;
  #overlays: Overlay[] = [];
  /** In `confirmed` by a snapshot or delta, before their answer told us where. */
  readonly #absorbed = new Map<number, Overlay>();
  #expected: ReadonlySet<number> = new Set();
  readonly #removed = new Map<string, Shape>();
  readonly #snapshot = new SnapshotLoader();
  readonly #delta = new DeltaLoader();
  /** Taken out of `#overlays` since the last rebuild. */
  #leaving: Overlay[] = [];
  #loaded = false;
  /** Nothing whole was ever shown: the first snapshot is shown page by page. */
  #growing = true;

  constructor(userId: string = "", limits: Limits = DEFAULT_LIMITS) {
    this.#userId = userId;
    this.#limits = limits;
  }

  /** What the server confirmed, up to `confirmed.seq`. */
  get confirmed(): Document {
    return this.#confirmed;
  }

  /** What the server confirmed, with everything that is pending. */
  get document(): Document {
    return this.#document;
  }

  /** What is pending, in the order of submission. */
  get pending(): readonly PendingTx[] {
    return this.#overlays.map(({ tx }) => tx);
  }

  /** Is `confirmed` whole? Not before the first content, nor while a snapshot replaces it. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The server told who we are and what it allows. */
  welcomed(userId: string, limits: Limits): ReplicaChange {
    this.#limits = limits;
    if (userId === this.#userId) return NOTHING;
    this.#userId = userId;
    return this.#rebuild([]);
  }

  /** Does a transaction at once, on top of everything. */
  submit(tx: PendingTx): ReplicaChange {
    const before = this.#document;
    this.#push(tx, null);
    const touched = touchedIn(this.#overlays.at(-1)!);
    return {
      ...NOTHING,
      changed: changedAmong(touched, before, this.#document),
    };
  }

  /** It is on disk as `seq`; it stays pending until `confirmed` has come that far. */
  acked(key: number, seq: number): ReplicaChange {
    const absorbed = this.#absorbed.get(key);
    if (absorbed !== undefined) {
      this.#absorbed.delete(key);
      return { ...NOTHING, settled: [settlementOf({ ...absorbed, seq })] };
    }
    this.#overlays = this.#overlays.map((overlay) =>
      overlay.tx.key === key ? { ...overlay, seq } : overlay
    );
    return seq <= this.#confirmed.seq ? this.#rebuild([]) : NOTHING;
  }

  /** It was refused, or taken back: it is undone here. */
  dropped(key: number): ReplicaChange {
    this.#absorbed.delete(key);
    const index = this.#overlays.findIndex(({ tx }) => tx.key === key);
    if (index < 0) return NOTHING;
    this.#leaving.push(...this.#overlays.splice(index, 1));
    return this.#rebuild([]);
  }

  /**
   * The content that comes next holds the effects of these, or they had none: with it they stop
   * being pending, though their answers are still to come.
   */
  expect(keys: ReadonlySet<number>): void {
    this.#expected = keys;
  }

  /** All content is here, even if there was none to send. */
  settleExpected(): ReplicaChange {
    const waiting = this.#overlays.some(({ tx }) => this.#expected.has(tx.key));
    return waiting ? this.#rebuild([]) : NOTHING;
  }

  /** The room began another life: what we have is not part of it. It is shown till it is replaced. */
  forget(): void {
    this.#loaded = false;
    this.#absorbed.clear();
  }

  /**
   * A page of a snapshot came. The first content ever is shown as it grows; what replaces
   * something that was whole is shown when it is whole.
   */
  onSnapshotPage(page: SnapshotPage): ReplicaChange {
    const loaded = this.#snapshot.add(page);
    if (loaded === "hole") return RESYNC;
    this.#loaded = page.last;
    if (loaded === null || !(loaded.complete || this.#growing)) return NOTHING;
    this.#growing = !loaded.complete;
    const before = this.#confirmed;
    this.#confirmed = fromShapes(loaded.shapes, loaded.seq);
    return this.#rebuild(allIds(before, this.#confirmed), settlementOf);
  }

  /** A page of a delta came; nothing happens before its last one. */
  onDelta(page: DeltaPage): ReplicaChange {
    const delta = this.#delta.add(page);
    if (delta === "hole") return RESYNC;
    if (delta === null || delta.to <= this.#confirmed.seq) return NOTHING;
    if (!this.#loaded || delta.from > this.#confirmed.seq) return RESYNC;
    this.#confirmed = applyDelta(this.#confirmed, delta).document;
    const touched = [...delta.added, ...delta.modified].map(({ id }) => id);
    return this.#rebuild(new Set([...touched, ...delta.deleted]), settlementOf);
  }

  /** Events came. What we have already is skipped; a hole asks for the content anew. */
  onEvents(events: readonly RoomEvent[]): ReplicaChange {
    const fresh = events.filter(({ seq }) => seq > this.#confirmed.seq);
    if (fresh.length === 0) return NOTHING;
    if (!this.#loaded || !contiguous(this.#confirmed.seq, fresh)) return RESYNC;
    const settled = fresh.flatMap((event) => this.#commit(event));
    const touched = touchedByAll(fresh.flatMap(({ ops }) => ops));
    const change = this.#rebuild(touched, settlementWithoutEffect);
    return {
      ...change,
      settled: [...settled, ...change.settled],
      events: fresh,
    };
  }

  #commit(event: RoomEvent): Settlement[] {
    const before = this.#confirmed;
    for (const op of event.ops) {
      if (op.op === "delete") this.#remember(before, op.ids);
    }
    this.#confirmed = apply(before, event).document;
    // A transaction without effect is acknowledged with the head, which is another's event; but
    // one of ours that has this seq for its own was submitted, and so stands, before that.
    const own = event.userId !== this.#userId
      ? -1
      : this.#overlays.findIndex(({ seq }) => seq === event.seq);
    if (own < 0) return [];
    const { key } = this.#overlays[own]!.tx;
    this.#leaving.push(...this.#overlays.splice(own, 1));
    return [{ key, before, event, after: this.#confirmed }];
  }

  /**
   * Decides what is pending anew, over `confirmed` as it is now. What `confirmed` has reached
   * leaves; `settle` says what is known of it.
   *
   * @param touched ids that may look different for other reasons.
   */
  #rebuild(
    touched: Iterable<string>,
    settle: (overlay: Overlay) => Settlement = settlementWithoutEffect,
  ): ReplicaChange {
    const shown = this.#document;
    const old = this.#overlays;
    const settled: Settlement[] = [];
    const candidates = new Set(touched);
    this.#document = this.#confirmed;
    this.#overlays = [];
    for (const overlay of [...this.#leaving, ...old]) {
      for (const id of touchedIn(overlay)) candidates.add(id);
    }
    this.#leaving = [];
    for (const overlay of old) {
      if (this.#expected.has(overlay.tx.key)) {
        this.#absorbed.set(overlay.tx.key, overlay);
      } else if (overlay.seq !== null && overlay.seq <= this.#confirmed.seq) {
        settled.push(settle(overlay));
      } else {
        this.#push(overlay.tx, overlay.seq);
        for (const id of touchedIn(this.#overlays.at(-1)!)) candidates.add(id);
      }
    }
    const changed = changedAmong(candidates, shown, this.#document);
    return { ...NOTHING, changed, settled };
  }

  #push(tx: PendingTx, seq: number | null): void {
    const before = this.#document;
    const { ops, group } = tx;
    const decision = decide(before, { ops, group: group ?? undefined }, {
      userId: this.#userId,
      at: tx.at,
      limits: this.#limits,
      removed: this.#removed,
    });
    this.#overlays.push({ tx, seq, before, decision });
    if (decision.kind !== "commit") return;
    for (const op of decision.event.ops) {
      if (op.op === "delete") this.#remember(before, op.ids);
    }
    this.#document = decision.document;
  }

  #remember(before: Document, ids: readonly string[]): void {
    for (const id of ids) {
      const record = before.shapes.get(id);
      if (record === undefined) continue;
      this.#removed.delete(id);
      this.#removed.set(id, record.shape);
    }
    for (const id of this.#removed.keys()) {
      if (this.#removed.size <= MAX_REMOVED) break;
      this.#removed.delete(id);
    }
  }
}

const NOTHING: ReplicaChange = {
  changed: new Set(),
  settled: [],
  events: [],
  resync: false,
};

const RESYNC: ReplicaChange = { ...NOTHING, resync: true };

function contiguous(seq: number, events: readonly RoomEvent[]): boolean {
  return events.every((event, index) => event.seq === seq + 1 + index);
}

function touchedIn({ decision }: Overlay): Set<string> {
  return decision.kind === "commit"
    ? touchedByAll(decision.event.ops)
    : new Set();
}

/** Its event was never seen, being part of a snapshot or delta: what it did here stands for it. */
function settlementOf({ tx, seq, before, decision }: Overlay): Settlement {
  return decision.kind !== "commit" || seq === null
    ? { key: tx.key, before, event: null, after: before }
    : {
      key: tx.key,
      before,
      event: { ...decision.event, seq },
      after: decision.document,
    };
}

/** All events up to its place in the log were seen, and none was its own. */
function settlementWithoutEffect({ tx, before }: Overlay): Settlement {
  return { key: tx.key, before, event: null, after: before };
}
