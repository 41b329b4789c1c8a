/**
 * Runs a room: carries out its effects on the store and on its members.
 *
 * @module
 */

import { type ClientState, DamagedError, type Store } from "../store/store.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Member } from "../../shared/schema/presence.ts";
import type { Clock } from "./clock.ts";
import { EventOutlet } from "./event_outlet.ts";
import type { Committer } from "./committer.ts";
import type { Room } from "./room.ts";
import type { RoomEffect, RoomInput } from "./room_message.ts";
import { performOnStore, type StoreEffect } from "./room_io.ts";
import { type Notice, SharedNotice } from "./shared_notice.ts";

/** An answer on its way to a member. */
export type AnswerEffect = Extract<RoomEffect, { type: "answer" }>;

/** A member's connection, as the room sees it. */
export interface Subscriber {
  answer(answer: AnswerEffect): void;
  tell(notice: SharedNotice): void;
  /** The room can't go on; the member is out of it. */
  closed(reason: string): void;
}

/** What a host works with. */
export interface HostOptions {
  readonly room: Room;
  readonly epoch: string;
  readonly store: Store;
  readonly committer: Committer;
  readonly clock: Clock;
  /** Tells the operator. */
  readonly log: (line: string) => void;
  /** The room is damaged and must not be used any more. */
  readonly onDamaged: (message: string) => void;
  /** The room went wrong inside: what is in memory must not be used any more. */
  readonly onBroken: (message: string) => void;
}

/** A room that is loaded, with the connections that are in it. */
export class RoomHost {
  readonly room: Room;
  readonly epoch: string;
  readonly #options: HostOptions;
  readonly #subscribers = new Map<string, Subscriber>();
  readonly #outlet: EventOutlet;
  readonly #wakes = new Set<() => void>();
  #busy = 0;
  #closed = false;
  #onSettled: (() => void)[] = [];
  #usedAt: number;

  constructor(options: HostOptions) {
    this.#options = options;
    this.room = options.room;
    this.epoch = options.epoch;
    this.#usedAt = options.clock.now();
    this.#outlet = new EventOutlet(options.clock, (entries) => {
      this.#tellAll({ type: "committed", entries });
      this.#noteIdle();
    });
  }

  /** Is nothing under way, neither in the room nor on the disk? */
  get idle(): boolean {
    return this.#busy === 0 && this.room.idle && this.#outlet.isEmpty;
  }

  /** Since when nobody has needed the room, in milliseconds since 1970; `null`: it is needed. */
  get unusedSince(): number | null {
    return this.idle && this.#subscribers.size === 0 ? this.#usedAt : null;
  }

  /** Notes that somebody looked at the room. */
  touch(): void {
    this.#usedAt = this.#options.clock.now();
  }

  /** What the store remembers of a client: to be known before it comes in. */
  readClient(client: string): Promise<ClientState> {
    return this.#whileBusy(() =>
      this.#options.store.readClient(this.room.roomId, client)
    );
  }

  /**
   * A connection comes in. From here on it is told of everything that is committed after
   * `room.document`, and of nothing before.
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
    this.#subscribers.set(member.memberId, subscriber);
  }

  /** A connection goes. */
  leave(memberId: string): void {
    this.touch();
    if (!this.#subscribers.delete(memberId)) return;
    this.send({ type: "leave", memberId });
  }

  /** Past events, ascending (P9). */
  readAfter(after: number, limit: number): Promise<RoomEvent[]> {
    return this.#whileBusy(() =>
      this.#options.store.readAfter(this.room.roomId, after, limit)
    );
  }

  /** Keeps a line of chat and tells it (P10). */
  async say(
    from: Member,
    line: { text: string; client: string; nonce: string },
  ): Promise<void> {
    const { userId, name, memberId } = from;
    const at = this.#options.clock.now();
    const said = await this.#whileBusy(() =>
      this.#options.store.say(this.room.roomId, { ...line, userId, name, at })
    );
    this.send({
      type: "said",
      line: said.line,
      repeatedTo: said.repeated ? memberId : null,
    });
  }

  /** Tells the room something, and does what it asks for. */
  send(input: RoomInput): void {
    if (this.#closed) return;
    try {
      for (const effect of this.room.handle(input)) this.#perform(effect);
    } catch (error) {
      this.#options.onBroken(messageOf(error));
    }
    this.#noteIdle();
  }

  /** Sends out the events that were held back to be sent together. */
  flush(): void {
    this.#outlet.flush();
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    if (this.idle) return Promise.resolve();
    return new Promise((resolve) => this.#onSettled.push(resolve));
  }

  /** Ends the room: its members are told why. */
  close(reason: string): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    for (const cancel of this.#wakes) cancel();
    const subscribers = [...this.#subscribers.values()];
    this.#subscribers.clear();
    for (const subscriber of subscribers) subscriber.closed(reason);
  }

  #noteIdle(): void {
    if (this.#onSettled.length === 0 || !this.idle) return;
    const waiting = this.#onSettled;
    this.#onSettled = [];
    for (const resolve of waiting) resolve();
  }

  #perform(effect: RoomEffect): void {
    switch (effect.type) {
      case "append":
      case "read_after":
      case "read_back":
      case "read_client":
      case "read_removed":
        return this.#askStore(effect);
      case "wake":
        return this.#wakeAfter(effect.afterMs);
      case "answer":
        return this.#guard(() =>
          this.#subscribers.get(effect.memberId)?.answer(effect)
        );
      case "committed":
        return this.#outlet.add(effect.entries);
      case "said":
        if (effect.to !== null) {
          const to = this.#subscribers.get(effect.to);
          return this.#guard(() => to?.tell(new SharedNotice(effect)));
        }
        return this.#tellAll(effect);
      case "members":
      case "presence":
        return this.#tellAll(effect);
      case "fault":
        return this.#log(effect.message);
    }
  }

  #wakeAfter(ms: number): void {
    const { clock } = this.#options;
    const cancel = clock.after(ms, () => {
      this.#wakes.delete(cancel);
      this.send({ type: "wake", at: clock.now() });
    });
    this.#wakes.add(cancel);
  }

  #tellAll(notice: Notice): void {
    const shared = new SharedNotice(notice);
    for (const subscriber of this.#subscribers.values()) {
      this.#guard(() => subscriber.tell(shared));
    }
  }

  // One member's trouble is not another's.
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#log(messageOf(error));
    }
  }

  /** Has the store do something, and tells the room what came of it. */
  #askStore(effect: StoreEffect): void {
    const { store, committer, clock, log } = this.#options;
    const { roomId } = this.room;
    const now = () => clock.now();
    this.#whileBusy(() =>
      performOnStore(effect, { roomId, store, committer, now, log })
    ).then((input) => this.send(input), (error) => {
      if (error instanceof DamagedError) {
        return this.#options.onDamaged(error.message);
      }
      this.#log(messageOf(error));
      this.send({ type: "read_failed" });
    });
  }

  #log(message: string): void {
    this.#options.log(`room ${this.room.roomId}: ${message}`);
  }

  async #whileBusy<T>(work: () => Promise<T>): Promise<T> {
    this.#busy++;
    try {
      return await work();
    } finally {
      this.#busy--;
      this.#noteIdle();
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
