/**
 * A document as text, and back: all that a server decides by, the pasts of texts included, so
 * that a room that was loaded from a snapshot answers as one that never was put away (E22).
 *
 * The text comes in chunks. Shapes stand in the order of their places, tombstones after them; the
 * last chunk is the table of contents, which tells where each of the others lies: of a large room,
 * what somebody looks at can be read before the rest. Equal documents give equal text. Whoever
 * changes its form counts `SNAPSHOT_FORMAT` on, teaches `readChunk` to read what was, and adds a
 * fixture of it (E25).
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";
import { DocumentBuilder } from "../../../shared/document/document_builder.ts";
import type { Box } from "../../../shared/schema/units.ts";
import { SnapshotError } from "../../store/store.ts";
import { byPlace } from "./format/by_place.ts";
import { LAST_OF_ENTRIES, readEntries } from "./format/former_entries.ts";
import {
  type ChunkContent,
  ChunkPacker,
  unpack,
} from "./format/packed_chunk.ts";

/** The format in which snapshots are written. */
export const SNAPSHOT_FORMAT: number = LAST_OF_ENTRIES + 1;

/** Code units of a chunk: made, and read, within a few milliseconds. */
const CHUNK_SIZE = 32_768;

/** The last chunk of a snapshot. */
export interface Contents {
  /** How many shapes there are. */
  readonly shapes: number;
  /** Of each chunk before this one, the box around its shapes; `null` if it has none. */
  readonly boxes: readonly (Box | null)[];
}

/**
 * The text of a document, chunk by chunk, made as it is asked for: the document never changes,
 * so there is time for other work in between; `null` where there is, and no chunk yet.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
 * import { snapshotChunks } from "./snapshot_format.ts";
 *
 * assertEquals([...snapshotChunks(EMPTY_DOCUMENT)], ['{"contents":{"shapes":0,"boxes":[]}}']);
 * ```
 */
export function* snapshotChunks(
  document: Document,
): Generator<string | null, void, undefined> {
  const packer = new ChunkPacker();
  const boxes: (Box | null)[] = [];
  let around: Box | null = null;
  const take = () => {
    boxes.push(around);
    around = null;
    return packer.take();
  };
  for (const placed of byPlace(document)) {
    if (placed === null) {
      yield null;
      continue;
    }
    packer.add(placed.record);
    around = joined(around, placed.box);
    if (packer.size >= CHUNK_SIZE) yield take();
  }
  for (const id of document.changes.since(0)) {
    const tombstone = document.tombstones.get(id);
    if (tombstone === undefined) continue;
    packer.bury(id, tombstone);
    if (packer.size >= CHUNK_SIZE) yield take();
  }
  if (packer.size > 0) yield take();
  const contents: Contents = { shapes: document.shapes.size, boxes };
  yield JSON.stringify({ contents });
}

function joined(a: Box | null, b: Box): Box {
  if (a === null) return b;
  const x = Math.min(a.x, b.x), y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** @throws {SnapshotError} if a newer program wrote the snapshot. */
export function assertKnown(format: number): void {
  if (format >= 1 && format <= SNAPSHOT_FORMAT) return;
  throw new SnapshotError(
    `Cannot read snapshot format ${format}: this version knows 1 to ${SNAPSHOT_FORMAT}`,
  );
}

/**
 * What is in a chunk of a snapshot; nothing in its table of contents.
 *
 * @throws {SnapshotError} if it is no chunk.
 */
export function readChunk(format: number, text: string): ChunkContent {
  if (format <= LAST_OF_ENTRIES) return readEntries(format, text);
  const json = parsed(text);
  if ("contents" in json) return { records: [], tombstones: [] };
  if (!("live" in json)) throw noPart();
  return unpack(json as Parameters<typeof unpack>[0]);
}

/**
 * The table of contents in the last chunk of a snapshot; `null` in formats that had none.
 *
 * @throws {SnapshotError} if it is no chunk.
 */
export function readContents(format: number, text: string): Contents | null {
  if (format <= LAST_OF_ENTRIES) return null;
  const json = parsed(text);
  if (!("contents" in json)) throw noPart();
  return json.contents as Contents;
}

function parsed(text: string): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (typeof json !== "object" || json === null) throw noPart();
  return json;
}

function noPart(): SnapshotError {
  return new SnapshotError("Cannot read the snapshot: a part is none");
}

/** Puts a document together from the chunks of its text. */
export class SnapshotReader {
  readonly #format: number;
  readonly #builder = new DocumentBuilder();

  /** @throws {SnapshotError} if a newer program wrote the snapshot. */
  constructor(format: number) {
    assertKnown(format);
    this.#format = format;
  }

  /**
   * Takes the next chunk in.
   *
   * @throws {SnapshotError} if it is not one.
   */
  add(text: string): void {
    const { records, tombstones } = readChunk(this.#format, text);
    this.#builder.add(records, tombstones);
  }

  /** The document, once all chunks were added. */
  document(seq: number): Document {
    return this.#builder.document(seq);
  }
}
