/**
 * Runs a room: carries out its effects on the store and on its members.
 *
 * @module
 */

import type { Bus, RoomMessage } from "../bus/bus.ts";
import type { Document } from "../../shared/document/document.ts";
import type { Member } from "../../shared/schema/presence.ts";
import type { ClientState, Store } from "../store/store.ts";
import { Activity } from "./activity.ts";
import { Alarms } from "./alarms.ts";
import {
  Audience,
  type Follower,
  type Subscriber,
} from "./members/audience.ts";
import type { Clock } from "./clock.ts";
import type { Committer } from "./committer.ts";
import { EventOutlet } from "./members/event_outlet.ts";
import { HeadWaiters } from "./log/head_waiters.ts";
import { Inbox } from "./deciding/inbox.ts";
import type { Room } from "./room.ts";
import { RoomClosedError } from "./room_closed_error.ts";
import { RoomReader } from "./room_reader.ts";
import { type SpokenLine, StoreErrands } from "./log/store_errands.ts";
import { unavailable } from "./log/trouble.ts";
import type {
  Entry,
  Outcome,
  RoomEffect,
  RoomInput,
  Submission,
} from "./room_message.ts";

/** What a host works with. */
export interface HostOptions {
  readonly room: Room;
  /** The room as it was a moment ago, of which some were told already; `null`: of none. */
  readonly base?: Document | null;
  readonly epoch: string;
  readonly store: Store;
  readonly committer: Committer;
  readonly clock: Clock;
  /** Tells the operator. */
  readonly log: (line: string) => void;
  /** Is told of everything that is committed, before the members are. */
  readonly onCommitted?: (entries: readonly Entry[]) => void;
  /** Tells the other servers (E21). */
  readonly bus?: Bus | undefined;
  /** The room is damaged and must not be used any more. */
  readonly onDamaged: (message: string) => void;
  /** The room went wrong inside: what is in memory must not be used any more. */
  readonly onBroken: (message: string) => void;
}

/** A room that is loaded, with the connections that are in it. */
export class RoomHost {
  readonly room: Room;
  readonly epoch: string;
  /** Looks at the room, as it is and as it was. */
  readonly reader: RoomReader;
  readonly #options: HostOptions;
  readonly #audience: Audience;
  readonly #outlet: EventOutlet;
  readonly #activity: Activity;
  readonly #errands: StoreErrands;
  readonly #alarms: Alarms;
  readonly #waiters = new HeadWaiters();
  readonly #inbox: Inbox;
  readonly #leaveBus: () => void;
  readonly #loadedAt: number;
  #base: Document | null;
  #closed = false;
  #usedAt: number;

