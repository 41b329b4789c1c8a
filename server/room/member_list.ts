/**
 * Who is in a room, and what each of them may still send (P8).
 *
 * @module
 */

import type { Limits } from "../../shared/schema/limits.ts";
import type { Member } from "../../shared/schema/presence.ts";
import { TokenBucket } from "./token_bucket.ts";

/** A connection in the room. */
export interface Seat {
  readonly member: Member;
  /** Hash of the client's secret id; `null` in the chat dialect. */
  readonly client: string | null;
  /** Made with the first transaction: that is when time is first known. */
  bucket: TokenBucket | null;
}

/** The members of a room by `memberId`, in the order of their coming. */
export class MemberList {
  readonly #limits: Limits;
  readonly #seats = new Map<string, Seat>();
  readonly #byClient = new Map<string, string>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

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

  add(member: Member, client: string | null): void {
    this.#seats.set(member.memberId, { member, client, bucket: null });
    if (client !== null) this.#byClient.set(client, member.memberId);
  }

  /** Removes a member; gives its seat back if there was one. */
  remove(memberId: string): Seat | undefined {
    const seat = this.#seats.get(memberId);
    this.#seats.delete(memberId);
    // The client may have come back on another connection before this one went.
    if (
      seat !== undefined && seat.client !== null &&
      this.#byClient.get(seat.client) === memberId
    ) {
      this.#byClient.delete(seat.client);
    }
    return seat;
  }

  /** Counts a transaction: 0 if it may pass, else the milliseconds to wait. */
  takeTx(memberId: string, at: number): number {
    const seat = this.#seats.get(memberId);
    if (seat === undefined) return 0;
    const { txPerSecond, txBurst } = this.#limits;
    seat.bucket ??= new TokenBucket({
      perSecond: txPerSecond,
      burst: txBurst,
    }, at);
    return seat.bucket.take(at);
  }
}
