/**
 * The word that was most likely meant, for somebody who mistyped; `null` where none comes near.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { similar } from "./similar.ts";
 *
 * assertEquals(similar("zoom-ni", ["zoom-in", "zoom-out"]), "zoom-in");
 * assertEquals(similar("xyz", ["zoom-in", "zoom-out"]), null);
 * ```
 */
export function similar(word: string, known: readonly string[]): string | null {
  const most = Math.max(2, Math.floor(word.length / 3));
  const near = known
    .map((other) => ({ other, edits: edits(word, other) }))
    .filter(({ edits, other }) => edits <= most && edits < other.length)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.other ?? null;
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
