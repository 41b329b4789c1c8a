/**
 * A room's drawing (E7–E19): what it is, how it changes, and what holds of it.
 *
 * **State.** A {@linkcode Document} is a room after so many transactions, its `seq`. It has live
 * shapes, each a map of last-writer-wins registers (`pos`, `size`, `color`, …), and tombstones of
 * those that were deleted. A document is immutable: every change makes a new one that shares what
 * did not change. So a transaction is undone by forgetting its result, a snapshot is a reference,
 * and a replica may keep several documents at the cost of their differences.
 *
 * **Stamps.** Every register, birth and death is stamped with the `seq` that wrote it. The server
 * hands out `seq`, one at a time: it is the clock, and in one place. So of two writes of a register
 * one is the later one, everywhere; there are no ties, and no need for anybody's own clock.
 *
 * **Two languages.** What is *submitted* (`Op`) says what somebody wants, without knowing what
 * others are doing: half a register, an edit of a text as it was at `base`, a place in the stack, a
 * shape that may be dead by now. What is *canonical* (`CanonicalOp`) says what happens: whole
 * registers, edits of the text as it is, order keys, live shapes only, and nothing without effect.
 * `decide` turns the one into the other on the document as it is, or refuses; on the server that is
 * the truth, in a client a forecast, made anew whenever what is confirmed has changed. Only
 * canonical operations are logged. `apply` puts them into the next document; it decides nothing, and in
 * their turn they never fail, so that a log means the same to every server, client and restart.
 *
 * **How wishes meet.** On one register the later `seq` holds, and its author is told what was written
 * over (`overrode`). Three things do better than that: `move` adds, so that moves sum; `text`
 * is transformed over what was committed since its base, so that no letter is lost; `order` asks for
 * a place, not for a key. They differ in how a value comes about, not in what it is: what is in the
 * document is a stamped register all the same. Deletion wins over all edits; `restore` alone brings
 * a shape back. `only` and `if` make a wish depend on stamps.
 *
 * **Joins and deltas.** Whoever knows a part of a room's past (of some shapes, of some registers, up
 * to some `seq`) can join it with what others know: first by the highest stamp of birth or death,
 * then each register by its highest stamp. That is a semilattice (`testing/join.ts`), in which a
 * room only ever grows: a CRDT. To apply an event is to join what it wrote, but what it wrote depends
 * on the state before: so events are applied once and in order. A delta says what registers have
 * become, and is made from stamps, without the log; so it holds on any state between its ends, and
 * an old one does no harm.
 *
 * **Undo** is a transaction like any other, made of what there is when it is asked for: former values
 * where nobody else has written since, which each stamp remembers, under the guard of `only` for as
 * long as it is on its way; and of a text, one's own letters.
 *
 * **Laws**, each a property that is tested on random histories:
 *
 * | | |
 * | --- | --- |
 * | `apply` of a decision's event is the document that `decide` foresaw | `decide_test.ts` |
 * | a replay of the log, all of it or after a snapshot, gives the same bytes (`canonical.ts`) | `decide_test.ts` |
 * | an event twice changes nothing, a missing one is noticed | `apply_test.ts` |
 * | writes of different registers commute, moves by whole numbers commute and sum, a deletion wins either way round | `merge_test.ts` |
 * | a deleted id lives again only by a restore | `decide_test.ts` |
 * | `join` is commutative, associative, idempotent; an earlier state adds nothing to a later one | `join_test.ts` |
 * | an event, applied, is a join, and so is a delta; all deltas joined are the room | `join_test.ts` |
 * | delta(a, b) on state(a), or any between, is state(b) | `delta_test.ts` |
 * | transformed either way round, two edits give one text (TP1) | `text/edit_test.ts` |
 * | no letter is lost or doubled, whatever lags behind | `text/edit_test.ts`, `text/text_test.ts` |
 * | (`z`, `id`) is a strict total order | `decide_test.ts` |
 * | what is restacked stands where it was asked to | `order/order_keys_test.ts` |
 * | `overrode` is exact | `deciding/overrode_test.ts` |
 * | undoⁿ redoⁿ is identity | `undo/there_and_back_test.ts` |
 * | undo writes no register that somebody else wrote since, be it on its way | `undo/in_flight_test.ts` |
 * | of a text it takes back one's own letters and no others, which stand where they stood | `undo/letters_test.ts` |
 * | indexes are in step with the shapes | `indexes/indexes_test.ts` |
 *
 * **To read on.** `decide.ts` with `deciding/` and, for each operation, both of its sides in `ops/`;
 * `write.ts`, the few writes that all of them are made of; `order/` for the stack, `text/` for
 * operational transforms, `undo/` for inverses, `former/` for bringing back what was; `snapshot.ts`,
 * `delta.ts` and `graft.ts` for documents that travel, whole or in part.
 *
 * @see Johnson, Thomas: The Maintenance of Duplicate Databases (RFC 677), 1975, for last-writer-wins;
 * Lamport: Time, Clocks, and the Ordering of Events in a Distributed System, 1978; Shapiro, Preguiça,
 * Baquero, Zawirski: Conflict-free Replicated Data Types, 2011; Almeida, Shoker, Baquero: Delta State
 * Replicated Data Types, 2018; Ellis, Gibbs: Concurrency Control in Groupware Systems, 1989, for
 * transforms.
 * @module
 */

