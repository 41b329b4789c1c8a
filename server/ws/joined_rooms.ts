/**
 * The rooms that one connection is in.
 *
 * @module
 */

import type { Ref } from "../room/room_message.ts";
import type { Membership } from "./membership.ts";
import type { Link } from "./session.ts";
import type { WireRoomId } from "./voice.ts";

/** Rooms that one connection may be in at once. */
const MAX_ROOMS = 32;

/** Memberships by room. */
export class JoinedRooms {
  readonly #link: Link;
  readonly #onLeft: (membership: Membership) => void;
  readonly #memberships = new Map<string, Membership>();
  #hasEnded = false;

  /** @param onLeft called when the connection is about to leave a room. */
  constructor(link: Link, onLeft: (membership: Membership) => void = () => {}) {
    this.#link = link;
    this.#onLeft = onLeft;
  }

  /** Is the connection gone? Whoever waited for a room must not enter it any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** The membership in a room, if it was joined. */
  find(roomId: WireRoomId): Membership | undefined {
    return this.#memberships.get(String(roomId));
  }

  /** The membership in a room; that it was not joined is told. */
  of(roomId: WireRoomId, ref?: Ref): Membership | undefined {
    const membership = this.find(roomId);
    if (membership === undefined) {
      const message = notJoined(roomId);
      this.#link.complain({ code: "not_joined", message, roomId, ref });
    }
    return membership;
  }

  /** May the connection come into a room too? That it is in too many is told. */
  mayJoin(roomId: WireRoomId, ref?: Ref): boolean {
    if (this.find(roomId) !== undefined) return true;
    if (this.#memberships.size < MAX_ROOMS) return true;
    const message = `a connection can be in ${MAX_ROOMS} rooms, not in more`;
    this.#link.complain({ code: "limit", message, roomId, ref });
    return false;
  }

  /** The connection has come into a room. */
  add(membership: Membership): void {
    this.#memberships.set(membership.host.room.roomId, membership);
  }

  /** Leaves a room, unless it was left already. */
  leave(membership: Membership): void {
    const { roomId } = membership.host.room;
    if (this.#memberships.get(roomId) !== membership) return;
    this.#memberships.delete(roomId);
    this.#onLeft(membership);
    membership.host.leave(this.#link.memberId);
  }

  /** The reader takes more. */
  drained(): void {
    for (const membership of this.#memberships.values()) membership.drained();
  }

  /** The connection is gone: leaves all rooms. */
  end(): void {
    this.#hasEnded = true;
    for (const membership of this.#memberships.values()) this.leave(membership);
  }
}

/** What is said to somebody who must join a room first. */
export function notJoined(roomId: WireRoomId): string {
  return `join room ${roomId} first`;
}
