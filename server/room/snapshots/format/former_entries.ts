/**
 * Snapshots as they were written up to format 3: chunks are JSON arrays of entries, one a shape or
 * a tombstone, each with all that it has (E25).
 *
 * @module
 */

import { z } from "zod";
import type {
  ShapeRecord,
  Stamp,
} from "../../../../shared/document/document.ts";
import { shapeIdSchema } from "../../../../shared/schema/ids.ts";
import {
  REGISTER_NAMES,
  type RegisterName,
} from "../../../../shared/schema/properties.ts";
import { shapeSchema } from "../../../../shared/schema/shape.ts";
import { SnapshotError } from "../../../store/store.ts";
import type { ChunkContent } from "./packed_chunk.ts";

/** `UPCASTS[n]` turns an entry of format n + 1 into one of n + 2. */
const UPCASTS: readonly ((entry: unknown) => unknown)[] = [
  // 2: a change of a text may be an undo of others. None of format 1 says so.
  (entry) => entry,
  // 3: lines may have a label. Those of format 2 have none, which their schema fills in.
  (entry) => entry,
];

/** The last format of this form. */
export const LAST_OF_ENTRIES: number = UPCASTS.length + 1;

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

/**
 * What is in a chunk.
 *
 * @throws {SnapshotError} if it is none.
 */
export function readEntries(format: number, text: string): ChunkContent {
  const content: ChunkContent = { records: [], tombstones: [] };
  for (const entry of lifted(format, text)) {
    if (entry !== null && typeof entry === "object" && "dead" in entry) {
      const { dead, stamp } = checked(deadSchema, entry);
      content.tombstones.push([dead, stampOf(stamp)]);
    } else {
      content.records.push(recordOf(checked(liveSchema, entry)));
    }
  }
  return content;
}

function lifted(format: number, text: string): unknown[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (!Array.isArray(entries)) {
    throw new SnapshotError("Cannot read the snapshot: a part is no array");
  }
  return UPCASTS.slice(format - 1)
    .reduce((lifted, step) => lifted.map(step), entries);
}

function recordOf(entry: z.infer<typeof liveSchema>): ShapeRecord {
  const { shape, restored, other, rekeyed, history } = entry;
  const stamps: Partial<Record<RegisterName, Stamp>> = {};
  for (const [seq, by, other, registers] of entry.stamps) {
    const stamp = stampOf([seq, by, other]);
    for (const register of registers) stamps[register] = stamp;
  }
  const born = stampOf(entry.born);
  const record = { shape, born, restored, stamps, other, rekeyed };
  if (history === undefined) return record;
  const changes = history.changes.map(([seq, edit, by, undoes]) =>
    by === undefined || undoes === undefined
      ? { seq, edit }
      : { seq, edit, undo: { by, undoes } }
  );
  return { ...record, history: { since: history.since, changes } };
}

function stampOf([seq, by, other]: [number, string, number]): Stamp {
  return { seq, by, other };
}

function checked<T>(schema: z.ZodType<T>, entry: unknown): T {
  const parsed = schema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SnapshotError(
    `Cannot read the snapshot: ${issue.path.join(".")}: ${issue.message}`,
  );
}
