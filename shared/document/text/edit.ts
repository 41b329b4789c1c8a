/**
 * Operational transforms of text: what `ot-text-unicode` gives, and what it leaves to us (E12).
 *
 * An edit walks over a text in code points: a number skips, a string inserts, `{d: n}` deletes.
 *
 * @module
 */

import { type as ot } from "ot-text-unicode";
import type { TextEdit } from "../../schema/op.ts";
import { codePointLength, findUnsafe } from "../../schema/safe_text.ts";
import type { ShapeRecord, TextChange, TextHistory } from "../document.ts";

/** Changes that are kept of one text; a base older than the oldest of them is stale. */
export const MAX_KEPT_CHANGES = 256;
/** Code units of insertions that are kept of one text. */
export const MAX_KEPT_INSERTIONS = 20_000;

/** The text after an edit. */
export function applyEdit(text: string, edit: TextEdit): string {
  return ot.apply(text, edit) as string;
}

/** Two edits, one after the other, as one. */
export function composeEdits(first: TextEdit, second: TextEdit): TextEdit {
  return ot.compose(first, second) as TextEdit;
}

/**
 * An edit as it is to be made after another one that was made of the same text.
 *
 * @param side of two insertions at one place, `left` stands first. What is committed is `left`
 * and what comes later is `right`, everywhere.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { applyEdit, transformEdit } from "./edit.ts";
 *
 * const committed = [5, ","], mine = [5, "!"];
 * const text = applyEdit("hello world", committed);
 * assertEquals(applyEdit(text, transformEdit(mine, committed, "right")), "hello,! world");
 * ```
 */
export function transformEdit(
  edit: TextEdit,
  over: TextEdit,
  side: "left" | "right",
): TextEdit {
  return ot.transform(edit, over, side) as TextEdit;
}

/** The edit that takes a text back to what it was before `edit`. */
export function invertEdit(edit: TextEdit, before: string): TextEdit {
  const points = [...before];
  let at = 0;
  const inverse: TextEdit = [];
  for (const part of edit) {
    if (typeof part === "number") {
      inverse.push(part);
      at += part;
    } else if (typeof part === "string") {
      inverse.push({ d: codePointLength(part) });
    } else {
      inverse.push(points.slice(at, at + part.d).join(""));
      at += part.d;
    }
  }
  return ot.normalize(inverse) as TextEdit;
}

/**
 * Whole replacement as an edit: what others insert meanwhile comes after the new text (E9).
 */
export function replacement(before: string, after: string): TextEdit {
  const edit: TextEdit = [];
  if (after !== "") edit.push(after);
  if (before !== "") edit.push({ d: codePointLength(before) });
  return edit;
}

/** Does an edit leave nothing of a text of `length` code points, as a replacement does? */
export function replacesAll(edit: TextEdit, length: number): boolean {
  const deleted = edit.reduce<number>(
    (sum, part) => typeof part === "object" ? sum + part.d : sum,
    0,
  );
  return length > 0 && deleted === length;
}

/**
 * The edit between two texts that keeps what they have in common: how a client says what it did
 * when its base has become stale (E12).
 *
 * @param head code points of the beginning that are kept at most: where equal letters stand side
 * by side, this tells which of them are new.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { diffText } from "./edit.ts";
 *
 * assertEquals(diffText("one two", "one and two"), [4, "and "]);
 * ```
 */
export function diffText(
  before: string,
  after: string,
  head = Infinity,
): TextEdit {
  const a = [...before], b = [...after];
  const shorter = Math.min(a.length, b.length);
  const most = Math.min(head, shorter);
  let tail = 0;
  head = 0;
  while (head < most && a[head] === b[head]) head++;
  while (
    tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) tail++;
  const middle = difference(
    a.slice(head, a.length - tail),
    b.slice(head, b.length - tail),
  );
  return ot.normalize(head > 0 ? [head, ...middle] : middle) as TextEdit;
}

/** Steps of work that finding what two texts have in common may take. */
const MAX_STEPS = 4_000_000;

/** What two texts have in common in the same order stays; where that is too much work, nothing. */
function difference(a: readonly string[], b: readonly string[]): TextEdit {
  const isTooMuch = a.length * b.length > MAX_STEPS;
  if (a.length === 0 || b.length === 0 || isTooMuch) {
    return replacement(a.join(""), b.join(""));
  }
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const edit: TextEdit = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      edit.push(1);
      i++, j++;
    } else if (
      i === a.length ||
      (j < b.length &&
        common[i * width + j + 1]! >= common[(i + 1) * width + j]!)
    ) {
      edit.push(b[j++]!);
    } else {
      edit.push({ d: 1 });
      i++;
    }
  }
  return edit;
}

/** At [i, j]: length of the longest common subsequence of `a` from `i` on and `b` from `j` on. */
function commonLengths(
  a: readonly string[],
  b: readonly string[],
): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j]
        ? lengths[(i + 1) * width + j + 1]! + 1
        : Math.max(
          lengths[(i + 1) * width + j]!,
          lengths[i * width + j + 1]!,
        );
    }
  }
  return lengths;
}

/** By how many code points an edit makes a text longer. */
export function growth(edit: TextEdit): number {
  let by = 0;
  for (const part of edit) {
    if (typeof part === "string") by += codePointLength(part);
    else if (typeof part === "object") by -= part.d;
  }
  return by;
}

/**
 * What is wrong with an edit of a text of `length` code points, and where; `null` if nothing.
 * The library checks none of this.
 */
export function findFlaw(
  edit: TextEdit,
  length: number,
): { message: string; path: string } | null {
  let needs = 0;
  for (const [i, part] of edit.entries()) {
    if (typeof part === "string") {
      const unsafe = findUnsafe(part);
      if (unsafe === null) continue;
      const hex = unsafe.codePoint.toString(16).toUpperCase().padStart(4, "0");
      return {
        message:
          `character U+${hex} at index ${unsafe.index} is not allowed in text`,
        path: `edit.${i}`,
      };
    }
    const count = typeof part === "number" ? part : part.d;
    if (!Number.isSafeInteger(count) || count <= 0) {
      return {
        message: "skips and deletions are whole numbers above 0",
        path: `edit.${i}`,
      };
    }
    needs += count;
    if (needs > length) {
      return {
        message:
          `the edit reaches code point ${needs} of a text that has ${length} at its base`,
        path: `edit.${i}`,
      };
    }
  }
  return typeof edit.at(-1) === "number"
    ? {
      message: "an edit must not end with a skip",
      path: `edit.${edit.length - 1}`,
    }
    : null;
}

/** The oldest `base` that edits of this shape's text can have. */
export function oldestBase(record: ShapeRecord): number {
  return record.history?.since ?? record.born.seq;
}

/** What was done to a shape's text after `base`, or `null` if that is no longer known. */
export function changesSince(
  record: ShapeRecord,
  base: number,
): readonly TextChange[] | null {
  if (base < oldestBase(record)) return null;
  return record.history?.changes.filter((change) => change.seq > base) ?? [];
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
