/**
 * Who is here, what they do, and what they are told of us (P7, P8).
 *
 * @module
 */

import type { Limits } from "../../schema/limits.ts";
import type { Member, MemberPresence } from "../../schema/presence.ts";
import type { Emitter } from "../emitter.ts";
import type { PresenceSender } from "./presence_sender.ts";
import type { RoomClientEvents } from "../room_client_events.ts";
import { Roster } from "./roster.ts";

/** The members of the room, and our presence among them. */
export class Company {
  readonly roster: Roster = new Roster();
  /** Tells the others of us: less often in a crowd. */
  readonly sender: PresenceSender;
  readonly #events: Emitter<RoomClientEvents>;
  #perSecond = 1;

  constructor(sender: PresenceSender, events: Emitter<RoomClientEvents>) {
    this.sender = sender;
    this.#events = events;
  }

  /** The room was joined: these are here, and know nothing of us yet. */
  joined(
    self: string,
    members: readonly Member[],
    { presencePerSecond }: Pick<Limits, "presencePerSecond">,
  ): void {
    this.#perSecond = presencePerSecond;
    this.roster.joined(self, members);
    this.#pace();
    this.sender.joined();
  }

  /** Some came, some went. */
  changed(joined: readonly Member[], left: readonly string[]): void {
    const isPresenceChanged = this.roster.changed(joined, left);
    this.#pace();
    this.#events.emit("members", this.roster.members);
    if (isPresenceChanged) this.tellPresence();
  }

  /** What these do has changed. */
  present(members: readonly MemberPresence[]): void {
    this.roster.present(members);
    this.tellPresence();
  }

  /** Tells who listens what the others do. */
  tellPresence(): void {
    this.#events.emit("presence", this.roster.presences);
  }

  #pace(): void {
    this.sender.pace(this.#perSecond, this.roster.members.length);
  }
}
