/**
 * What a client puts on a message to find its answer again.
 *
 * @module
 */

import type { Ref } from "../room/room_message.ts";

/** The `ref` of a message that may be malformed in every other way. */
export function refIn(json: unknown): Ref {
  if (typeof json !== "object" || json === null) return undefined;
  const { ref } = json as { ref?: unknown };
  if (typeof ref === "string" && ref.length <= 64) return ref;
  return Number.isSafeInteger(ref) ? ref as number : undefined;
}
