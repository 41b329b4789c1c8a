/** What a letter is worth: more at the start of a word, and right after the letter before it. */
const LETTER = 1, WORD_START = 4, TOGETHER = 4;
/** Of two texts that match alike, the shorter is meant: what each of its letters costs. */
const LENGTH = 0.01;

/**
 * How well a text matches what was typed: all letters of it are there, in their order. Spaces,
 * upper and lower case don't count.
 *
 * @returns `null` where a letter is missing; else the more the better.
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { fuzzyScore } from "./fuzzy.ts";
 *
 * assert(fuzzyScore("zf", "zoom-fit")! > fuzzyScore("zf", "zigzagleaf")!);
 * assertEquals(fuzzyScore("zx", "zoom-fit"), null);
 * ```
 */
export function fuzzyScore(typed: string, text: string): number | null {
  const wanted = typed.toLowerCase().replaceAll(" ", "");
  const letters = text.toLowerCase();
  // Of each letter: the best score when the last wanted letter so far is this one.
  let before = new Array<number>(letters.length).fill(0);
  for (let at = 0; at < wanted.length; at++) {
    const now = new Array<number>(letters.length).fill(-Infinity);
    let best = at === 0 ? 0 : -Infinity;
    for (let place = 0; place < letters.length; place++) {
      const adjacent = at > 0 && place > 0
        ? before[place - 1]! + TOGETHER
        : -Infinity;
      if (letters[place] === wanted[at]) {
        const worth = startsWord(letters, place) ? WORD_START : LETTER;
        now[place] = worth + Math.max(best, adjacent);
      }
      if (at > 0) best = Math.max(best, before[place]!);
    }
    before = now;
  }
  const score = Math.max(...before, wanted === "" ? 0 : -Infinity);
  return score === -Infinity ? null : score - LENGTH * letters.length;
}

function startsWord(letters: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(letters[place - 1]!);
}
