import type { ShapeRecord } from "../document.ts";
import type { Draft } from "../deciding/draft.ts";

/** Ids, parted by whether `only` lets their operation pass. */
export interface Parted {
  readonly kept: string[];
  readonly skipped: string[];
}

/**
 * Holds back the live shapes that were written to after `only` (E19). As with `if` and `base`, it is
 * the stamp before the transaction that counts; a shape that was not live then had none.
 *
 * @param ids each shape is taken once.
 * @param seqOf the stamp that is asked for.
 */
export function partBy(
  draft: Draft,
  ids: readonly string[],
  only: number | undefined,
  seqOf: (record: ShapeRecord) => number,
): Parted {
  const kept: string[] = [], skipped: string[] = [];
  for (const id of draft.liveOf(ids)) {
    const record = draft.before.shapes.get(id);
    const isNewer = only !== undefined && record !== undefined &&
      seqOf(record) > only;
    (isNewer ? skipped : kept).push(id);
  }
  return { kept, skipped };
}
