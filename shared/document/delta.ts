/**
 * The squashed difference between two states of a room (P4).
 *
 * It is made from stamps, without the log, and costs by what changed. Registers come whole with
 * the values they have in the end, so a delta may be applied to any state between its two ends:
 * to apply one is to join (`testing/join.ts`) what is known of the time between them.
 *
 * @module
 */

import { MAX_PAGE_BYTES } from "../schema/limits.ts";
import type { Modification, TextPast } from "../schema/server_message.ts";
import type { Shape } from "../schema/shape.ts";
import { registersOf } from "../schema/shape.ts";
import type { Applied } from "./apply.ts";
import {
  type Document,
  registerValue,
  type ShapeRecord,
  type Stamp,
  stampOf,
} from "./document.ts";
import { pages } from "./pages.ts";
import { recordOf } from "./snapshot.ts";
import { bury, insertRecord, replace, type Writable } from "./write.ts";

/** What became of a room after `from`, up to `to`. */
export interface Delta {
  readonly from: number;
  readonly to: number;
  /** Shapes created or restored, whole. */
  readonly added: readonly Shape[];
  /** Registers written, of shapes that were there at `from` and still are. */
  readonly modified: readonly Modification[];
  /** Ids deleted; some of them may never have been seen. */
  readonly deleted: readonly string[];
  /** How texts of it came about, for those who have edits of them under way (E12). */
  readonly texts?: readonly TextPast[];
}

/**
 * What changed after `from`, in the order of last change.
 *
 * @throws {RangeError} if `from` is beyond the document's `seq`.
 */
export function deltaBetween(document: Document, from: number): Delta {
  if (from > document.seq) {
    throw new RangeError(
      `Cannot make a delta from ${from}: the document is at ${document.seq}. Send a snapshot`,
    );
  }
  const added: Shape[] = [];
  const modified: Modification[] = [];
  const deleted: string[] = [];
  for (const id of document.changes.since(from)) {
    const record = document.shapes.get(id);
    if (record === undefined) deleted.push(id);
    else if (record.born.seq > from) added.push(record.shape);
    else modified.push(modification(record, from));
  }
  return { from, to: document.seq, added, modified, deleted };
}

function modification(record: ShapeRecord, from: number): Modification {
  const { shape } = record;
  const props: Record<string, unknown> = {};
  for (const register of registersOf(shape.type).keys()) {
    const seq = stampOf(record, register).seq;
    const written = register === "z" ? Math.max(seq, record.rekeyed) : seq;
    if (written > from) Object.assign(props, registerValue(shape, register));
  }
  const { id, seq, version, updatedBy, updatedAt } = shape;
  return { id, props, seq, version, updatedBy, updatedAt };
}

/**
 * Takes a document that is anywhere between a delta's ends to its end.
 *
 * @throws {RangeError} if the document is older than the delta's beginning.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { Shape } from "../schema/shape.ts";
 * import { applyDelta, deltaBetween } from "./delta.ts";
 * import { fromShapes } from "./snapshot.ts";
 *
 * const circle = (id: string, seq: number) => ({ id, type: "circle", z: "a0", seq }) as Shape;
 * const now = fromShapes([circle("old", 2), circle("new", 6)], 7);
 * const delta = deltaBetween(now, 3);
 * assertEquals(delta.added.map(({ id }) => id), ["new"]);
 *
 * const then = fromShapes([circle("old", 2)], 3);
 * const { document, changed } = applyDelta(then, delta);
 * assertEquals([document.seq, document.shapes.size, [...changed]], [7, 2, ["new"]]);
 * ```
 */
export function applyDelta(document: Document, delta: Delta): Applied {
  if (document.seq < delta.from) {
    throw new RangeError(
      `Cannot apply a delta from ${delta.from}: the document is at ${document.seq}. Join anew`,
    );
  }
  const changed = new Set<string>();
  if (delta.to <= document.seq) return { document, changed };
  let next = document;
  for (const id of delta.deleted) {
    next = bury(next, id, unknownHand(delta.to, ""));
    changed.add(id);
  }
  for (const shape of delta.added) {
    next = insertRecord(next, recordOf(shape));
    changed.add(shape.id);
  }
  for (const change of delta.modified) {
    const record = next.shapes.get(change.id);
    if (record === undefined) continue; // not of this document's past: the sender is confused
    next = replace(next, record, modify(record, change));
    changed.add(change.id);
  }
  for (const id of [...changed]) {
    for (const line of next.bound.get(id) ?? []) changed.add(line);
  }
  return { document: { ...next, seq: delta.to }, changed };
}

function modify(record: ShapeRecord, change: Modification): ShapeRecord {
  const { props, seq, version, updatedBy, updatedAt } = change;
  const shape = {
    ...record.shape,
    ...props as Writable,
    version,
    seq,
    updatedBy,
    updatedAt,
  } as Shape;
  const stamp = unknownHand(seq, updatedBy);
  const stamps = { ...record.stamps };
  for (const [register, names] of registersOf(shape.type)) {
    if (names.some((name) => Object.hasOwn(props, name))) {
      stamps[register] = stamp;
    }
  }
  const text = Object.hasOwn(props, "text");
  return {
    ...record,
    shape,
    stamps,
    other: stamp.other,
    history: text ? { since: seq, changes: [] } : record.history,
  };
}

/** A write of which only the end is known: somebody else may have had a hand in it (E19). */
function unknownHand(seq: number, by: string): Stamp {
  return { seq, by, other: seq };
}

/**
 * A delta in pages of at most `maxBytes` of JSON, to be put together before they are applied:
 * each has the ends of the whole. A delta of nothing has one empty page.
 */
export function* deltaPages(
  delta: Delta,
  maxBytes: number = MAX_PAGE_BYTES,
): Generator<Delta, void, undefined> {
  const parts = ["added", "modified", "deleted", "texts"] as const;
  const entries = parts.flatMap((part) =>
    (delta[part] ?? []).map((value) => [part, value] as const)
  );
  for (const page of pages(entries, maxBytes)) {
    const of = (part: typeof parts[number]) =>
      page.flatMap(([name, value]) => name === part ? [value] : []);
    yield {
      from: delta.from,
      to: delta.to,
      added: of("added") as Shape[],
      modified: of("modified") as Modification[],
      deleted: of("deleted") as string[],
      texts: of("texts") as TextPast[],
    };
  }
}

/** Pages of one delta as one delta again. */
export function joinPages(pages: readonly Delta[]): Delta {
  const { from, to } = pages[0]!;
  return {
    from,
    to,
    added: pages.flatMap(({ added }) => added),
    modified: pages.flatMap(({ modified }) => modified),
    deleted: pages.flatMap(({ deleted }) => deleted),
    texts: pages.flatMap(({ texts = [] }) => texts),
  };
}
