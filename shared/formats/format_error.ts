/**
 * A drawing can't be read or written in a format, and why.
 *
 * @module
 */

import type { Parsed } from "../schema/json.ts";

/** What is wrong, where, and what to do: `Cannot read this JSON: shapes.3.radius: must be …`. */
export class FormatError extends Error {
  /** Tells it from other errors in a log. */
  override name = "FormatError";
}

/**
 * What was parsed.
 *
 * @param what is read, for the message: "this JSON".
 * @throws {FormatError} that names the place, if it could not be.
 */
export function orThrow<T>(what: string, parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  const place = parsed.path === "" ? "" : `${parsed.path}: `;
  throw new FormatError(`Cannot read ${what}: ${place}${parsed.message}`);
}
