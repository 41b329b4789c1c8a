/**
 * What somebody typed on, where an edit of theirs came to stand elsewhere than they had seen it.
 *
 * Of two insertions at one place the order is the server's to say, and whoever lacks a part of
 * the text's history, or has it composed (`edit.ts`), foresees another one at times. When the truth
 * comes, letters have moved: no transform tells that, since to a transform a letter that moved is
 * deleted, and another one inserted. But it is known which letter is which.
 *
 * Laws (`relocate_test.ts`): the same letters are there before and after; where nothing moved, at
 * the same places.
 *
 * @module
 */

import type { TextEdit } from "../../schema/op.ts";
import { normalEdit } from "./edit.ts";

/** A letter's name, the same wherever it stands. */
type Letter = number;

/**
 * Edits that were made one after the other on top of `guessed`, as they are on top of `committed`:
 * both are one edit, of `length` code points, that inserts the same letters in the same order.
 *
 * A letter that was deleted goes wherever it stands; what was inserted follows the letter that it
 * followed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { relocate } from "./relocate.ts";
 *
 * // "xy" was thought to come before the "a", and came after it: its "y" was deleted meanwhile.
 * assertEquals(relocate(1, ["xy"], [1, "xy"], [[1, { d: 1 }]]), [[2, { d: 1 }]]);
 * ```
 */
export function relocate(
  length: number,
  guessed: TextEdit,
  committed: TextEdit,
  edits: readonly TextEdit[],
): TextEdit[] {
  const base = Array.from({ length }, (_, i) => i);
  let seen = after(base, guessed, length);
  let real = after(base, committed, length);
  let next = 2 * (length + seen.length);
  return edits.map((edit) => {
    const moved = relocated(edit, seen, real, next);
    seen = after(seen, edit, next);
    real = moved.letters;
    next += seen.length;
    return moved.edit;
  });
}

/** The letters after an edit; those that it inserts are called `first`, `first` + 1, … */
function after(
  letters: readonly Letter[],
  edit: TextEdit,
  first: Letter,
): Letter[] {
  const now: Letter[] = [];
  let at = 0;
  for (const part of edit) {
    if (typeof part === "string") { for (const _ of part) now.push(first++); }
    else if (typeof part === "number") {
      now.push(...letters.slice(at, at += part));
    } else at += part.d;
  }
  return [...now, ...letters.slice(at)];
}

/**
 * An edit of the letters `seen`, made on the letters `real`; and the letters then.
 *
 * @param first the name of the first letter that it inserts.
 */
function relocated(
  edit: TextEdit,
  seen: readonly Letter[],
  real: readonly Letter[],
  first: Letter,
): { edit: TextEdit; letters: Letter[] } {
  const places = new Map(real.map((letter, place) => [letter, place]));
  const deleted = new Set<number>();
  /** By the place that they come before. */
  const inserted = new Map<number, Insertion>();
  let at = 0, place = 0;
  const pass = (count: number): readonly Letter[] => {
    const passed = seen.slice(at, at += count);
    const last = passed.findLast((letter) => places.has(letter));
    if (last !== undefined) place = places.get(last)! + 1;
    return passed;
  };
  for (const part of edit) {
    if (typeof part === "number") pass(part);
    else if (typeof part === "string") {
      const { text, letters } = inserted.get(place) ??
        { text: "", letters: [] };
      const more = Array.from(part, () => first++);
      inserted.set(place, {
        text: text + part,
        letters: [...letters, ...more],
      });
    } else for (const letter of pass(part.d)) deleted.add(places.get(letter)!);
  }
  return rebuilt(real, inserted, deleted);
}

/** Letters that are inserted at one place. */
interface Insertion {
  readonly text: string;
  readonly letters: readonly Letter[];
}

/**
 * The edit that makes these changes to the letters `real`; and the letters then.
 *
 * @param inserted by the place that they come before.
 * @param deleted places.
 */
function rebuilt(
  real: readonly Letter[],
  inserted: ReadonlyMap<number, Insertion>,
  deleted: ReadonlySet<number>,
): { edit: TextEdit; letters: Letter[] } {
  const moved: TextEdit = [], letters: Letter[] = [];
  for (let i = 0; i <= real.length; i++) {
    const here = inserted.get(i);
    if (here !== undefined) {
      moved.push(here.text);
      letters.push(...here.letters);
    }
    if (i === real.length) break;
    moved.push(deleted.has(i) ? { d: 1 } : 1);
    if (!deleted.has(i)) letters.push(real[i]!);
  }
  return { edit: normalEdit(moved), letters };
}
