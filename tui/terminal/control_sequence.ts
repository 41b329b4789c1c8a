/**
 * What terminals say in control sequences, `ESC [ … final`, and in `ESC O final`.
 *
 * @module
 */

import { decodeMouse } from "./mouse.ts";
import { keyToken, type Reply, type Token } from "./token.ts";

/** Keys of `ESC [ … final`: cursor and function keys, also with modifiers, also rxvt's. */
const CSI_KEY = new RegExp(
  `^(?:${
    [
      "(?:1;\\d{1,3})?[A-FHPQRSZ]",
      "[a-e]",
      "\\d{1,2}(?:;\\d{1,3})?~",
      "\\d{1,2}[$^]",
    ].join("|")
  })$`,
);
/** Keys of `ESC O final`. */
const SS3_KEY = /^(?:\d{1,2})?[A-FHP-Sa-e]$/;

/**
 * Reads a whole control sequence.
 *
 * @param parameters what stands between `ESC [` and the final character.
 * @returns `null` for what is not known, or was not asked for.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readControlSequence } from "./control_sequence.ts";
 *
 * assertEquals(readControlSequence("", "I"), { type: "focus", focused: true });
 * assertEquals(readControlSequence("97;5", "u"), null);
 * ```
 */
export function readControlSequence(
  parameters: string,
  final: string,
): Token | null {
  if (parameters.startsWith("<")) {
    const isReport = final === "M" || final === "m";
    return isReport ? decodeMouse(parameters.slice(1), final) : null;
  }
  if (parameters === "" && (final === "I" || final === "O")) {
    return { type: "focus", focused: final === "I" };
  }
  if (CSI_KEY.test(parameters + final)) {
    return keyToken(`\x1b[${parameters}${final}`);
  }
  const reply = readReply(parameters, final);
  return reply === null ? null : { type: "reply", reply };
}

/** Is that a key's `ESC O`, with what follows it in `body`? */
export function isSs3Key(body: string): boolean {
  return SS3_KEY.test(body);
}

function readReply(parameters: string, final: string): Reply | null {
  if (final === "c" && /^\?[\d;]*$/.test(parameters)) {
    return { kind: "attributes" };
  }
  // 3 says "malfunction"; it has worked off what came before all the same.
  if (final === "n" && /^[03]$/.test(parameters)) return { kind: "ready" };
  const mode = final === "y" && /^\?(\d{1,5});(\d)\$$/.exec(parameters);
  if (mode) {
    return { kind: "mode", mode: Number(mode[1]), state: Number(mode[2]) };
  }
  return null;
}
