/**
 * The content of one room on its way to one connection: first what is there, then what happens,
 * and one squashed difference whenever the reader has fallen behind (P3, P4, P14).
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { RoomEffect } from "../room/room_message.ts";
import type { SharedNotice } from "../room/members/shared_notice.ts";
import type { Frame } from "./frame.ts";
import { EVENTS_BYTES, type SendQueue } from "./send_queue.ts";

/** Committed events, as all members are told of them. */
export type CommittedNotice = SharedNotice<
  Extract<RoomEffect, { type: "committed" }>
>;

/** How a connection is told what a room holds: in the protocol, or in the chat dialect. */
export interface ContentEncoder {
  /** All that is in `document`; frame by frame, as they are asked for. */
  snapshot(document: Document, told?: Told): Iterator<Frame>;
  /** The difference between the room at `from` and `document`. */
  delta(document: Document, from: number): Iterator<Frame>;
  /** Events, as they happened. */
  events(notice: CommittedNotice): readonly Frame[];
}

/** Where a feed reads. */
export interface FeedSource {
  /** What is committed. */
  readonly document: Document;
  /** Sends out what is committed and was held back, so that `document` is what was told. */
  flush(): void;
}

type State =
  /** Nothing is wanted. */
  | { readonly kind: "off" }
  /** All up to `seq` was sent; events follow. */
  | { readonly kind: "live"; readonly seq: number }
  /** All up to `seq` was sent; more has happened. */
  | { readonly kind: "behind"; readonly seq: number }
  /** `frames` lead to `seq`; no events meanwhile. */
  | {
    readonly kind: "content";
    readonly frames: Iterator<Frame>;
    readonly seq: number;
  };

/** What was told of a room before it was in memory. */
export interface Told {
  /** The room as it was then. */
  readonly document: Document;
  /** Ids of the shapes. */
  readonly ids: ReadonlySet<string>;
  /** Pages that they came on. */
  readonly pages: number;
}

/** What a feed begins with. */
export type FeedStart =
  | { readonly kind: "snapshot"; readonly told?: Told | undefined }
  | { readonly kind: "delta"; readonly since: number }
  | { readonly kind: "events" }
  | { readonly kind: "none" };

/** Sends a room's content as fast as the reader takes it, and holds no more than one frame. */
export class Feed {
  readonly #source: FeedSource;
  readonly #queue: SendQueue;
  readonly #encoder: ContentEncoder;
  #state: State = { kind: "off" };

  constructor(source: FeedSource, queue: SendQueue, encoder: ContentEncoder) {
    this.#source = source;
    this.#queue = queue;
    this.#encoder = encoder;
  }

  /** Begins, or begins anew. */
  start(start: FeedStart): void {
    this.#source.flush();
    const { document } = this.#source;
    const { seq } = document;
    switch (start.kind) {
      case "snapshot": {
        // What was begun is gone on with; what has happened since comes after it.
        const of = start.told?.document ?? document;
        const frames = this.#encoder.snapshot(of, start.told);
        this.#state = { kind: "content", frames, seq: of.seq };
        break;
      }
      case "delta": {
        const frames = this.#encoder.delta(document, start.since);
        this.#state = { kind: "content", frames, seq };
        break;
      }
      case "events":
        this.#state = { kind: "live", seq };
        break;
      case "none":
        this.#state = { kind: "off" };
    }
    this.drained();
  }

  /** Events were committed. */
  committed(notice: CommittedNotice): void {
    if (this.#state.kind !== "live") return;
    const { entries } = notice.notice;
    const last = entries.at(-1)!.event.seq;
    if (last <= this.#state.seq) return;
    const frames = this.#queue.isBehind ? null : this.#encoder.events(notice);
    // A flood of events is told as its result.
    if (frames === null || sizeOf(frames) > EVENTS_BYTES) {
      this.#state = { kind: "behind", seq: this.#state.seq };
      return this.drained();
    }
    for (const frame of frames) this.#queue.send(frame);
    this.#state = { kind: "live", seq: last };
  }

  /** The reader has taken what was sent: sends on. */
  drained(): void {
    while (this.#queue.hasRoom) {
      if (this.#state.kind === "behind") {
        this.#source.flush();
        const { document } = this.#source;
        const frames = this.#encoder.delta(document, this.#state.seq);
        this.#state = { kind: "content", frames, seq: document.seq };
      } else if (this.#state.kind === "content") {
        const next = this.#state.frames.next();
        if (!next.done) {
          this.#queue.send(next.value);
          continue;
        }
        const { seq } = this.#state;
        this.#source.flush();
        const isLive = this.#source.document.seq === seq;
        this.#state = { kind: isLive ? "live" : "behind", seq };
      } else {
        return;
      }
    }
  }
}

function sizeOf(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + frame.byteLength, 0);
}
