/**
 * A document as pages of shapes, and back (P3).
 *
 * @module
 */

import { Map as ImmutableMap, Set as ImmutableSet } from "immutable";
import { MAX_PAGE_BYTES } from "../schema/limits.ts";
import { isPath, type Shape } from "../schema/shape.ts";
import { ChangeIndex } from "./change_index.ts";
import {
  type Document,
  lastTouch,
  type ShapeRecord,
  type Tombstone,
} from "./document.ts";
import { utf8Length } from "../schema/utf8.ts";
import { ZOrder } from "./z_order.ts";

/** How a snapshot is cut into pages. */
export interface PageOptions {
  /** Ids that come first, in their order, so that the first paint need not await the rest. */
  readonly first?: Iterable<string> | undefined;
  /** Bytes of JSON in one page; a shape that is larger gets a page of its own. */
  readonly maxBytes?: number;
}

/**
 * A document's live shapes, page by page, from back to front. An empty room has one empty page.
 * Pages are made as they are asked for; all are of the same document.
 */
export function* snapshotPages(
  document: Document,
  { first = [], maxBytes = MAX_PAGE_BYTES }: PageOptions = {},
): Generator<Shape[], void, undefined> {
  yield* pages(shapesInOrder(document, first), maxBytes);
}

/** Cuts values into arrays of at most `maxBytes` of JSON; nothing gives one empty array. */
export function* pages<T>(
  values: Iterable<T>,
  maxBytes: number,
): Generator<T[], void, undefined> {
  let page: T[] = [];
  let bytes = 2; // the brackets
  for (const value of values) {
    const size = utf8Length(JSON.stringify(value)) + 1; // and a comma
    if (page.length > 0 && bytes + size > maxBytes) {
      yield page;
      page = [];
      bytes = 2;
    }
    page.push(value);
    bytes += size;
  }
  yield page;
}

function* shapesInOrder(
  document: Document,
  first: Iterable<string>,
): Generator<Shape> {
  const before = new Set(first);
  for (const id of before) {
    const record = document.shapes.get(id);
    if (record !== undefined) yield record.shape;
  }
  for (const { id } of document.order) {
    if (!before.has(id)) yield document.shapes.get(id)!.shape;
  }
}

/**
 * A replica's document: live shapes as they were sent, at `seq`.
 *
 * What a replica can't know it takes on the safe side: every register as written when the shape
 * last changed, after somebody else. There are no tombstones.
 *
 * @param shapes each id once.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fromShapes } from "./snapshot.ts";
 *
 * assertEquals(fromShapes([], 12).seq, 12);
 * ```
 */
export function fromShapes(shapes: Iterable<Shape>, seq: number): Document {
  return fromRecords([...shapes].map(recordOf), [], seq);
}

/**
 * The document of these live shapes and tombstones, with its indexes made anew.
 *
 * @param records each id once, and none that is in `tombstones`.
 */
export function fromRecords(
  records: readonly ShapeRecord[],
  tombstones: readonly (readonly [id: string, tombstone: Tombstone])[],
  seq: number,
): Document {
  const shapes = records.map(({ shape }) => shape);
  return {
    seq,
    shapes: ImmutableMap(records.map((record) => [record.shape.id, record])),
    tombstones: ImmutableMap(tombstones),
    order: ZOrder.from(shapes),
    bound: boundOf(shapes),
    changes: ChangeIndex.from([
      ...records.map((record) => [record.shape.id, lastTouch(record)] as const),
      ...tombstones.map(([id, { seq }]) => [id, seq] as const),
    ]),
  };
}

/** A live shape of which no more is known than what was sent. */
export function recordOf(shape: Shape): ShapeRecord {
  return {
    shape,
    born: { seq: shape.seq, by: shape.updatedBy, other: shape.seq },
    restored: true,
    stamps: {},
    other: shape.seq,
    rekeyed: 0,
  };
}

function boundOf(shapes: readonly Shape[]): Document["bound"] {
  const bound = new Map<string, string[]>();
  for (const shape of shapes) {
    if (!isPath(shape)) continue;
    for (const target of new Set([shape.start?.id, shape.end?.id])) {
      if (target === undefined) continue;
      const lines = bound.get(target);
      if (lines === undefined) bound.set(target, [shape.id]);
      else lines.push(shape.id);
    }
  }
  return ImmutableMap(
    [...bound].map(([target, lines]) => [target, ImmutableSet(lines)]),
  );
}
