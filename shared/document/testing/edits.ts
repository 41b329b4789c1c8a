/**
 * Random edits of texts in which no letter stands twice, so that it can be told which one went where.
 *
 * @module
 */

import fc from "fast-check";
import type { TextEdit } from "../../schema/op.ts";
import { codePointLength } from "../../schema/safe_text.ts";

/** One place of an edit: what is skipped before it, what goes, and what comes before or after that. */
export interface Hunk {
  readonly skip: number;
  readonly remove: number;
  readonly insert: number;
  readonly isInsertFirst: boolean;
}

const arbitraryHunk: fc.Arbitrary<Hunk> = fc.record({
  skip: fc.nat(3),
  remove: fc.nat(3),
  insert: fc.nat(2),
  isInsertFirst: fc.boolean(),
});

/** An edit of several parts, of whatever text. */
export const arbitraryPlan: fc.Arbitrary<Hunk[]> = fc.array(arbitraryHunk, {
  maxLength: 4,
});

/**
 * Letters that never were there before; every other one is outside of the BMP, so that a split
 * surrogate pair would show.
 */
export function alphabet(): (count: number) => string {
  let next = 0;
  const letter = () =>
    String.fromCodePoint((next % 2 ? 0x20000 : 0x4e00) + next++);
  return (count) => Array.from({ length: count }, letter).join("");
}

/** A plan as the parts of an edit, not all of them in their one form. */
export function partsOf(
  hunks: readonly Hunk[],
  text: string,
  letters: (count: number) => string,
): TextEdit {
  let left = codePointLength(text);
  const take = (count: number) => {
    const taken = Math.min(count, left);
    left -= taken;
    return taken;
  };
  return hunks.flatMap(({ skip, remove, insert, isInsertFirst }) => {
    const skipped = take(skip), d = take(remove), inserted = letters(insert);
    return isInsertFirst
      ? [skipped, inserted, { d }]
      : [skipped, { d }, inserted];
  });
}
