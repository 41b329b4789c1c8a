/**
 * A room's drawing: live shapes with the stamps of their registers, and tombstones (E7, E13).
 *
 * A document is immutable: every change makes a new one that shares what did not change. So a
 * transaction is undone by forgetting its result, a snapshot is a reference, and a replica may
 * keep several documents at the cost of their differences.
 *
 * @module
 */

import { Map, type Set } from "immutable";
import type { RegisterName } from "../schema/properties.ts";
import type { Shape } from "../schema/shape.ts";
import { ZOrder } from "./z_order.ts";

/** The transaction that wrote something. One object may serve many registers. */
export interface Stamp {
  readonly seq: number;
  /** The author's userId. */
  readonly by: string;
}

/** A live shape. */
export interface ShapeRecord {
  readonly shape: Shape;
  /** Creation or latest restore: the stamp of every register that `stamps` does not name. */
  readonly born: Stamp;
  readonly stamps: Readonly<Partial<Record<RegisterName, Stamp>>>;
}

/** What is kept of a deleted shape. */
export interface Tombstone {
  /** The deletion. */
  readonly seq: number;
  readonly by: string;
}

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
}

/** The stamp of one register of a live shape. */
export function stampOf(record: ShapeRecord, register: RegisterName): Stamp {
  return record.stamps[register] ?? record.born;
}

/** A room in which nothing has ever happened. */
export const EMPTY_DOCUMENT: Document = {
  seq: 0,
  shapes: Map(),
  tombstones: Map(),
  order: ZOrder.EMPTY,
  bound: Map(),
};
