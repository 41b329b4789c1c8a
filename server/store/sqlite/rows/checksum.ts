/**
 * The check that a stored row is what was written (E24): SQLite's own checks let a flipped byte
 * of a payload pass.
 *
 * @module
 */

import { crc32 } from "node:zlib";

/**
 * CRC-32 over the columns of a row, in their order; `null` and the empty text differ.
 *
 * @example
 * ```ts
 * import { assertNotEquals } from "@std/assert";
 * import { checksum } from "./checksum.ts";
 *
 * assertNotEquals(checksum(["lobby", 1, null]), checksum(["lobby", 1, ""]));
 * ```
 */
export function checksum(columns: readonly (string | number | null)[]): number {
  let text = "";
  for (const column of columns) {
    // Separators that no id or JSON text holds, so that a shifted border is seen.
    text += column === null ? "\x00\x1f" : `${column}\x1f`;
  }
  return crc32(text);
}
