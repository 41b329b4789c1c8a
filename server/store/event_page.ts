/**
 * How much of a log is read at once.
 *
 * @module
 */

/**
 * The first rows, as many as fit into `maxSize`; one at least, so that reading goes on. No row is
 * asked for after the first that does not fit.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { pageOf } from "./event_page.ts";
 *
 * const sizeOf = (word: string) => word.length;
 * assertEquals(pageOf(["aa", "bb", "cc"], 5, sizeOf), ["aa", "bb"]);
 * assertEquals(pageOf(["aa", "bb", "cc"], 1, sizeOf), ["aa"]);
 * ```
 */
export function pageOf<T>(
  rows: Iterable<T>,
  maxSize: number,
  sizeOf: (row: T) => number,
): T[] {
  const page: T[] = [];
  let size = 0;
  for (const row of rows) {
    size += sizeOf(row);
    if (page.length > 0 && size > maxSize) break;
    page.push(row);
  }
  return page;
}
