/**
 * The language in which the painter writes, for tests: everything else is an error (R45).
 *
 * @module
 */

import { findUnsafe } from "../../../shared/schema/safe_text.ts";

const number = "(?:[1-9]\\d{0,3})?";
const color = "5;\\d{1,3}|2(?:;\\d{1,3}){3}";
const code =
  `(?:|[123479]|2[234579]|[34][0-79]|9[0-7]|10[0-7]|[34]8;(?:${color}))`;

/** Each sequence that the painter knows. */
const SEQUENCE = new RegExp(
  `^\\x1b\\[(?:${
    [
      `${number}(?:;${number})?H`, // place
      `${number}[A-G]`, // move
      "K", // erase to the end of the row
      `${code}(?:;${code})*m`, // style
      "\\?2026[hl]", // at once
      "5n", // ready?
    ].join("|")
  })`,
);
const CLEAR = "\x1b[m\x1b[H\x1b[2J";

/**
 * Reads bytes as a strict terminal would.
 *
 * @returns what is written between the sequences, or what is wrong and where.
 */
export function parse(
  bytes: Uint8Array,
  { first = false } = {},
): { readonly text: string } | { readonly error: string } {
  let rest = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
    .decode(bytes);
  let text = "";
  if (first) rest = rest.replace(CLEAR, "");
  while (rest !== "") {
    const end = rest.indexOf("\x1b");
    const plain = end < 0 ? rest : rest.slice(0, end);
    const unsafe = plain.includes("\n") ? { codePoint: 10 } : findUnsafe(plain);
    if (unsafe !== null) {
      return { error: `U+${unsafe.codePoint.toString(16)} in the output` };
    }
    text += plain;
    rest = rest.slice(plain.length);
    if (rest === "") break;
    const sequence = SEQUENCE.exec(rest)?.[0];
    if (sequence === undefined) {
      return { error: `unknown sequence ${JSON.stringify(rest.slice(0, 20))}` };
    }
    rest = rest.slice(sequence.length);
  }
  return { text };
}
