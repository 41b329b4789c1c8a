/**
 * The writes that every change of a document is made of: operations insert, write, remove and rekey;
 * what comes whole or in part (a delta, a graft) is put in the place of what was there. They keep
 * the document's indexes (`order`, `bound`, `changes`) in step with its shapes; nothing else does, but
 * for the builder that makes a document of a snapshot.
 *
 * @module
 */

import { type RegisterName, registerOf } from "../schema/properties.ts";
import { type Props, type Shape, textOf } from "../schema/shape.ts";
import { reindexBindings } from "./bindings.ts";
import {
  type Document,
  lastTouch,
  type ShapeRecord,
  type Stamp,
  type TextChange,
  type Tombstone,
} from "./document.ts";
import { replacement } from "./text/edit.ts";
import { remember } from "./text/history.ts";

/** Who writes, in which transaction, at which time in milliseconds since 1970. */
export interface Author {
  readonly seq: number;
  readonly userId: string;
  readonly at: number;
}

/** Properties that may be written to a live shape: a client's, and the order key. */
export type Writable = Props & { z?: string };

/** Brings a shape to life, whole: it carries its own version, seq and dates. */
export function insert(
  document: Document,
  shape: Shape,
  restored: boolean,
): Document {
  const grave = document.tombstones.get(shape.id);
  const born = stampAfter(grave, shape.seq, shape.updatedBy);
  return insertRecord(document, {
    shape,
    born,
    restored,
    stamps: {},
    other: born.other,
    rekeyed: 0,
  });
}

/** Puts a live shape in the place of whatever was known under its id. */
export function insertRecord(
  document: Document,
  record: ShapeRecord,
): Document {
  const { id, z } = record.shape;
  const before = document.shapes.get(id);
  if (before !== undefined) return replace(document, before, record);
  const grave = document.tombstones.get(id);
  return {
    ...document,
    shapes: document.shapes.set(id, record),
    tombstones: grave === undefined
      ? document.tombstones
      : document.tombstones.delete(id),
    order: document.order.with(id, z),
    bound: reindexBindings(document.bound, null, record.shape),
    changes: document.changes.move(id, grave?.seq ?? null, lastTouch(record)),
  };
}

/**
 * Writes properties of a live shape: its version grows by one, and the registers that they
 * belong to get the author's stamp.
 *
 * @param change how the text in `props` came about, if not by replacing it whole.
 */
export function write(
  document: Document,
  record: ShapeRecord,
  props: Writable,
  author: Author,
  change?: Omit<TextChange, "seq">,
): Document {
  const before = record.shape;
  const stamps: Partial<Record<RegisterName, Stamp>> = { ...record.stamps };
  for (const property in props) {
    const register = registerOf(property as keyof Writable);
    // `pos` and `size` have several properties; the first one has stamped them already.
    if (stamps[register]?.seq === author.seq) continue;
    const old = stamps[register] ?? record.born;
    stamps[register] = stampAfter(old, author.seq, author.userId);
  }
  const shape = {
    ...before,
    ...props,
    version: before.version + 1,
    seq: author.seq,
    updatedBy: author.userId,
    updatedAt: author.at,
  } as Shape;
  const last = { seq: before.seq, by: before.updatedBy, other: record.other };
  const history = props.text === undefined ? record.history : remember(record, {
    ...change ?? { edit: replacement(textOf(before) ?? "", props.text) },
    seq: author.seq,
  });
  const after: ShapeRecord = {
    ...record,
    shape,
    stamps,
    other: stampAfter(last, author.seq, author.userId).other,
    history,
  };
  return replace(document, record, after);
}

/** Deletes a live shape. */
export function remove(
  document: Document,
  record: ShapeRecord,
  author: Author,
): Document {
  const { shape } = record;
  const last = { seq: shape.seq, by: shape.updatedBy, other: record.other };
  return bury(document, shape.id, stampAfter(last, author.seq, author.userId));
}

/** Puts a tombstone in the place of whatever was known under an id. */
export function bury(
  document: Document,
  id: string,
  tombstone: Tombstone,
): Document {
  const record = document.shapes.get(id);
  const tombstones = document.tombstones.set(id, tombstone);
  if (record === undefined) {
    const before = document.tombstones.get(id)?.seq ?? null;
    const changes = document.changes.move(id, before, tombstone.seq);
    return { ...document, tombstones, changes };
  }
  const { shape } = record;
  return {
    ...document,
    shapes: document.shapes.delete(id),
    tombstones,
    order: document.order.without(id, shape.z),
    bound: reindexBindings(document.bound, shape, null),
    changes: document.changes.move(id, lastTouch(record), tombstone.seq),
  };
}

/** As if the id had never been used. */
export function forget(document: Document, id: string): Document {
  const record = document.shapes.get(id);
  if (record !== undefined) {
    return {
      ...document,
      shapes: document.shapes.delete(id),
      order: document.order.without(id, record.shape.z),
      bound: reindexBindings(document.bound, record.shape, null),
      changes: document.changes.without(id, lastTouch(record)),
    };
  }
  const grave = document.tombstones.get(id);
  return grave === undefined ? document : {
    ...document,
    tombstones: document.tombstones.delete(id),
    changes: document.changes.without(id, grave.seq),
  };
}

/** Gives a live shape another order key at the same place: no change of it (E15). */
export function rekey(
  document: Document,
  record: ShapeRecord,
  z: string,
  seq: number,
): Document {
  const shape = { ...record.shape, z };
  return replace(document, record, { ...record, shape, rekeyed: seq });
}

/** The stamp of a write after `old`, with what it remembers of other people (E19). */
function stampAfter(
  old: Stamp | undefined,
  seq: number,
  by: string,
): Stamp {
  if (old === undefined) return { seq, by, other: 0 };
  return { seq, by, other: old.by === by ? old.other : old.seq };
}

/** Puts `after` in the place of `before`, and brings the indexes up to date. */
export function replace(
  document: Document,
  before: ShapeRecord,
  after: ShapeRecord,
): Document {
  const { id, z } = before.shape;
  const order = z === after.shape.z
    ? document.order
    : document.order.without(id, z).with(id, after.shape.z);
  return {
    ...document,
    shapes: document.shapes.set(id, after),
    order,
    bound: reindexBindings(document.bound, before.shape, after.shape),
    changes: document.changes.move(id, lastTouch(before), lastTouch(after)),
  };
}
