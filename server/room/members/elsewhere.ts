/**
 * Who is in a room by way of other servers (E21).
 *
 * Each server tells the whole list of its members again and again: what was lost on the way is
 * healed by the next one, and a server that is heard of no more takes its members along.
 *
 * @module
 */

import type { Member } from "../../../shared/schema/presence.ts";

/** Milliseconds between two tellings of the members. */
export const ROLL_MS = 2_000;
/** Milliseconds after which a server that did not tell its members is taken for gone. */
export const UNHEARD_MS = 6_000;

/** Who came and who went. */
export interface Change {
  readonly joined: readonly Member[];
  readonly left: readonly string[];
}

interface Roll {
  readonly heardAt: number;
  readonly members: ReadonlyMap<string, Member>;
}

/** The members by server. */
export class Elsewhere {
  readonly #rolls = new Map<string, Roll>();

  /** All members, server by server. */
  all(): Member[] {
    return [...this.#rolls.values()].flatMap(({ members }) => [
      ...members.values(),
    ]);
  }

  get size(): number {
    let size = 0;
    for (const { members } of this.#rolls.values()) size += members.size;
    return size;
  }

  has(memberId: string): boolean {
    return [...this.#rolls.values()].some(({ members }) =>
      members.has(memberId)
    );
  }

  /** A server tells who is there. */
  take(server: string, list: readonly Member[], at: number): Change {
    const before = this.#rolls.get(server)?.members ?? new Map();
    const members = new Map(list.map((member) => [member.memberId, member]));
    if (members.size === 0) this.#rolls.delete(server);
    else this.#rolls.set(server, { heardAt: at, members });
    return {
      joined: list.filter(({ memberId }) => !before.has(memberId)),
      left: [...before.keys()].filter((memberId) => !members.has(memberId)),
    };
  }

  /** Forgets the servers that were not heard of for long; gives those who are gone with them. */
  expire(at: number): string[] {
    const gone: string[] = [];
    for (const [server, { heardAt, members }] of this.#rolls) {
      // A clock that jumped back must not keep anybody here.
      if (Math.abs(at - heardAt) <= UNHEARD_MS) continue;
      this.#rolls.delete(server);
      gone.push(...members.keys());
    }
    return gone;
  }
}
