/**
 * What a server says over HTTP that does not do what it is asked.
 *
 * @module
 */

/** Characters of a refusal that are worth telling. */
const MOST = 400;

/**
 * Why a server refuses, for a person: inkroom's own words are a line of plain text. Of anybody
 * else, such as a proxy before a server that is down, only the status is told, and not a page of
 * theirs.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { refusalOf } from "./refusal.ts";
 *
 * assertEquals(refusalOf(429, "text/plain; charset=utf-8", "too fast\n"), "too fast");
 * assertEquals(refusalOf(502, "text/html", "<html>…"), "502, and not in inkroom's words");
 * ```
 */
export function refusalOf(
  status: number,
  type: string | null | undefined,
  text: string,
): string {
  const words = text.trim();
  const isOurs = type?.startsWith("text/plain") && /^.+$/.test(words);
  return isOurs
    ? words.slice(0, MOST)
    : `${status}, and not in inkroom's words`;
}
