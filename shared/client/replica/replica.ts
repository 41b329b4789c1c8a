/**
 * A client's copy of a room: what the server confirmed, and on top of it what the client has
 * done and not seen confirmed yet.
 *
 * @module
 */

import { apply } from "../../document/apply.ts";
import { applyDelta } from "../../document/delta.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import { fromShapes } from "../../document/snapshot.ts";
import type { RoomEvent } from "../../schema/event.ts";
import type { AskedText } from "../../schema/client_message.ts";
import {
  DEFAULT_LIMITS,
  type Limits,
  MAX_TEXTS_ASKED,
} from "../../schema/limits.ts";
import type { TextPast } from "../../schema/server_message.ts";
import { Absorbed } from "./absorbed.ts";
import { allIds } from "./appearance.ts";
import {
  DeltaLoader,
  type DeltaPage,
  SnapshotLoader,
  type SnapshotPage,
} from "./content_loader.ts";
import { FORMER_LIFE, inAnotherLife } from "./former_life.ts";
import type { Work } from "./own_edits.ts";
import { type Overlay, unanswered } from "./overlays.ts";
import { PendingWork } from "./pending_work.ts";
import {
  NOTHING,
  type PendingTx,
  type ReplicaChange,
  RESYNC,
  type Settlement,
} from "./pending_tx.ts";

/**
 * The replica of one client. Deterministic: it has no clock, and what it is told in the same
 * order gives the same documents.
 *
 * Invariants: `confirmed` is only ever what the server said, in its order; an ack does not
 * change it. `document` is the pending transactions, in the order of their submission, decided
 * over `confirmed` by the very function that the server decides with. They are decided again only
 * where that may change what is seen: stamps of what is not confirmed are guesses.
 */
export class Replica {
  readonly #work: PendingWork;
  #confirmed: Document = EMPTY_DOCUMENT;
  /** In `confirmed` by a snapshot or delta, and their answers are still to come. */
  readonly #absorbed = new Absorbed();
  /** By key, the places of those of ours that the next content holds. */
  #expected: ReadonlyMap<number, number> = new Map();
  #snapshot = new SnapshotLoader();
  readonly #delta = new DeltaLoader();
  #seenSince = 0;
  #loaded = false;
  /** Nothing whole was ever shown: the first snapshot is shown page by page. */
  #growing = true;
  /** By key, the `seq` that work of an earlier process was made in sight of. */
  #madeAt: ReadonlyMap<number, number> = new Map();

  constructor(userId: string = "", limits: Limits = DEFAULT_LIMITS) {
    this.#work = new PendingWork(userId, limits);
  }

  /** What the server confirmed, up to `confirmed.seq`. */
  get confirmed(): Document {
    return this.#confirmed;
  }

  /** What is confirmed up to this `seq` came in a snapshot or a delta; the rest event by event. */
  get seenSince(): number {
    return this.#seenSince;
  }

  /** What the server confirmed, with everything that is pending. */
  get document(): Document {
    return this.#work.document;
  }

