/**
 * Our transactions that are not confirmed yet, in their order, and which of them have to do
 * with which shapes.
 *
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";
import type { Op } from "../../schema/op.ts";
import type { Shape } from "../../schema/shape.ts";
import { touchedByAll } from "./appearance.ts";
import { writtenBy } from "./own_edits.ts";
import type { PendingTx } from "./pending_tx.ts";

/** A pending transaction, and what it does where it stands now. */
export interface Overlay {
  readonly tx: PendingTx;
  /** Once it is acknowledged: how far the log has come when it is in there. */
  readonly seq: number | null;
  /** Is the event at `seq` its own? */
  readonly hasPlace: boolean;
  /** What it does; `null` for nothing. */
  readonly event: RoomEvent | null;
  /** Are its edits of the texts that it found? Else they are kept as they were made, and shown as they fit. */
  readonly fits: boolean;
}

/** The overlay of a transaction that was neither answered nor decided yet. */
export function unanswered(tx: PendingTx): Overlay {
  return { tx, seq: null, hasPlace: false, event: null, fits: true };
}

/** Overlays by key, in order; an index tells those that a shape is in. */
export class Overlays {
  #overlays = new Map<number, Overlay>();
  readonly #byId = new Map<string, Set<number>>();
  /** Keys of those whose result depends on how all shapes are stacked. */
  readonly #stacking = new Set<number>();
  /** Keys of those that are on disk. */
  readonly #acknowledged = new Set<number>();
  /** Keys of those that are shown otherwise than they were made. */
  readonly #unfit = new Set<number>();
  /** Places by key: what comes earlier has a lower one. */
  #places = new Map<number, number>();
  #lastPlace = 0;

  /** Number of overlays. */
  get size(): number {
    return this.#overlays.size;
  }

  /** In order. */
  all(): IterableIterator<Overlay> {
    return this.#overlays.values();
  }

  /**
   * Those that are on disk, in order: not always the first ones, since what one server had committed
   * without saying so, another one answers only when it is asked again.
   */
  acknowledged(): Overlay[] {
    return this.#sorted(this.#acknowledged);
  }

  /** The overlay of a transaction. */
  get(key: number): Overlay | undefined {
    return this.#overlays.get(key);
  }

  /** Puts an overlay in the place of the one with its key, or at the end. */
  put(overlay: Overlay): void {
    const { key } = overlay.tx;
    const old = this.#overlays.get(key);
    if (old !== undefined) this.#unlist(old);
    this.#overlays.set(key, overlay);
    for (const id of idsOf(overlay)) {
      const keys = this.#byId.get(id);
      if (keys === undefined) this.#byId.set(id, new Set([key]));
      else keys.add(key);
    }
    if (overlay.tx.ops.some(stacks)) this.#stacking.add(key);
    if (overlay.seq !== null) this.#acknowledged.add(key);
    if (!overlay.fits) this.#unfit.add(key);
    if (old === undefined) this.#places.set(key, ++this.#lastPlace);
  }

  /** Takes an overlay out. */
  take(key: number): Overlay | null {
    const overlay = this.#overlays.get(key);
    if (overlay === undefined) return null;
    this.#unlist(overlay);
    this.#overlays.delete(key);
    this.#places.delete(key);
    return overlay;
  }

