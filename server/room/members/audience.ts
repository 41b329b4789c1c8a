/**
 * Everybody who hears of a room: its members, those who follow its events, and those who handed
 * in a transaction without being members.
 *
 * @module
 */

import type {
  Entry,
  Outcome,
  RoomEffect,
  Submission,
} from "../room_message.ts";
import { type Notice, SharedNotice } from "./shared_notice.ts";
import { unavailable } from "../log/trouble.ts";

/** An answer on its way to a member. */
export type AnswerEffect = Extract<RoomEffect, { type: "answer" }>;

/** A member's connection, as the room sees it. */
export interface Subscriber {
  answer(answer: AnswerEffect): void;
  tell(notice: SharedNotice): void;
  /** The room can't go on; the member is out of it. */
  closed(reason: string): void;
}

/** One who hears of every event, and is no member. */
export interface Follower {
  committed(entries: readonly Entry[]): void;
  /** The room can't go on. */
  closed(reason: string): void;
}

/** Tells people things; one's trouble is not another's. */
export class Audience {
  readonly #log: (message: string) => void;
  readonly #subscribers = new Map<string, Subscriber>();
  readonly #followers = new Set<Follower>();
  readonly #awaited = new Map<string, (outcome: Outcome) => void>();

  /** @param log tells the operator. */
  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  /** Does nobody listen? */
  get isEmpty(): boolean {
    return this.size + this.#awaited.size === 0;
  }

  /** Those who are told of every event. */
  get size(): number {
    return this.#subscribers.size + this.#followers.size;
  }

  /** Those who follow without being members. */
  get followers(): number {
    return this.#followers.size;
  }

  /** A member's connection is to be told from now on. */
  enter(memberId: string, subscriber: Subscriber): void {
    this.#subscribers.set(memberId, subscriber);
  }

  /** A member's connection goes; `false` if it was not there. */
  leave(memberId: string): boolean {
    return this.#subscribers.delete(memberId);
  }

  /** Somebody wants to hear of every event; the result ends that. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Resolves with what becomes of a submission whose sender is no member. */
  outcomeOf({ memberId }: Submission): Promise<Outcome> {
    return new Promise((resolve) => this.#awaited.set(memberId, resolve));
  }

  /** Gives an answer to whom it is for, if they are still there. */
  answer(answer: AnswerEffect): void {
    const awaited = this.#awaited.get(answer.memberId);
    if (awaited !== undefined) {
      this.#awaited.delete(answer.memberId);
      return awaited(answer.outcome);
    }
    const subscriber = this.#subscribers.get(answer.memberId);
    this.#guard(() => subscriber?.answer(answer));
  }

  /** Tells one member. */
  tell(memberId: string, notice: Notice): void {
    const subscriber = this.#subscribers.get(memberId);
    this.#guard(() => subscriber?.tell(new SharedNotice(notice)));
  }

  /** Tells everybody. */
  tellAll(notice: Notice): void {
    const shared = new SharedNotice(notice);
    for (const subscriber of this.#subscribers.values()) {
      this.#guard(() => subscriber.tell(shared));
    }
    if (notice.type !== "committed") return;
    for (const follower of this.#followers) {
      this.#guard(() => follower.committed(notice.entries));
    }
  }

  /** Sends everybody away. */
  close(reason: string): void {
    const subscribers = [...this.#subscribers.values()];
    const followers = [...this.#followers];
    const awaited = [...this.#awaited.values()];
    this.#subscribers.clear();
    this.#followers.clear();
    this.#awaited.clear();
    for (const subscriber of subscribers) subscriber.closed(reason);
    for (const follower of followers) follower.closed(reason);
    for (const answer of awaited) {
      answer({ type: "nack", body: unavailable(reason) });
    }
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#log(error instanceof Error ? error.message : String(error));
    }
  }
}
