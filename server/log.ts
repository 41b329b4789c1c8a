/**
 * What an operator must know: one line each.
 *
 * @module
 */

import { findUnsafe } from "../shared/schema/safe_text.ts";

/**
 * Makes a line of anything: what could move a cursor or hide is shown by its number (L11).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { logLine } from "./log.ts";
 *
 * assertEquals(logLine("room \u001b[31m\nred"), "room \\u{1b}[31m\\u{a}red");
 * ```
 */
export function logLine(text: string): string {
  let line = "";
  for (const character of text) {
    const isPlain = character !== "\n" && findUnsafe(character) === null;
    line += isPlain
      ? character
      : `\\u{${character.codePointAt(0)!.toString(16)}}`;
  }
  return line;
}

/**
 * Writes a line for the operator. A log that can't be written, such as one on the disk that is
 * full, must not end the server that wants to tell of just that.
 *
 * @param out where it goes; tests hand in one that fails.
 */
export function logToStderr(
  text: string,
  out: Pick<typeof Deno.stderr, "writeSync"> = Deno.stderr,
): void {
  try {
    out.writeSync(new TextEncoder().encode(`inkroom: ${logLine(text)}\n`));
  } catch {
    // There is nobody left to tell.
  }
}
