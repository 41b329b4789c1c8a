/**
 * A document as pages of shapes, and back (P3).
 *
 * @module
 */

import { MAX_PAGE_BYTES } from "../schema/limits.ts";
import type { Shape } from "../schema/shape.ts";
import type { Document, ShapeRecord } from "./document.ts";
import { DocumentBuilder } from "./document_builder.ts";
import { FIRST_PAGE_BYTES, type Page, writtenPages } from "./pages.ts";

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
 * import type { Shape } from "../schema/shape.ts";
 * import { fromShapes, snapshotPages } from "./snapshot.ts";
 *
 * const circle = (id: string, z: string) => ({ id, type: "circle", z, seq: 3 }) as Shape;
 * const replica = fromShapes([circle("front", "a1"), circle("back", "a0")], 12);
 * const [page] = snapshotPages(replica);
 * assertEquals(page?.map(({ id }) => id), ["back", "front"]);
 * ```
 */
export function fromShapes(shapes: Iterable<Shape>, seq: number): Document {
  const builder = new DocumentBuilder();
  builder.add([...shapes].map(recordOf), []);
  return builder.document(seq);
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
