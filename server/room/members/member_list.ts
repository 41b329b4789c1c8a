/**
 * Who is in a room (P8).
 *
 * @module
 */

import type { Member } from "../../../shared/schema/presence.ts";

/** A connection in the room. */
export interface Seat {
  readonly member: Member;
  /** Hash of the client's secret id; `null` in the chat dialect. */
  readonly client: string | null;
}

/** The members of a room by `memberId`, in the order of their coming. */
export class MemberList {
  readonly #seats = new Map<string, Seat>();
  readonly #active = new Set<string>();
  readonly #byClient = new Map<string, string>();

  get size(): number {
    return this.#seats.size;
  }

  /** All members, in the order of their coming. */
  all(): Member[] {
    return [...this.#seats.values()].map((seat) => seat.member);
  }

  has(memberId: string): boolean {
    return this.#seats.has(memberId);
  }

  get(memberId: string): Member | undefined {
    return this.#seats.get(memberId)?.member;
  }

  /** Where the client is by now: its newest connection in the room. */
  seatOf(client: string): string | undefined {
    return this.#byClient.get(client);
  }

  /**
   * A member takes part, by drawing or saying something.
   *
   * @returns the member if this is the first time; `undefined` if not, or if they are not here.
   */
  noteActive(memberId: string): Member | undefined {
    if (this.#active.has(memberId)) return undefined;
    const member = this.get(memberId);
    if (member !== undefined) this.#active.add(memberId);
    return member;
  }

  /** The clients of some people. */
  clientsOf(userIds: ReadonlySet<string>): string[] {
    return [...this.#byClient].flatMap(([client, memberId]) =>
      userIds.has(this.#seats.get(memberId)!.member.userId) ? [client] : []
    );
  }

  add(member: Member, client: string | null): void {
    this.#seats.set(member.memberId, { member, client });
    if (client !== null) this.#byClient.set(client, member.memberId);
  }

  /** Removes a member; gives its seat back if there was one. */
  remove(memberId: string): Seat | undefined {
    const seat = this.#seats.get(memberId);
    this.#seats.delete(memberId);
    this.#active.delete(memberId);
    // The client may have come back on another connection before this one went.
    if (
      seat !== undefined && seat.client !== null &&
      this.#byClient.get(seat.client) === memberId
    ) {
      this.#byClient.delete(seat.client);
    }
    return seat;
  }
}
