/**
 * A document's indexes, held against its shapes.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Document } from "../document.ts";
import { DocumentBuilder } from "../document_builder.ts";

/**
 * Asserts that the order, the bound lines and the changes of a document are what they would be if
 * they were made anew of its shapes and tombstones.
 */
export function assertIndexed(document: Document): void {
  const { shapes, tombstones, seq } = document;
  const builder = new DocumentBuilder();
  builder.add([...shapes.values()], [...tombstones]);
  assertEquals(indexesOf(document), indexesOf(builder.document(seq)));
}

function indexesOf({ order, bound, changes }: Document): unknown {
  return {
    order: [...order],
    bound: new Map([...bound].map(([id, lines]) => [id, new Set(lines)])),
    changes: [...changes.since(0)],
  };
}
