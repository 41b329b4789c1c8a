/**
 * Who is told of on the screen, and known by no name (P29).
 *
 * @module
 */

import type { Model } from "../model.ts";

/** The `userId`s of those whose name would have to be asked for, each once. */
export function strangersIn(
  { past, panel, conflicts, people }: Model,
): string[] {
  const ids = new Set<string>();
  const note = (userId: string | null | undefined) => {
    // What is ours before the server has said who we are is nobody's.
    if (userId && !people.has(userId)) ids.add(userId);
  };
  note(past?.shown?.moment.event?.userId);
  for (const { author } of past?.timeline ?? []) note(author);
  for (const { userId } of conflicts) note(userId);
  if (panel?.kind === "blame") {
    note(panel.shape.createdBy);
    const { found } = panel;
    if (found !== null && "deeds" in found) {
      for (const { userId } of found.deeds) note(userId);
    }
  }
  return [...ids];
}
