/**
 * Who is in the room, and what they are doing (P7, P8).
 *
 * @module
 */

import type { Member, MemberPresence } from "../../schema/presence.ts";

/** The members of a room, ourselves included, and the presence of the others. */
export class Roster {
  #members: readonly Member[] = [];
  #presences = new Map<string, MemberPresence>();
  #self: string | null = null;

  /** In the order in which they came. */
  get members(): readonly Member[] {
    return this.#members;
  }

  /** By memberId, without our own. A new map after each change. */
  get presences(): ReadonlyMap<string, MemberPresence> {
    return this.#presences;
  }

  /** Our own memberId; `null` before the first join. */
  get self(): string | null {
    return this.#self;
  }

  /** The room was joined: these are here, and nothing is known of what they do. */
  joined(self: string, members: readonly Member[]): void {
    this.#self = self;
    this.#members = members;
    this.#presences = new Map();
  }

  /** Some came, some went. `true` if that took away somebody's presence. */
  changed(joined: readonly Member[], left: readonly string[]): boolean {
    const gone = new Set([...left, ...joined.map(({ memberId }) => memberId)]);
    this.#members = [
      ...this.#members.filter(({ memberId }) => !gone.has(memberId)),
      ...joined,
    ];
    const before = this.#presences.size;
    this.#presences = new Map(
      [...this.#presences].filter(([memberId]) => !left.includes(memberId)),
    );
    return this.#presences.size < before;
  }

  /** What these do has changed. */
  present(presences: readonly MemberPresence[]): void {
    this.#presences = new Map(this.#presences);
    for (const presence of presences) {
      if (presence.memberId !== this.#self) {
        this.#presences.set(presence.memberId, presence);
      }
    }
  }

  /** The connection is gone, and with it all that is not logged. */
  disconnected(): void {
    this.#presences = new Map();
  }
}