  constructor(options: HostOptions) {
    const { room, epoch, clock } = options;
    this.#options = options;
    this.room = room;
    this.epoch = epoch;
    this.#base = options.base ?? null;
    this.#loadedAt = this.#usedAt = clock.now();
    this.#audience = new Audience((message) => this.#log(message));
    this.#outlet = new EventOutlet(clock, (entries) => {
      this.#audience.tellAll({ type: "committed", entries });
      this.#activity.note();
    });
    this.#inbox = new Inbox(
      options.committer,
      (submissions) => this.#handle({ type: "txs", submissions }),
    );
    this.#activity = new Activity(() =>
      this.room.idle && this.#inbox.isEmpty && this.#outlet.isEmpty
    );
    this.#alarms = new Alarms(
      clock,
      () => this.send({ type: "wake", at: clock.now() }),
    );
    this.reader = new RoomReader({
      ...options,
      activity: this.#activity,
      catchUp: (head) => this.#catchUp(head),
    });
    this.#errands = new StoreErrands({
      ...options,
      activity: this.#activity,
      readers: () => this.#audience.size,
      send: (input) => this.send(input),
    });
    this.#leaveBus = options.bus?.subscribe(
      room.roomId,
      (message) => this.hear(message),
    ) ?? (() => {});
    options.bus?.publish({ type: "who", roomId: room.roomId });
  }

  /** The room as its snapshot had it, for those who were told of that while it was loaded (P3). */
  get base(): Document | null {
    return this.#base;
  }

  /** Keeps that no longer than so many milliseconds after the loading. */
  forgetBase(afterMs: number): void {
    const age = Math.abs(this.#options.clock.now() - this.#loadedAt);
    if (age >= afterMs) this.#base = null;
  }

  /** Is nothing under way, neither in the room nor on the disk? */
  get idle(): boolean {
    return this.#activity.idle;
  }

  /** Since when nobody has needed the room, in milliseconds since 1970; `null`: it is needed. */
  get unusedSince(): number | null {
    return this.idle && this.#audience.isEmpty ? this.#usedAt : null;
  }

  /** Has the room ended? Whoever wants to come in has to open it again. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Those who follow its events without being members. */
  get followers(): number {
    return this.#audience.followers;
  }

  /** Notes that somebody looked at the room. */
  touch(): void {
    this.#usedAt = this.#options.clock.now();
  }

  /**
   * What the store remembers of a client: to be known before it comes in. The room then holds
   * everything that this client ever had an answer to, from whichever server (E21).
   */
  async readClient(client: string): Promise<ClientState> {
    const state = await this.#activity.during(() =>
      this.#options.store.readClient(this.room.roomId, client)
    );
    await this.reader.refresh();
    return state;
  }

  /**
   * A connection comes in. From here on it is told of everything that is committed after
   * `room.document`, and of nothing before.
   *
   * @throws {RoomClosedError} if the room has ended, be it while the connection was on its way:
   * it is to be opened again.
   */
  enter(
    subscriber: Subscriber,
    member: Member,
    client: { hash: string; state: ClientState } | null,
  ): void {
    this.flush();
    this.send({
      type: "join",
      member,
      client: client?.hash ?? null,
      state: client?.state ?? null,
    });
    // Nobody would ever tell it anything.
    if (this.#closed) {
      throw new RoomClosedError(
        `room ${this.room.roomId} has ended meanwhile; join it again`,
      );
    }
    this.#audience.enter(member.memberId, subscriber);
  }

  /** A connection goes. */
  leave(memberId: string): void {
    this.touch();
    if (this.#audience.leave(memberId)) this.send({ type: "leave", memberId });
  }

  /** Tells of every event after `room.document`, until the result is called (P22). */
  follow(follower: Follower): () => void {
    if (this.#closed) {
      follower.closed("the room was put away");
      return () => {};
    }
    this.flush();
    const end = this.#audience.follow(follower);
    return () => {
      this.touch();
      end();
    };
  }

  /** Takes a transaction of one who is no member (P25); nobody else has its `memberId`. */
  submit(submission: Submission): Promise<Outcome> {
    if (this.#closed) {
      const body = unavailable("it was put away meanwhile");
      return Promise.resolve({ type: "nack", body });
    }
    const outcome = this.#audience.outcomeOf(submission);
    this.take(submission);
    return outcome;
  }

  /** Somebody who draws without being a member says how they are called (P25, P29). */
  introduce(userId: string, name: string): Promise<void> {
    return this.#errands.introduce(userId, name);
  }

  /** Keeps a line of chat and tells it (P10). */
  say(from: Member, line: SpokenLine): Promise<void> {
    return this.#errands.say(from, line);
  }

  /** Another server tells something of this room (E21). */
  hear(message: RoomMessage): void {
    const at = this.#options.clock.now();
    switch (message.type) {
      case "head":
        return this.send({ type: "head_hint", head: message.head });
      case "chat":
        return this.send({ type: "chat_hint", lastId: message.lastId });
      case "members": {
        const { server, members } = message;
        return this.send({ type: "members_elsewhere", server, members, at });
      }
      case "presence": {
        const { members } = message;
        return this.send({ type: "presence_elsewhere", members, at });
      }
      case "who":
        return this.send({ type: "roll_call", at });
    }
  }

  /** Tells other servers who is here, and forgets those that are heard of no more (E21). */
  callRoll(): void {
    if (this.#options.bus === undefined) return;
    this.send({ type: "roll_call", at: this.#options.clock.now() });
  }

  /** Takes a member's transaction: it is decided just before the next commit. */
  take(submission: Submission): void {
    if (this.#closed) return;
    this.#inbox.add(this.room.received(submission));
  }

  /** Tells the room something, and does what it asks for. */
  send(input: RoomInput): void {
    // Who goes does so after what they sent.
    if (input.type === "leave") this.#inbox.release();
    this.#handle(input);
  }

  #handle(input: RoomInput): void {
    if (this.#closed) return;
    try {
      for (const effect of this.room.handle(input)) this.#perform(effect);
    } catch (error) {
      this.#options.onBroken(messageOf(error));
    }
    // Commits of this server come at a pace already.
    if (input.type === "appended") this.#outlet.flush();
    else this.#outlet.flushSoon();
    this.#noteCaughtUp();
    this.#activity.note();
  }

  /** Sends out the events that were held back to be sent together. */
  flush(): void {
    this.#outlet.flush();
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    return this.#activity.settled();
  }

  /** Ends the room: its members are told why. */
  close(reason: string): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    this.#tellMembers([]);
    this.#leaveBus();
    this.#alarms.cancel();
    this.#noteCaughtUp();
    this.#audience.close(reason);
  }

  async #catchUp(head: number): Promise<void> {
    if (this.#closed || head <= this.room.document.seq) return;
    const caughtUp = this.#waiters.until(head);
    this.send({ type: "head_hint", head });
    await caughtUp;
  }

  // A hint may have been wrong: nobody waits longer than the room itself does.
  #noteCaughtUp(): void {
    const isOver = this.#closed || this.room.idle;
    this.#waiters.note(this.room.document.seq, isOver);
  }

  #perform(effect: RoomEffect): void {
    switch (effect.type) {
      case "append":
      case "read_after":
      case "read_back":
      case "read_client":
      case "read_chat":
      case "read_removed":
        return this.#errands.run(effect);
      case "wake":
        return this.#alarms.after(effect.afterMs);
      case "answer":
        return this.#audience.answer(effect);
      case "committed":
        this.#options.onCommitted?.(effect.entries);
        return this.#outlet.add(effect.entries);
      case "said":
        return effect.to === null
          ? this.#audience.tellAll(effect)
          : this.#audience.tell(effect.to, effect);
      case "members":
      case "presence":
        return this.#audience.tellAll(effect);
      case "tell_members":
        return this.#tellMembers(effect.members);
      case "tell_presence": {
        const { roomId } = this.room;
        const members = [...effect.members];
        return this.#options.bus?.publish({
          type: "presence",
          roomId,
          members,
        });
      }
      case "remember":
        return this.#errands.remember(effect.person);
      case "fault":
        return this.#log(effect.message);
    }
  }

  #tellMembers(list: readonly Member[]): void {
    const { bus } = this.#options;
    if (bus === undefined) return;
    const { server } = bus;
    const { roomId } = this.room;
    bus.publish({ type: "members", roomId, server, members: [...list] });
  }

  #log(message: string): void {
    this.#options.log(`room ${this.room.roomId}: ${message}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
