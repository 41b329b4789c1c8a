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

/** Writes a line for the operator. */
export function logToStderr(text: string): void {
  Deno.stderr.writeSync(
    new TextEncoder().encode(`inkroom: ${logLine(text)}\n`),
  );
}
