/**
 * A document as pages of shapes, and back (P3).
 *
 * @module
 */

import { MAX_PAGE_BYTES } from "../schema/limits.ts";
import type { Shape } from "../schema/shape.ts";
import { reindexBindings } from "./bindings.ts";
import { ChangeIndex } from "./change_index.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
  lastTouch,
  type ShapeRecord,
  type Tombstone,
} from "./document.ts";
import { utf8Length } from "../schema/utf8.ts";
import { ZOrder } from "./order/z_order.ts";
import { SortedRuns } from "./sorted_runs.ts";

/** Bytes of the first page: on a slow line something is seen soon. Each page is twice the last. */
export const FIRST_PAGE_BYTES = 16 * 1024;

const NOTHING: ReadonlySet<string> = new Set();

/** How a snapshot is cut into pages. */
export interface PageOptions {
  /** Ids that come first, in their order, so that the first paint need not await the rest. */
  readonly first?: Iterable<string> | undefined;
  /** Ids that are left out: they were sent already. */
  readonly without?: ReadonlySet<string> | undefined;
  /** Bytes of JSON in one page; a shape that is larger gets a page of its own. */
  readonly maxBytes?: number;
}

/**
 * A document's live shapes, page by page, from back to front. An empty room has one empty page.
 * Pages are made as they are asked for; all are of the same document.
 */
export function* snapshotPages(
  document: Document,
  options: PageOptions = {},
): Generator<Shape[], void, undefined> {
  for (const { items } of cut(document, options)) yield items;
}

/**
 * The same pages as JSON, each shape's after the other's with commas between them: what a page's
 * size is measured by need not be written a second time.
 */
export function* snapshotTexts(
  document: Document,
  options: PageOptions = {},
): Generator<string, void, undefined> {
  for (const { texts } of cut(document, options)) yield texts.join(",");
}

function cut(
  document: Document,
  { first = [], without = NOTHING, maxBytes = MAX_PAGE_BYTES }: PageOptions,
): Generator<Page<Shape>, void, undefined> {
  const shapes = shapesInOrder(document, first, without);
  return writtenPages(shapes, maxBytes, FIRST_PAGE_BYTES);
}

/**
 * Cuts values into arrays of at most `maxBytes` of JSON; nothing gives one empty array.
 *
 * @param firstBytes of the first one; each may have twice as many as the one before.
 */
export function* pages<T>(
  values: Iterable<T>,
  maxBytes: number,
  firstBytes: number = maxBytes,
): Generator<T[], void, undefined> {
  for (const { items } of writtenPages(values, maxBytes, firstBytes)) {
    yield items;
  }
}

/** Values, and each of them as JSON. */
interface Page<T> {
  readonly items: T[];
  readonly texts: string[];
}

function* writtenPages<T>(
  values: Iterable<T>,
  maxBytes: number,
  firstBytes: number,
): Generator<Page<T>, void, undefined> {
  let page: Page<T> = { items: [], texts: [] };
  let most = Math.min(firstBytes, maxBytes);
  let bytes = 2; // the brackets
  for (const value of values) {
    const text = JSON.stringify(value);
    const size = utf8Length(text) + 1; // and a comma
    if (page.items.length > 0 && bytes + size > most) {
      yield page;
      most = Math.min(most * 2, maxBytes);
      page = { items: [], texts: [] };
      bytes = 2;
    }
    page.items.push(value);
    page.texts.push(text);
    bytes += size;
  }
  yield page;
}

function* shapesInOrder(
  document: Document,
  first: Iterable<string>,
  without: ReadonlySet<string>,
): Generator<Shape> {
  const before = new Set(first);
  for (const id of before) {
    const record = document.shapes.get(id);
    if (record !== undefined && !without.has(id)) yield record.shape;
  }
  for (const { id } of document.order) {
    if (!before.has(id) && !without.has(id)) {
      yield document.shapes.get(id)!.shape;
    }
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
  const builder = new DocumentBuilder();
  builder.add([...shapes].map(recordOf), []);
  return builder.document(seq);
}

/**
 * Puts a document together from its live shapes and tombstones, a part at a time, so that a
 * large one stops nobody; its indexes are made anew.
 */
export class DocumentBuilder {
  readonly #shapes = EMPTY_DOCUMENT.shapes.asMutable();
  readonly #tombstones = EMPTY_DOCUMENT.tombstones.asMutable();
  #bound = EMPTY_DOCUMENT.bound;
  readonly #order = new SortedRuns();
  readonly #changes = new SortedRuns();

  /** Adds ids, each of which comes once. */
  add(
    records: readonly ShapeRecord[],
    tombstones: readonly (readonly [id: string, tombstone: Tombstone])[],
  ): void {
    for (const record of records) {
      this.#shapes.set(record.shape.id, record);
      this.#bound = reindexBindings(this.#bound, null, record.shape);
    }
    for (const [id, tombstone] of tombstones) {
      this.#tombstones.set(id, tombstone);
    }
    this.#order.add(records.map(({ shape }) => ZOrder.keyOf(shape)));
    this.#changes.add([
      ...records.map((record) =>
        ChangeIndex.keyOf(record.shape.id, lastTouch(record))
      ),
      ...tombstones.map(([id, { seq }]) => ChangeIndex.keyOf(id, seq)),
    ]);
  }

  /** The document; nothing more can be added. */
  document(seq: number): Document {
    return {
      seq,
      shapes: this.#shapes.asImmutable(),
      tombstones: this.#tombstones.asImmutable(),
      order: ZOrder.ofKeys(this.#order.all()),
      bound: this.#bound,
      changes: ChangeIndex.ofKeys(this.#changes.all()),
    };
  }
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
