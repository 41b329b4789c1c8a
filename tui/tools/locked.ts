/**
 * Locked shapes stay as they are until they are unlocked (E3: advice that this client heeds).
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";

/** What a user should be told who wants to change what is locked. */
export const LOCKED = "Locked: L unlocks it.";

/** Is a live shape locked? */
export function isLocked(document: Document, id: string): boolean {
  return document.shapes.get(id)?.shape.locked === true;
}

/** Shapes that may be changed. */
export function unlocked(
  document: Document,
  ids: readonly string[],
): readonly string[] {
  return ids.some((id) => isLocked(document, id))
    ? ids.filter((id) => !isLocked(document, id))
    : ids;
}
