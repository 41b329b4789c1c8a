/**
 * A document as text, and back: all that a server decides by, the pasts of texts included, so
 * that a room that was loaded from a snapshot answers as one that never was put away (E22).
 *
 * The text comes in chunks, each a JSON array of entries. Entries stand in the order of their
 * last change, so that equal documents give equal text. Whoever changes their form adds a step to
 * `UPCASTS` and a fixture of the form that was (E25).
 *
 * @module
 */

import { z } from "zod";
import type {
  Document,
  ShapeRecord,
  Stamp,
  Tombstone,
} from "../../../shared/document/document.ts";
import { DocumentBuilder } from "../../../shared/document/snapshot.ts";
import { shapeIdSchema } from "../../../shared/schema/ids.ts";
import {
  REGISTER_NAMES,
  type RegisterName,
} from "../../../shared/schema/properties.ts";
import { shapeSchema } from "../../../shared/schema/shape.ts";
import { SnapshotError } from "../../store/store.ts";

/** `UPCASTS[n]` turns an entry of format n + 1 into one of n + 2. */
const UPCASTS: readonly ((entry: unknown) => unknown)[] = [
  // 2: a change of a text may be an undo of others. None of format 1 says so.
  (entry) => entry,
  // 3: lines may have a label. Those of format 2 have none, which their schema fills in.
  (entry) => entry,
];

/** The format in which snapshots are written. */
export const SNAPSHOT_FORMAT: number = UPCASTS.length + 1;

/** Code units of a chunk: made, and read, within a few milliseconds. */
const CHUNK_SIZE = 32_768;

const seqSchema = z.int().nonnegative();
const stampSchema = z.tuple([seqSchema, z.string(), seqSchema]);
const editSchema = z.array(
  z.union([z.int(), z.string(), z.object({ d: z.int() })]),
);

const liveSchema = z.object({
  shape: shapeSchema,
  born: stampSchema,
  restored: z.boolean(),
  /** Registers by the stamp that they share. */
  stamps: z.array(
    z.tuple([
      seqSchema,
      z.string(),
      seqSchema,
      z.array(z.enum(REGISTER_NAMES)),
    ]),
  ),
  other: seqSchema,
  rekeyed: seqSchema,
  history: z.object({
    since: seqSchema,
    changes: z.array(z.union([
      z.tuple([seqSchema, editSchema]),
      /** An undo: whose, and of what. */
      z.tuple([seqSchema, editSchema, z.string(), z.array(seqSchema)]),
    ])),
  }).optional(),
});

const deadSchema = z.object({ dead: shapeIdSchema, stamp: stampSchema });

type Live = z.infer<typeof liveSchema>;
type Dead = z.infer<typeof deadSchema>;

/**
 * The text of a document, chunk by chunk, made as it is asked for: the document never changes,
 * so there is time for other work in between.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
 * import { snapshotChunks } from "./snapshot_format.ts";
 *
 * assertEquals([...snapshotChunks(EMPTY_DOCUMENT)], []);
 * ```
 */
export function* snapshotChunks(
  document: Document,
): Generator<string, void, undefined> {
  let entries: string[] = [];
  let size = 0;
  for (const id of document.changes.since(0)) {
    const record = document.shapes.get(id);
    const text = JSON.stringify(
      record === undefined
        ? deadEntry(id, document.tombstones.get(id)!)
        : liveEntry(record),
    );
    if (size > 0 && size + text.length > CHUNK_SIZE) {
      yield `[${entries.join(",")}]`;
      entries = [];
      size = 0;
    }
    entries.push(text);
    size += text.length;
  }
  if (size > 0) yield `[${entries.join(",")}]`;
}

function deadEntry(id: string, tombstone: Tombstone): Dead {
  return { dead: id, stamp: tupleOf(tombstone) };
}

