/**
 * What was done to a text, guessed from what it was and what it is: all there is to go by when nobody
 * knows any more how it came about (E12).
 *
 * @module
 */

import type { TextEdit } from "../../schema/op.ts";
import { normalEdit, replacement } from "./edit.ts";

/**
 * The edit between two texts that keeps what they have in common.
 *
 * It can't know which of equal letters is which: what is known (`history.ts`) is not to be guessed.
 *
 * @param mostHead code points of the beginning that are kept at most: where equal letters stand side
 * by side, this tells which of them are new.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { diffText } from "./diff.ts";
 *
 * assertEquals(diffText("one two", "one and two"), [4, "and "]);
 * // Which of the letters is new? One that was typed at the beginning comes before the other.
 * assertEquals(diffText("a", "aa"), [1, "a"]);
 * assertEquals(diffText("a", "aa", 0), ["a"]);
 * ```
 */
export function diffText(
  before: string,
  after: string,
  mostHead = Infinity,
): TextEdit {
  const a = [...before], b = [...after];
  const shorter = Math.min(a.length, b.length);
  const most = Math.min(mostHead, shorter);
  let head = 0, tail = 0;
  while (head < most && a[head] === b[head]) head++;
  while (
    tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) tail++;
  const middle = difference(
    a.slice(head, a.length - tail),
    b.slice(head, b.length - tail),
  );
  return normalEdit(head > 0 ? [head, ...middle] : middle);
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

/**
 * At [i, j]: length of the longest common subsequence of `a` from `i` on and `b` from `j` on.
 *
 * @see Wagner, Fischer: The String-to-String Correction Problem, 1974.
 */
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
