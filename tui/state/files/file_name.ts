/**
 * Names of files: of files in one folder, never of places elsewhere.
 *
 * @module
 */

import { utf8Length } from "../../../shared/schema/utf8.ts";
import { withoutUnsafe } from "../../../shared/schema/safe_text.ts";

/** Bytes of a name at most: file systems take 255, of which the unfinished file needs some. */
const MAX_BYTES = 200;

/**
 * What is wrong with the name of a file; `null` if nothing is.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nameProblem } from "./file_name.ts";
 *
 * assertEquals(nameProblem("plan.svg"), null);
 * assertEquals(nameProblem("../plan.svg"), "a name has no / in it, files are in one folder");
 * ```
 */
export function nameProblem(name: string): string | null {
  if (name === "") return "name a file";
  if (/[/\\]/.test(name)) {
    const sign = name.includes("/") ? "/" : "\\";
    return `a name has no ${sign} in it, files are in one folder`;
  }
  if (name.startsWith(".")) return "a name must not begin with a dot";
  if (name.includes("\n") || withoutUnsafe(name).removed > 0) {
    return "there are invisible characters in that name";
  }
  return utf8Length(name) > MAX_BYTES ? "that name is too long" : null;
}

/** What stands behind the last dot of a name, in small letters; empty if there is none. */
export function endingOf(name: string): string {
  return /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