function liveEntry(record: ShapeRecord): Live {
  const { shape, restored, other, rekeyed, history } = record;
  return {
    shape,
    born: tupleOf(record.born),
    restored,
    stamps: groupsOf(record),
    other,
    rekeyed,
    ...(history === undefined ? {} : {
      history: {
        since: history.since,
        changes: history.changes.map(({ seq, edit, undo }) =>
          undo === undefined
            ? [seq, [...edit]]
            : [seq, [...edit], undo.by, [...undo.undoes]]
        ),
      },
    }),
  };
}

function groupsOf({ stamps }: ShapeRecord): Live["stamps"] {
  const groups: Live["stamps"] = [];
  for (const register of REGISTER_NAMES) {
    const stamp = stamps[register];
    if (stamp === undefined) continue;
    const group = groups.find(([seq, , other]) =>
      seq === stamp.seq && other === stamp.other
    );
    if (group === undefined) groups.push([...tupleOf(stamp), [register]]);
    else group[3].push(register);
  }
  return groups;
}

function tupleOf({ seq, by, other }: Stamp): [number, string, number] {
  return [seq, by, other];
}

/** Puts a document together from the chunks of its text. */
export class SnapshotReader {
  readonly #format: number;
  readonly #builder = new DocumentBuilder();
  /** Each author's id once, however many stamps it is in. */
  readonly #names = new Map<string, string>();

  /** @throws {SnapshotError} if a newer program wrote the snapshot. */
  constructor(format: number) {
    if (format < 1 || format > SNAPSHOT_FORMAT) {
      throw new SnapshotError(
        `Cannot read snapshot format ${format}: this version knows 1 to ${SNAPSHOT_FORMAT}`,
      );
    }
    this.#format = format;
  }

  /**
   * Takes the next chunk in.
   *
   * @throws {SnapshotError} if it is not one.
   */
  add(text: string): void {
    const records: ShapeRecord[] = [];
    const tombstones: [string, Tombstone][] = [];
    for (const entry of this.#lift(text)) {
      if (entry !== null && typeof entry === "object" && "dead" in entry) {
        const { dead, stamp } = checked(deadSchema, entry);
        tombstones.push([dead, this.#stampOf(stamp)]);
      } else {
        records.push(this.#recordOf(checked(liveSchema, entry)));
      }
    }
    this.#builder.add(records, tombstones);
  }

  /** The document, once all chunks were added. */
  document(seq: number): Document {
    return this.#builder.document(seq);
  }

  #lift(text: string): unknown[] {
    let entries: unknown;
    try {
      entries = JSON.parse(text);
    } catch {
      // Told below.
    }
    if (!Array.isArray(entries)) {
      throw new SnapshotError("Cannot read the snapshot: a part is no array");
    }
    return UPCASTS.slice(this.#format - 1)
      .reduce((lifted, step) => lifted.map(step), entries);
  }

  #recordOf(entry: Live): ShapeRecord {
    const { shape, restored, other, rekeyed, history } = entry;
    const stamps: Partial<Record<RegisterName, Stamp>> = {};
    for (const [seq, by, other, registers] of entry.stamps) {
      const stamp = this.#stampOf([seq, by, other]);
      for (const register of registers) stamps[register] = stamp;
    }
    const born = this.#stampOf(entry.born);
    const record = { shape, born, restored, stamps, other, rekeyed };
    if (history === undefined) return record;
    const changes = history.changes.map(([seq, edit, by, undoes]) =>
      by === undefined || undoes === undefined
        ? { seq, edit }
        : { seq, edit, undo: { by: this.#nameOf(by), undoes } }
    );
    return { ...record, history: { since: history.since, changes } };
  }

  #stampOf([seq, by, other]: [number, string, number]): Stamp {
    return { seq, by: this.#nameOf(by), other };
  }

  #nameOf(by: string): string {
    const name = this.#names.get(by);
    if (name === undefined) this.#names.set(by, by);
    return name ?? by;
  }
}

function checked<T>(schema: z.ZodType<T>, entry: unknown): T {
  const parsed = schema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SnapshotError(
    `Cannot read the snapshot: ${issue.path.join(".")}: ${issue.message}`,
  );
}
