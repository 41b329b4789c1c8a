/**
 * One text for one state: what "byte-identical" means.
 *
 * @module
 */

import {
  propertiesOf,
  registersOf,
  SERVER_FIELDS,
  type Shape,
} from "../schema/shape.ts";
import { type Document, type ShapeRecord, stampOf } from "./document.ts";

/**
 * What everybody can see of a room, as JSON: its `seq`, and every live shape with all of its
 * properties and server's fields, by ascending id, keys in the kind's own order.
 *
 * Two replicas at the same `seq` have the same canonical JSON, whether they saw every event, a
 * snapshot, or deltas. Stamps and tombstones are not in it: a client that joined later never
 * learns them, and needs them for nothing. Servers compare {@linkcode stampedJson}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { canonicalJson } from "./canonical.ts";
 * import { EMPTY_DOCUMENT } from "./document.ts";
 *
 * assertEquals(canonicalJson(EMPTY_DOCUMENT), '{"seq":0,"shapes":[]}');
 * ```
 */
export function canonicalJson(document: Document): string {
  return JSON.stringify({
    seq: document.seq,
    shapes: byId(document.shapes).map(([, { shape }]) => canonicalShape(shape)),
  });
}

/**
 * All that a server decides by, as JSON: {@linkcode canonicalJson}, and the stamp of every
 * register and tombstone. A snapshot and the events after it give the same as a replay from the
 * beginning (E22). Histories of texts are not in it: they may be forgotten at any time.
 */
export function stampedJson(document: Document): string {
  return JSON.stringify({
    seq: document.seq,
    shapes: byId(document.shapes).map(([, record]) => canonicalRecord(record)),
    tombstones: byId(document.tombstones).map((
      [id, { seq, by, other }],
    ) => [id, seq, by, other]),
  });
}

/** A shape with its keys in canonical order: geometry, style, then the server's fields. */
export function canonicalShape(shape: Shape): Shape {
  const source = shape as unknown as Record<string, unknown>;
  const ordered: Record<string, unknown> = { id: shape.id, type: shape.type };
  for (const name of propertiesOf(shape.type)) ordered[name] = source[name];
  for (const name of SERVER_FIELDS) {
    if (source[name] !== undefined) ordered[name] = source[name];
  }
  return ordered as unknown as Shape;
}

function canonicalRecord(record: ShapeRecord): unknown {
  const registers = [...registersOf(record.shape.type).keys()];
  return {
    shape: canonicalShape(record.shape),
    born: [record.born.seq, record.born.by, record.born.other],
    restored: record.restored,
    stamps: registers.map((register) => {
      const { seq, by, other } = stampOf(record, register);
      return [register, seq, by, other];
    }),
    other: record.other,
    // Older than the key's last change it means nothing.
    rekeyed: Math.max(record.rekeyed, stampOf(record, "z").seq),
  };
}

function byId<V>(map: Iterable<[string, V]>): [string, V][] {
  return [...map].sort(([a], [b]) => a < b ? -1 : 1);
}
