/**
 * Locked shapes stay as they are until they are unlocked (E3: advice that this client heeds).
 *
 * @module
 */

import type { Document } from "../../../shared/document/document.ts";

/** What a user should be told who wants to change what is locked; keys differ by key map. */
export const LOCKED = "Locked: the command :lock unlocks it.";

/** Is a live shape locked? */
export function isLocked(document: Document, id: string): boolean {
  return document.shapes.get(id)?.shape.locked === true;
}

/** What was found last of each list of ids: hints ask again with every frame. */
const known = new WeakMap<
  readonly string[],
  { readonly document: Document; readonly open: readonly string[] }
>();

/** Shapes that may be changed: the same list, if none is locked. */
export function unlocked(
  document: Document,
  ids: readonly string[],
): readonly string[] {
  const before = known.get(ids);
  if (before?.document === document) return before.open;
  const open = ids.some((id) => isLocked(document, id))
    ? ids.filter((id) => !isLocked(document, id))
    : ids;
  known.set(ids, { document, open });
  return open;
}
