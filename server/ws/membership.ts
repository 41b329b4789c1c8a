/**
 * One connection in one room.
 *
 * @module
 */

import type { NackBody } from "../../shared/schema/op.ts";
import type { Member } from "../../shared/schema/presence.ts";
import type { AnswerEffect, Subscriber } from "../room/members/audience.ts";
import type { RoomHost } from "../room/room_host.ts";
import { SharedNotice } from "../room/members/shared_notice.ts";
import { type CommittedNotice, Feed, type FeedStart } from "./feed.ts";
import type { Frame } from "./frame.ts";
import type { SendQueue } from "./send_queue.ts";
import type { Voice, WireRoomId } from "./voice.ts";

/** What a membership is made of. */
export interface MembershipOptions {
  readonly host: RoomHost;
  readonly member: Member;
  /** The room's id as the client wrote it: it comes back the same. */
  readonly roomId: WireRoomId;
  readonly queue: SendQueue;
  readonly voice: Voice;
  /** A transaction was refused, since too many were sent. */
  readonly onRateLimited: () => void;
  /** A transaction was answered. */
  readonly onAnswered?: () => void;
  /** The room ended. */
  readonly onClosed: () => void;
}

/** Carries what a room says over to the connection, in the connection's own words. */
export class Membership implements Subscriber {
  readonly host: RoomHost;
  readonly member: Member;
  readonly roomId: WireRoomId;
  readonly #options: MembershipOptions;
  readonly #feed: Feed;
  /** Presence was dropped: a cursor, or a preview, would stay where nobody has it any more. */
  #hasMissedPresence = false;

  constructor(options: MembershipOptions) {
    const { host, queue, voice } = options;
    this.host = host;
    this.member = options.member;
    this.roomId = options.roomId;
    this.#options = options;
    const source = {
      get document() {
        return host.room.document;
      },
      flush: () => host.flush(),
    };
    this.#feed = new Feed(source, queue, voice);
  }

  /** Begins to send the room's content. */
  start(start: FeedStart): void {
    this.#feed.start(start);
  }

  /** The connection takes more. */
  drained(): void {
    this.#feed.drained();
    if (this.#hasMissedPresence && this.#options.queue.hasRoom) {
      this.#hasMissedPresence = false;
      const members = this.host.room.presences;
      if (members.length > 0) {
        this.tell(new SharedNotice({ type: "presence", members }));
      }
    }
  }

  /** Sends a frame that must not get lost. */
  send(frame: Frame): void {
    this.#options.queue.send(frame);
  }

  answer({ submission, outcome }: AnswerEffect): void {
    const { voice, onRateLimited, onAnswered } = this.#options;
    for (const frame of voice.answer(submission, outcome)) this.send(frame);
    if (outcome.type === "nack" && isForSpeed(outcome.body)) onRateLimited();
    onAnswered?.();
  }

  tell(shared: SharedNotice): void {
    const { voice, queue } = this.#options;
    if (shared.notice.type === "committed") {
      return this.#feed.committed(shared as CommittedNotice);
    }
    const frame = voice.notice(shared);
    if (frame === null) return;
    if (shared.notice.type !== "presence") return queue.send(frame);
    if (!queue.sendDroppable(frame)) this.#hasMissedPresence = true;
  }

  closed(reason: string): void {
    this.send(this.#options.voice.closed(reason));
    this.#options.onClosed();
  }
}

function isForSpeed(nack: NackBody): boolean {
  return nack.code === "limit" && nack.retryAfterMs !== undefined;
}
