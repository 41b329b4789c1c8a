/**
 * A room's drawing: live shapes with the stamps of their registers, and tombstones (E7, E13).
 *
 * A document is immutable: every change makes a new one that shares what did not change. So a
 * transaction is undone by forgetting its result, a snapshot is a reference, and a replica may
 * keep several documents at the cost of their differences.
 *
 * How the folder hangs together: `decide` turns what somebody asks for into an event of
 * canonical operations (`deciding/` has its parts); `apply` makes the next document of a
 * document and an event. Both go through the same rule of each operation (`ops/`), and every
 * rule through the same writes (`write.ts`). What needs thought of its own has a folder: the
 * stack (`order/`), operational transforms (`text/`), inverses (`undo/`). A document travels
 * whole (`snapshot.ts`) or as what changed (`delta.ts`), and `canonical.ts` says when two are
 * the same.
 *
 * @module
 */

import { Map, type Set } from "immutable";
import type { TextEdit } from "../schema/op.ts";
import type { RegisterName } from "../schema/properties.ts";
import { registersOf, type Shape } from "../schema/shape.ts";
import { ChangeIndex } from "./change_index.ts";
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