  /** Brings them into another order. */
  reorder(keys: readonly number[]): void {
    const wanted = new Map(keys.map((key, place) => [key, place]));
    const placeOf = ({ tx }: Overlay) => wanted.get(tx.key) ?? 0;
    const sorted = [...this.all()].sort((a, b) => placeOf(a) - placeOf(b));
    this.#overlays = new Map(
      sorted.map((overlay) => [overlay.tx.key, overlay]),
    );
    this.#places = new Map(sorted.map(({ tx }) => [tx.key, ++this.#lastPlace]));
  }

  /** Those that have to do with a shape, in order. */
  of(id: string): Overlay[] {
    return this.#sorted(this.#byId.get(id) ?? []);
  }

  /** Is one that has to do with any of these shapes shown otherwise than it was made? */
  isUnfit(ids: ReadonlySet<string>): boolean {
    for (const key of this.#unfit) {
      const { texts } = this.#overlays.get(key)!.tx;
      if (texts.some(([id]) => ids.has(id))) return true;
    }
    return false;
  }

  /** Does anything before this one write to a text, or decide over its shape's life? */
  isPreceded(key: number, id: string): boolean {
    const place = this.#placeOf(key);
    for (const other of this.#byId.get(id) ?? []) {
      if (other === key || this.#placeOf(other) > place) continue;
      const { ops } = this.#overlays.get(other)!.tx;
      if (ops.some((op) => writtenBy(op).includes(id))) return true;
    }
    return false;
  }

  /** Ids in overlays that depend on how all shapes are stacked; none if there are too many. */
  stackingIds(most: number): Set<string> {
    if (this.#stacking.size > most) return new Set();
    const overlays = [...this.#stacking].map((key) => this.#overlays.get(key)!);
    return new Set(overlays.flatMap((overlay) => [...idsOf(overlay)]));
  }

  /**
   * What has to be done again when some shapes are others than they were: the overlays that have
   * to do with them, in order, and all shapes that those have to do with.
   *
   * @param most a shape that is made again is put where it was in the stack only together with all
   *   others that are made; with more of them than this it comes to the front.
   */
  affectedBy(
    dirty: Iterable<string>,
    most: number,
  ): { ids: Set<string>; overlays: Overlay[] } {
    const ids = new Set(dirty);
    const keys = new Set<number>();
    let stacked = false;
    // Sets are walked in the order of insertion, with what is added on the way.
    for (const id of ids) {
      for (const key of this.#byId.get(id) ?? []) {
        if (keys.has(key)) continue;
        keys.add(key);
        for (const other of idsOf(this.#overlays.get(key)!)) ids.add(other);
        if (!this.#stacking.has(key) || stacked) continue;
        stacked = true;
        for (const other of this.stackingIds(most)) ids.add(other);
      }
    }
    if (keys.size === this.size) return { ids, overlays: [...this.all()] };
    return { ids, overlays: this.#sorted(keys) };
  }

  #sorted(keys: Iterable<number>): Overlay[] {
    return [...keys].sort((a, b) => this.#placeOf(a) - this.#placeOf(b))
      .map((key) => this.#overlays.get(key)!);
  }

  #placeOf(key: number): number {
    return this.#places.get(key)!;
  }

  #unlist(overlay: Overlay): void {
    const { key } = overlay.tx;
    for (const id of idsOf(overlay)) {
      const keys = this.#byId.get(id);
      keys?.delete(key);
      if (keys?.size === 0) this.#byId.delete(id);
    }
    this.#stacking.delete(key);
    this.#acknowledged.delete(key);
    this.#unfit.delete(key);
  }
}

/** Ids that an overlay reads or writes. */
export function idsOf({ tx, event }: Overlay): Set<string> {
  const ids = touchedByAll(event?.ops ?? []);
  for (const op of tx.ops) for (const id of namedBy(op)) ids.add(id);
  return ids;
}

/** Does the result depend on shapes that it does not name? */
function stacks({ op }: Op): boolean {
  return op === "create" || op === "put" || op === "restore" || op === "order";
}

/** Ids that an operation, of a transaction or an event, names. */
export function* namedBy(op: OpLike): Generator<string> {
  if (op.id !== undefined) yield op.id;
  if (op.ids !== undefined) yield* op.ids;
  for (const [id] of [...op.keys ?? [], ...op.rekeyed ?? []]) yield id;
  if (typeof op.to === "object") yield* Object.values(op.to);
  for (const named of [op.shape, op.props]) {
    if (named === undefined) continue;
    if (named.id !== undefined) yield named.id;
    for (const end of [named.start, named.end]) if (end) yield end.id;
  }
}

/** What operations and canonical operations have in common: where their ids are. */
interface OpLike {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly keys?: readonly (readonly [string, string])[];
  readonly rekeyed?: readonly (readonly [string, string])[];
  readonly to?: string | Readonly<Record<string, string>>;
  readonly shape?: Named;
  readonly props?: Named;
}

type Named = Partial<Pick<Shape, "id">> & {
  readonly start?: { readonly id: string } | null;
  readonly end?: { readonly id: string } | null;
};
