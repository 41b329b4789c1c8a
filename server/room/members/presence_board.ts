/**
 * What the members of a room are doing: merged, the latest wins, told at a bounded rate (P7).
 *
 * @module
 */

import type { MemberPresence } from "../../../shared/schema/presence.ts";

/** Milliseconds between two tellings to `members` people: min(20, 400 / members) a second. */
export function presenceInterval(members: number): number {
  return 1_000 / Math.min(20, 400 / Math.max(1, members));
}

/** The latest presence of each member, and who has changed since the last telling. */
export class PresenceBoard {
  readonly #latest = new Map<string, MemberPresence>();
  readonly #changed = new Set<string>();
  #toldAt = -Infinity;
  #waking = false;

  /** Everybody's presence, for one who comes in. */
  all(): MemberPresence[] {
    return [...this.#latest.values()];
  }

  /** Does it say something else than what is known? */
  isNew(presence: MemberPresence): boolean {
    const known = this.#latest.get(presence.memberId);
    return known === undefined ||
      JSON.stringify(known) !== JSON.stringify(presence);
  }

  /** Notes what a member does; says when to tell it, or `null` if that is arranged already. */
  note(presence: MemberPresence, at: number, members: number): number | null {
    this.#latest.set(presence.memberId, presence);
    this.#changed.add(presence.memberId);
    if (this.#waking) return null;
    this.#waking = true;
    // After a clock's jump back the wait must not become longer than one interval.
    const interval = presenceInterval(members);
    return Math.min(interval, Math.max(0, this.#toldAt + interval - at));
  }

  /** The presences that changed since the last call. */
  take(at: number): MemberPresence[] {
    this.#waking = false;
    this.#toldAt = at;
    const changed = [...this.#changed].map((id) => this.#latest.get(id)!);
    this.#changed.clear();
    return changed;
  }

  /** Forgets a member: its presence is gone when its connection is. */
  remove(memberId: string): void {
    this.#latest.delete(memberId);
    this.#changed.delete(memberId);
  }
}
