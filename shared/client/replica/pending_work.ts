/**
 * What a client has done and not seen confirmed: decided over what is confirmed, and decided
 * again where that changes.
 *
 * A change costs by what it has to do with, not by how much is pending: of 10,000 transactions
 * that wait, an event concerns few.
 *
 * @module
 */

import { decide } from "../../document/decide.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import { graft } from "../../document/graft.ts";
import type { RoomEvent } from "../../schema/event.ts";
import type { Limits } from "../../schema/limits.ts";
import type { TextPast } from "../../schema/server_message.ts";
import { changedAmong, sameOps, touchedByAll } from "./appearance.ts";
import { FORMER_LIFE } from "./former_life.ts";
import {
  idsOf,
  namedBy,
  type Overlay,
  Overlays,
  unanswered,
} from "./overlays.ts";
import { refit, sendable, shownText, type Work } from "./own_edits.ts";
import { NOTHING, type PendingTx, type ReplicaChange } from "./pending_tx.ts";
import { RemovedShapes } from "./removed_shapes.ts";
import { TextCarrier } from "./text_carrier.ts";

/**
 * With more pending work than this that depends on how everything is stacked, a new shape of
 * somebody else's does not restack it before it is confirmed.
 */
const MAX_RESTACKED = 256;

/** The pending transactions of one client, and the document with them. */
export class PendingWork {
  readonly overlays: Overlays = new Overlays();
  #document: Document = EMPTY_DOCUMENT;
  #userId: string;
  #limits: Pick<Limits, "opsPerTx" | "shapesPerRoom">;
  readonly #removed = new RemovedShapes();
  readonly #texts = new TextCarrier(this.overlays);
  /** Since the last redo: shapes that are others now in what is confirmed. */
  #dirty = new Set<string>();
  /** Since the last redo: what left the overlays, and need not be done again. */
  #gone: Overlay[] = [];

  constructor(userId: string, limits: Limits) {
    this.#userId = userId;
    this.#limits = limits;
  }

  /** What is confirmed, with everything that is pending. */
  get document(): Document {
    return this.#document;
  }

