/**
 * How long ago the others did something: cursors of those who rest fade, and then go (T11).
 *
 * @module
 */

import type { MemberPresence } from "../../../shared/schema/presence.ts";
import type { Model } from "../model.ts";

/** How somebody's cursor is shown: as it is, dim, or not at all. */
export type Liveliness = "active" | "idle" | "away";

/** When somebody last did something. */
export interface Stirring {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly liveliness: Liveliness;
}

/** Who did nothing for so long is idle, or away; in milliseconds. */
const IDLE_MS = 10_000, AWAY_MS = 60_000;

/** With what the others do now. */
export function withPresences(
  model: Model,
  presences: Model["presences"],
  now: number,
): Model {
  const stirrings = new Map<string, Stirring>();
  for (const [memberId, presence] of presences) {
    const before = model.presences.get(memberId);
    const known = model.stirrings.get(memberId);
    const isSame = before !== undefined && known !== undefined &&
      doing(before) === doing(presence);
    stirrings.set(memberId, isSame ? known : { at: now, liveliness: "active" });
  }
  return { ...model, presences, stirrings };
}

/** What somebody does with their own hands: who follows others sees other places without that. */
function doing({ cursor, tool, selection, preview }: MemberPresence): string {
  return JSON.stringify([cursor, tool, selection, preview]);
}

/** As time goes by. */
export function withRest(model: Model, now: number): Model {
  const changed = [...model.stirrings].filter(([, { at, liveliness }]) =>
    livelinessAt(now - at) !== liveliness
  );
  if (changed.length === 0) return model;
  const stirrings = new Map(model.stirrings);
  for (const [memberId, { at }] of changed) {
    stirrings.set(memberId, { at, liveliness: livelinessAt(now - at) });
  }
  return { ...model, stirrings };
}

function livelinessAt(rested: number): Liveliness {
  if (rested < IDLE_MS) return "active";
  return rested < AWAY_MS ? "idle" : "away";
}

/** When somebody's cursor fades or goes next; `null` if none does. */
export function nextRest({ stirrings }: Model): number | null {
  let next: number | null = null;
  for (const { at, liveliness } of stirrings.values()) {
    if (liveliness === "away") continue;
    const end = at + (liveliness === "active" ? IDLE_MS : AWAY_MS);
    next = next === null ? end : Math.min(next, end);
  }
  return next;
}
