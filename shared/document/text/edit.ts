/**
 * Operational transforms of text: what `ot-text-unicode` gives, and what it leaves to us (E12).
 *
 * An edit walks over a text in code points: a number skips, a string inserts, `{d: n}` deletes. Of
 * edits a, b of one text, with T for {@linkcode transformEdit}, a·b for "a, and then b"
 * ({@linkcode composeEdits}) and a⁻¹ for {@linkcode invertEdit}, `edit_test.ts` tests these laws of
 * edits in their one form ({@linkcode normalEdit}, which all that is committed has):
 *
 * - **Convergence** (TP1): a·T(b, a, right) and b·T(a, b, left) make the same text. So whoever knows
 *   a and b has the same text, if it is agreed which of them is `left`: what is committed. There is
 *   one order, the server's, and so no need for TP2, by which edits could come in any order.
 * - **Composition**: a·b does what a and b do in turn, and is associative; T(c, a·b) keeps, deletes and
 *   inserts the same letters as T(T(c, a), b). They may differ in where c inserts, where a deletes
 *   and b inserts.
 * - **Inversion**: a·a⁻¹ leaves the text as it was.
 * - **Intention**: after a·T(b, a) there is each letter that a or b inserts, once, and no letter that
 *   one of them deletes; those that either text has stand in its order.
 *
 * @see Ellis, Gibbs: Concurrency Control in Groupware Systems, 1989, for transforms; Nichols, Curtis,
 * Dixon, Lamping: High-Latency, Low-Bandwidth Windowing in the Jupiter Collaboration System, 1995, for
 * a server that orders; Ressel, Nitsche-Ruhland, Gunzenhäuser: An Integrating, Transformation-Oriented
 * Approach to Concurrency Control and Undo in Group Editors, 1996, for TP1 and TP2; Sun, Jia, Zhang,
 * Yang, Chen: Achieving Convergence, Causality Preservation, and Intention Preservation in Real-Time
 * Cooperative Editing Systems, 1998, for intention.
 * @module
 */

import { type as ot } from "ot-text-unicode";
import type { TextEdit } from "../../schema/op.ts";
import { codePointLength, findUnsafe } from "../../schema/safe_text.ts";

/** The text after an edit. */
export function applyEdit(text: string, edit: TextEdit): string {
  return ot.apply(text, edit) as string;
}

/**
 * The one form of an edit: neighbours of a kind are one part, and no skip ends it. Convergence holds
 * of such edits alone: of two insertions in a row the library would put only the first one `left`.
 */
export function normalEdit(edit: TextEdit): TextEdit {
  // `normalize` writes into the parts that it is given.
  const parts = edit.map((part) =>
    typeof part === "object" ? { ...part } : part
  );
  return ot.normalize(parts) as TextEdit;
}

/** Two edits, the second of the text that the first one makes, as one. */
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

/**
 * The edit that takes a text back to what it was before `edit`. What was deleted comes back as new
 * letters: to those who have edits of the old ones, they are gone.
 */
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
  return normalEdit(inverse);
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
 * The library checks little of this, and says of nothing where it is.
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
    if (typeof part === "number" && typeof edit[i - 1] === "number") {
      return { message: "two skips in a row are one", path: `edit.${i}` };
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