  /** The server told who we are; `false` if it only told us again. */
  welcomed(userId: string, limits: Limits): boolean {
    this.#limits = limits;
    if (userId === this.#userId) return false;
    this.#userId = userId;
    return true;
  }

  /** Does a transaction on top of everything; `confirmed` is what is below that. */
  add(tx: PendingTx, confirmed: Document): ReplicaChange {
    const shown = this.#document;
    this.overlays.put(unanswered(tx));
    // What was made of another text than is shown: an undo, or a redo.
    const isElsewhere = tx.texts.some(([id, made]) =>
      made !== shownText(shown, id)
    );
    if (isElsewhere) this.#fit([this.overlays.get(tx.key)!], confirmed);
    const overlay = this.#decide(this.overlays.get(tx.key)!);
    const changed = changedAmong(touchedIn(overlay), shown, this.#document);
    return { ...NOTHING, changed };
  }

  /** A transaction as it can be sent with what is confirmed; `null` if it has to wait. */
  sendable(key: number, confirmed: Document): Work | null {
    const overlay = this.overlays.get(key);
    if (overlay === undefined) return null;
    const { tx } = overlay;
    if (confirmed.seq < (tx.notBefore ?? 0)) return null;
    const waits = tx.texts.some(([id]) => this.overlays.isPreceded(key, id));
    return waits ? null : sendable(tx, confirmed);
  }

  /**
   * An event was committed: if it is one of ours, it is pending no more.
   *
   * @param before what was confirmed before it.
   * @returns the key of ours.
   */
  commit(event: RoomEvent, before: Document): number | null {
    const own = this.#ownOf(event);
    if (own === null) {
      this.#removed.noteEvent(event.ops, before);
      this.#texts.carry(event, before);
    } else {
      this.overlays.take(own.tx.key);
      this.#texts.land(own, event, before);
      this.#gone.push(own);
      // It did what we have thought that it would, so what comes after it stands as it is.
      const isAsThought = own.event !== null &&
        sameOps(own.event.ops, event.ops);
      const ids = idsOf(own);
      if (isAsThought && !this.overlays.isUnfit(ids)) return own.tx.key;
      if (!isAsThought) this.#removed.noteEvent(event.ops, before);
      for (const id of ids) this.#dirty.add(id);
    }
    for (const op of event.ops) {
      for (const id of namedBy(op)) this.#dirty.add(id);
      if (!isStacking(op.op)) continue;
      for (const id of this.overlays.stackingIds(MAX_RESTACKED)) {
        this.#dirty.add(id);
      }
    }
    return own?.tx.key ?? null;
  }

  /**
   * What is confirmed was `before`, and is `after`: carries our edits over what was done to texts
   * in between, as far as that is told. Of ours, what is in there is known by its place.
   *
   * @param madeAt by key, the `seq` that edits were made in sight of, where that is after `before`.
   */
  follow(
    texts: readonly TextPast[],
    before: Document,
    after: Document,
    madeAt: ReadonlyMap<number, number>,
  ): void {
    for (const past of texts) this.#texts.follow(past, before, after, madeAt);
  }

  /** One came to nothing: out it goes, and what was typed on goes without it. */
  retract(key: number): Overlay | null {
    const overlay = this.overlays.get(key);
    if (overlay !== undefined) this.#texts.retract(overlay);
    return this.overlays.take(key);
  }

  /** Takes out those that are on disk, and that what is confirmed has reached. */
  takeConfirmed(seq: number): Overlay[] {
    const taken: Overlay[] = [];
    for (const overlay of this.overlays.acknowledged()) {
      const { key } = overlay.tx;
      if (overlay.seq! > seq) continue;
      // Of what had a place in another life nobody knows whether it has one in this.
      if (overlay.hasPlace || overlay.seq === FORMER_LIFE) {
        this.overlays.take(key);
      } else {
        this.retract(key);
      }
      for (const id of idsOf(overlay)) this.#dirty.add(id);
      this.#gone.push(overlay);
      taken.push(overlay);
    }
    return taken;
  }

  /** Brings the document up to date with the events that were committed. */
  redoCommitted(confirmed: Document): ReplicaChange {
    const dirty = this.#dirty;
    this.#dirty = new Set();
    return this.redo(confirmed, dirty);
  }

  /** Decides everything again: what is confirmed is another document. */
  redoAll(
    confirmed: Document,
    touched: Iterable<string>,
    leaving: readonly Overlay[] = [],
  ): ReplicaChange {
    this.#dirty = new Set();
    const overlays = [...this.overlays.all()];
    const ids = new Set(touched);
    for (const overlay of [...leaving, ...overlays]) {
      for (const id of idsOf(overlay)) ids.add(id);
    }
    return this.#redo(confirmed, confirmed, ids, overlays);
  }

  /**
   * Decides what has to do with some shapes again.
   *
   * @param dirty shapes that are others in `confirmed` now.
   * @param changed overlays that left, or are others than they were.
   */
  redo(
    confirmed: Document,
    dirty: Iterable<string>,
    changed: readonly Overlay[] = [],
  ): ReplicaChange {
    const all = new Set(dirty);
    for (const overlay of changed) {
      for (const id of idsOf(overlay)) all.add(id);
      // A shape that comes back, too, has a place in the stack that others were put above.
      if (
        !overlay.event?.ops.some(({ op }) => isStacking(op) || op === "delete")
      ) {
        continue;
      }
      for (const id of this.overlays.stackingIds(MAX_RESTACKED)) all.add(id);
    }
    if (this.overlays.size === 0) {
      return this.#redo(confirmed, confirmed, all, []);
    }
    const { ids, overlays } = this.overlays.affectedBy(all, MAX_RESTACKED);
    const below = overlays.length === this.overlays.size
      ? confirmed
      : graft(this.#document, ids, confirmed);
    return this.#redo(confirmed, below, ids, overlays);
  }

  #redo(
    confirmed: Document,
    below: Document,
    ids: ReadonlySet<string>,
    overlays: readonly Overlay[],
  ): ReplicaChange {
    const shown = this.#document;
    const candidates = new Set(ids);
    for (const gone of this.#gone) {
      for (const id of touchedIn(gone)) candidates.add(id);
    }
    this.#gone = [];
    const seq = Math.max(below.seq, confirmed.seq);
    this.#document = below.seq === seq ? below : { ...below, seq };
    this.#fit(overlays, confirmed);
    for (const { tx } of overlays) {
      const after = this.#decide(this.overlays.get(tx.key)!);
      for (const id of touchedIn(after)) candidates.add(id);
    }
    const changed = changedAmong(candidates, shown, this.#document);
    return { ...NOTHING, changed, edits: this.#texts.take() };
  }

  /** Makes edits of texts fit what is confirmed. */
  #fit(overlays: readonly Overlay[], confirmed: Document): void {
    const ids = overlays.flatMap(({ tx }) => tx.texts.map(([id]) => id));
    for (const id of new Set(ids)) this.#texts.fit(id, confirmed);
  }

  /**
   * Decides a transaction on top of the document. What an earlier one will come to is foreseen
   * here, and may come out otherwise: an edit of what it wrote is shown as it fits, and kept as it
   * was made.
   */
  #decide(overlay: Overlay): Overlay {
    const before = this.#document;
    const { tx } = overlay;
    const shown = refit(tx, before);
    const { ops } = shown, { group } = tx;
    const decision = decide(before, { ops, group: group ?? undefined }, {
      userId: this.#userId,
      at: tx.at,
      limits: this.#limits,
      removed: this.#removed.shapes,
    });
    const event = decision.kind === "commit" ? decision.event : null;
    const decided = { ...overlay, event, fits: shown === tx };
    this.overlays.put(decided);
    if (decision.kind !== "commit") return decided;
    this.#removed.note(decision.removed);
    this.#document = decision.document;
    return decided;
  }

  /** The overlay that became this event. */
  #ownOf(event: RoomEvent): Overlay | null {
    for (const overlay of this.overlays.acknowledged()) {
      if (overlay.seq === event.seq && overlay.hasPlace) return overlay;
    }
    return null;
  }
}

function touchedIn({ event }: Overlay): Set<string> {
  return touchedByAll(event?.ops ?? []);
}

function isStacking(op: string): boolean {
  return op === "create" || op === "restore" || op === "order";
}
