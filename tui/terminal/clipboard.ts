/**
 * The clipboard of whoever sits at the terminal, however far away (OSC 52).
 *
 * @module
 */

import { encodeBase64 } from "@std/encoding";

/**
 * The sequence that asks a terminal to put a text on its user's clipboard. It is only ever written
 * on the user's own wish, never as a question (L12); no terminal tells whether it did so.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { clipboardSequence } from "./clipboard.ts";
 *
 * assertEquals(clipboardSequence("hi"), "\x1b]52;c;aGk=\x07");
 * ```
 */
export function clipboardSequence(text: string): string {
  return `\x1b]52;c;${encodeBase64(new TextEncoder().encode(text))}\x07`;
}