  /** What is pending, in the order of submission. */
  get pending(): readonly PendingTx[] {
    return [...this.#work.overlays.all()].map(({ tx }) => tx);
  }

  /** Is nothing pending? */
  get isIdle(): boolean {
    return this.#work.overlays.size === 0;
  }

  /** Is `confirmed` whole? Not before the first content, nor while a snapshot replaces it. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The server told who we are and what it allows. */
  welcomed(userId: string, limits: Limits): ReplicaChange {
    return this.#work.welcomed(userId, limits)
      ? this.#work.redoAll(this.#confirmed, [])
      : NOTHING;
  }

  /** Does a transaction at once, on top of everything. */
  submit(tx: PendingTx): ReplicaChange {
    return this.#work.add(tx, this.#confirmed);
  }

  /**
   * An earlier process has left behind what is pending.
   *
   * @param madeAt by key, the `seq` that it was made in sight of, where that is known.
   */
  leftBehind(madeAt: ReadonlyMap<number, number>): void {
    this.#madeAt = madeAt;
  }

  /**
   * Texts that we have edited without having the content, or may yet edit before it comes, and
   * since when their past has to be known for that: what was made in sight of nothing is of a text
   * that we have created.
   */
  asked(): AskedText[] {
    const since = new Map<string, number>();
    for (const { tx: { key, texts, ops } } of this.#work.overlays.all()) {
      const made = ops.flatMap((op) => op.op === "create" ? [op.shape.id] : []);
      for (const id of [...texts.map(([id]) => id), ...made]) {
        if (!since.has(id)) since.set(id, this.#madeAt.get(key) ?? 0);
      }
    }
    return [...since].slice(0, MAX_TEXTS_ASKED);
  }

  /** Puts other work in the place of a pending transaction's. */
  amend(key: number, work: Work): ReplicaChange {
    const overlay = this.#work.overlays.get(key);
    if (overlay === undefined) return NOTHING;
    const tx = { ...overlay.tx, ...work };
    this.#work.overlays.put({ ...overlay, tx });
    return this.#work.redo(this.#confirmed, [], [overlay]);
  }

  /**
   * It is decided, and on disk; it stays pending until `confirmed` has come as far as `seq`.
   *
   * @param hasPlace is the event at `seq` its own? Else it had no effect, or it is not known which.
   */
  acked(key: number, seq: number, hasPlace: boolean): ReplicaChange {
    if (this.#absorbed.take(key) !== null) {
      return { ...NOTHING, settled: [settlementOf({ key, seq, hasPlace })] };
    }
    const overlay = this.#work.overlays.get(key);
    if (overlay === undefined) return NOTHING;
    this.#work.overlays.put({ ...overlay, seq, hasPlace });
    if (seq > this.#confirmed.seq) return NOTHING;
    if (hasPlace) this.#work.overlays.take(key);
    else this.#work.retract(key);
    const change = this.#work.redo(this.#confirmed, [], [overlay]);
    return { ...change, settled: [settlementOf({ key, seq, hasPlace })] };
  }

  /** It was refused, or taken back: it is undone here. */
  dropped(key: number): ReplicaChange {
    this.#absorbed.take(key);
    const overlay = this.#work.retract(key);
    const left = overlay === null ? [] : [overlay];
    return this.#work.redo(this.#confirmed, [], left);
  }

  /**
   * Its texts are not known at its base any more: it is to be sent again, when `seq` is confirmed.
   *
   * @param keys everything unanswered, in the order in which it will be sent.
   */
  requeued(
    key: number,
    keys: readonly number[],
    seq: number,
  ): ReplicaChange {
    const old = this.#work.overlays.get(key)!;
    const overlay = { ...old, tx: { ...old.tx, notBefore: seq } };
    this.#work.overlays.put(overlay);
    this.#work.overlays.reorder(keys);
    return this.#work.redo(this.#confirmed, [], [overlay]);
  }

  /** The work of a pending transaction, if it is made of what is shown; else `null`. */
  workOf(key: number): Work | null {
    const overlay = this.#work.overlays.get(key);
    if (overlay === undefined || !overlay.fits) return null;
    const { ops, texts } = overlay.tx;
    return { ops, texts };
  }

  /** The work of a transaction that waits, as it can be sent now; `null` if it can't. */
  sendable(key: number): Work | null {
    return this.#work.sendable(key, this.#confirmed);
  }

  /**
   * The content that comes next holds these of our transactions, by key, at these places in the
   * log, and no other: with it they stop being pending, though their answers are still to come.
   */
  expect(placed: ReadonlyMap<number, number>): void {
    this.#expected = placed;
  }

  /** The room began another life: what we have is not part of it. It is shown till it is replaced. */
  forget(): void {
    this.#loaded = false;
    this.#madeAt = new Map();
    const { overlays } = this.#work;
    // What was in the content that is gone has to be sent again, unless it is in the new one.
    const absorbed = this.#absorbed.takeAll();
    const keys = [...absorbed, ...[...overlays.all()].map(({ tx }) => tx)]
      .map(({ key }) => key);
    for (const tx of absorbed) overlays.put(unanswered(tx));
    overlays.reorder(keys);
    for (const overlay of [...overlays.all()]) {
      const { notBefore: _, ...tx } = overlay.tx;
      overlays.put({
        ...overlay,
        tx: { ...tx, ops: inAnotherLife(tx.ops) },
        // What has its place in the log has it in the one that is gone.
        seq: overlay.seq === null ? null : FORMER_LIFE,
        hasPlace: false,
      });
    }
  }

  /** There is no connection: what was on its way comes anew. */
  disconnected(): void {
    this.#snapshot = new SnapshotLoader();
  }

  /** How much of the room's content has come, from 0 to 1; `null` where none is on its way. */
  get progress(): number | null {
    return this.#snapshot.progress;
  }

  /**
   * A page of a snapshot came. The first content ever is shown as it grows; what replaces
   * something that was whole is shown when it is whole.
   */
  onSnapshotPage(page: SnapshotPage): ReplicaChange {
    const loaded = this.#snapshot.add(page);
    if (loaded === "hole") return RESYNC;
    // How texts came about is told last: from half of it, it would be guessed.
    if (page.page === 0 && this.asked().length > 0) this.#growing = false;
    this.#loaded = page.last;
    if (loaded === null || !(loaded.complete || this.#growing)) return NOTHING;
    this.#growing = !loaded.complete;
    const before = this.#confirmed;
    this.#confirmed = fromShapes(loaded.shapes, loaded.seq);
    return this.#replaced(
      before,
      allIds(before, this.#confirmed),
      loaded.texts,
    );
  }

  /** A page of a delta came; nothing happens before its last one. */
  onDelta(page: DeltaPage): ReplicaChange {
    const delta = this.#delta.add(page);
    if (delta === "hole") return RESYNC;
    if (delta === null || delta.to <= this.#confirmed.seq) return NOTHING;
    if (!this.#loaded || delta.from > this.#confirmed.seq) return RESYNC;
    const before = this.#confirmed;
    this.#confirmed = applyDelta(before, delta).document;
    const { added, modified, deleted, texts } = delta;
    const touched = [...added, ...modified].map(({ id }) => id);
    return this.#replaced(before, [...touched, ...deleted], texts);
  }

  /** Events came. What we have already is skipped; a hole asks for the content anew. */
  onEvents(events: readonly RoomEvent[]): ReplicaChange {
    const fresh = events.filter(({ seq }) => seq > this.#confirmed.seq);
    if (fresh.length === 0) return NOTHING;
    if (!this.#loaded || !contiguous(this.#confirmed.seq, fresh)) return RESYNC;
    const settled: Settlement[] = [];
    for (const event of fresh) {
      const before = this.#confirmed;
      this.#confirmed = apply(before, event).document;
      const key = this.#work.commit(event, before);
      if (key !== null) settled.push({ kind: "seen", key, before, event });
    }
    const idle = this.#work.takeConfirmed(this.#confirmed.seq)
      .map(({ tx }): Settlement => ({ kind: "nothing", key: tx.key }));
    return {
      ...this.#work.redoCommitted(this.#confirmed),
      settled: [...settled, ...idle],
      events: fresh,
    };
  }

  /**
   * `confirmed` was `before`, and is another one now.
   *
   * @param texts how texts came about; of others nobody knows.
   */
  #replaced(
    before: Document,
    touched: Iterable<string>,
    texts: readonly TextPast[] = [],
  ): ReplicaChange {
    this.#seenSince = this.#confirmed.seq;
    const { overlays } = this.#work;
    for (const [key, seq] of this.#expected) {
      const overlay = overlays.get(key);
      if (overlay) overlays.put({ ...overlay, seq, hasPlace: true });
    }
    this.#work.follow(texts, before, this.#confirmed, this.#madeAt);
    const leaving: Overlay[] = [];
    for (const key of this.#expected.keys()) {
      const overlay = overlays.take(key);
      if (overlay === null) continue;
      this.#absorbed.add(overlay.tx);
      leaving.push(overlay);
    }
    const settled: Settlement[] = [];
    for (const overlay of this.#work.takeConfirmed(this.#confirmed.seq)) {
      const { seq, hasPlace, tx: { key } } = overlay;
      leaving.push(overlay);
      settled.push(settlementOf({ key, seq: seq!, hasPlace }));
    }
    const change = this.#work.redoAll(this.#confirmed, touched, leaving);
    return { ...change, settled };
  }
}

/** What undo goes by, of a transaction that came in a snapshot or a delta. */
function settlementOf(
  { key, seq, hasPlace }: { key: number; seq: number; hasPlace: boolean },
): Settlement {
  return hasPlace ? { kind: "unseen", key, seq } : { kind: "nothing", key };
}

function contiguous(seq: number, events: readonly RoomEvent[]): boolean {
  return events.every((event, index) => event.seq === seq + 1 + index);
}