import { Map, type Set } from "immutable";
import type { TextEdit } from "../schema/op.ts";
import type { RegisterName } from "../schema/properties.ts";
import { registersOf, type Shape } from "../schema/shape.ts";
import { ChangeIndex } from "./indexes/change_index.ts";
import { ZOrder } from "./order/z_order.ts";

/** The transaction that wrote something. One object may serve many registers. */
export interface Stamp {
  readonly seq: number;
  /** The author's userId. */
  readonly by: string;
  /**
   * The last earlier write by anybody else; 0 if there is none. Undo needs it: it must not touch
   * what somebody else changed, even under one's own later write (E19).
   */
  readonly other: number;
}

/** A change of a text, kept so that edits made without knowing of it can be transformed. */
export interface TextChange {
  readonly seq: number;
  readonly edit: TextEdit;
  /** If it takes earlier changes of the same text back: whose undo it is, and of which (E19). */
  readonly undo?: TextUndo | undefined;
}

/** That a change of a text is somebody's undo, or redo, of earlier ones. */
export interface TextUndo {
  /** The userId of who took them back. */
  readonly by: string;
  /** Transactions whose changes of the text are taken back, ascending. */
  readonly undoes: readonly number[];
}

/** What is remembered of a label's past: every change after `since` (E12). */
export interface TextHistory {
  readonly since: number;
  /** In the order in which they were committed. */
  readonly changes: readonly TextChange[];
}

/** A live shape. */
export interface ShapeRecord {
  readonly shape: Shape;
  /** Creation or latest restore: the stamp of every register that `stamps` does not name. */
  readonly born: Stamp;
  /** `true` if `born` is a restore, which counts as a write of every register. */
  readonly restored: boolean;
  readonly stamps: Readonly<Partial<Record<RegisterName, Stamp>>>;
  /** The last change of the whole shape by anybody but its last author; 0 if there is none. */
  readonly other: number;
  /** When its order key was last rewritten to make room, which is no change of it (E15). */
  readonly rekeyed: number;
  /** Absent as long as nothing but `born` wrote the text. */
  readonly history?: TextHistory | undefined;
}

/** What is kept of a deleted shape: the stamp of its deletion, and no payload (E13). */
export type Tombstone = Stamp;

/** A room's drawing after the transaction `seq`. */
export interface Document {
  readonly seq: number;
  /** Live shapes by id. */
  readonly shapes: Map<string, ShapeRecord>;
  /** Deleted shapes by id. */
  readonly tombstones: Map<string, Tombstone>;
  /** Live shapes from back to front, by (`z`, `id`). */
  readonly order: ZOrder;
  /** Ids of the lines that are bound to a shape, by the shape's id. */
  readonly bound: Map<string, Set<string>>;
  /** Live and deleted ids by their last change: what a delta reads (P4). */
  readonly changes: ChangeIndex;
}

/** A room in which nothing has ever happened. */
export const EMPTY_DOCUMENT: Document = {
  seq: 0,
  shapes: Map(),
  tombstones: Map(),
  order: ZOrder.EMPTY,
  bound: Map(),
  changes: ChangeIndex.EMPTY,
};

/** The stamp of one register of a live shape. */
export function stampOf(record: ShapeRecord, register: RegisterName): Stamp {
  return record.stamps[register] ?? record.born;
}

/** The `seq` of the last transaction that left any trace in a live shape. */
export function lastTouch(record: ShapeRecord): number {
  return Math.max(record.shape.seq, record.rekeyed);
}

/**
 * The properties of one register of a shape, by name: `{x, y}` for `pos`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { registerValue } from "./document.ts";
 * import type { Shape } from "../schema/shape.ts";
 *
 * const circle = { id: "c", type: "circle", x: 1, y: 2, radius: 3 } as Shape;
 * assertEquals(registerValue(circle, "pos"), { x: 1, y: 2 });
 * assertEquals(registerValue(circle, "size"), { radius: 3 });
 * ```
 */
export function registerValue(
  shape: Shape,
  register: RegisterName,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const property of registersOf(shape.type).get(register) ?? []) {
    value[property] = (shape as unknown as Record<string, unknown>)[property];
  }
  return value;
}
