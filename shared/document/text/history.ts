/**
 * What is remembered of a text's past, so that an edit of an older text can be transformed (E12).
 *
 * @module
 */

import type { TextEdit } from "../../schema/op.ts";
import type { ShapeRecord, TextChange, TextHistory } from "../document.ts";
import { composeEdits } from "./edit.ts";

/** Changes that are kept of one text; a base older than the oldest of them is stale. */
export const MAX_KEPT_CHANGES = 256;
/** Code units of insertions that are kept of one text. */
export const MAX_KEPT_INSERTIONS = 20_000;

/** The oldest `base` that edits of this shape's text can have. */
export function oldestBase(record: ShapeRecord): number {
  return record.history?.since ?? record.born.seq;
}

/**
 * What was done to a shape's text after `base`, in the order of the log; `null` if that is no longer
 * known. An edit of the text as of `base`, transformed over all of it, is one of the text as it is.
 */
export function changesSince(
  record: ShapeRecord,
  base: number,
): readonly TextChange[] | null {
  if (base < oldestBase(record)) return null;
  return record.history?.changes.filter((change) => change.seq > base) ?? [];
}

/**
 * What made a text of `base` what it is: as few edits as tell some transactions from the others,
 * each with the `seq` that it leads to. `null` if that is no longer known.
 *
 * To compose edits forgets the order of what was inserted where something was deleted, and nothing
 * else: which letters stayed, went and came is the same (`edit_test.ts`).
 *
 * @param apart the transactions whose edits stand alone.
 */
export function squashedSince(
  record: ShapeRecord,
  base: number,
  apart: Pick<ReadonlySet<number>, "has">,
): [seq: number, edit: TextEdit][] | null {
  const changes = changesSince(record, base);
  if (changes === null) return null;
  const runs: [seq: number, edit: TextEdit][] = [];
  for (const { seq, edit } of changes) {
    const last = runs.at(-1);
    const joins = last !== undefined &&
      (last[0] === seq || !apart.has(last[0]) && !apart.has(seq));
    if (joins) runs[runs.length - 1] = [seq, composeEdits(last[1], edit)];
    else runs.push([seq, edit]);
  }
  return runs.filter(([, edit]) => edit.length > 0);
}

/** A text's history with one change more, and the oldest forgotten when it is too much. */
export function remember(
  record: ShapeRecord,
  change: TextChange,
): TextHistory {
  const changes = [...record.history?.changes ?? [], change];
  let kept = changes.reduce((sum, { edit }) => sum + insertions(edit), 0);
  let since = oldestBase(record);
  let forgotten = 0;
  while (
    changes.length - forgotten > MAX_KEPT_CHANGES || kept > MAX_KEPT_INSERTIONS
  ) {
    const oldest = changes[forgotten++];
    if (oldest === undefined) break;
    kept -= insertions(oldest.edit);
    since = oldest.seq;
  }
  // Of two changes in one transaction, both are needed or none: bases fall between transactions.
  while (changes[forgotten]?.seq === since) forgotten++;
  return { since, changes: changes.slice(forgotten) };
}

function insertions(edit: TextEdit): number {
  let units = 0;
  for (const part of edit) if (typeof part === "string") units += part.length;
  return units;
}
