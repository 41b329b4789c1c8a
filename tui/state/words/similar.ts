/**
 * The word that was most likely meant, for somebody who mistyped; `null` where none comes near.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { similar } from "./similar.ts";
 *
 * assertEquals(similar("zoom-ni", ["zoom-in", "zoom-out"]), "zoom-in");
 * assertEquals(similar("zoom", ["hand", "zoom-out"]), "zoom-out");
 * assertEquals(similar("xyz", ["zoom-in", "zoom-out"]), null);
 * ```
 */
export function similar(word: string, known: readonly string[]): string | null {
  // Of three letters, one may be wrong: else any word would be like any other.
  const most = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const near = known
    .map((other) => ({ other, edits: edits(word, other) }))
    .filter(({ edits, other }) => edits <= most && edits < other.length)
    .sort((a, b) => a.edits - b.edits);
  const part = known.find((other) => other.split("-").includes(word));
  return near[0]?.other ?? part ?? null;
}

/** Levenshtein's distance: letters to put in, take out or replace. */
function edits(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! +
        Number(a[row - 1] !== b[column - 1]);
      line.push(Math.min(replaced, above[column]! + 1, line[column - 1]! + 1));
    }
    above = line;
  }
  return above[b.length]!;
}
