/**
 * Rooms in inkroom's own protocol (P2–P10).
 *
 * @module
 */

import { deltaBetween, deltaPages } from "../../../shared/document/delta.ts";
import {
  textsAsked,
  textsBetween,
} from "../../../shared/document/text/past.ts";
import type { Document } from "../../../shared/document/document.ts";
import { pages } from "../../../shared/document/pages.ts";
import { snapshotTexts } from "../../../shared/document/snapshot.ts";
import { MAX_PAGE_BYTES } from "../../../shared/schema/limits.ts";
import type { AskedText } from "../../../shared/schema/client_message.ts";
import type {
  ServerMessage,
  TextPast,
} from "../../../shared/schema/server_message.ts";
import type { Placed } from "../../room/deciding/client_memory.ts";
import type { Asked, Outcome } from "../../room/room_message.ts";
import type { SharedNotice } from "../../room/members/shared_notice.ts";
import type { CommittedNotice, Told } from "../feed.ts";
import { encode, type Frame, frameOf } from "../frame.ts";
import type { Voice, WireRoomId } from "../voice.ts";

/** What a native voice has to know of its member. */
export interface NativeVoiceOptions {
  readonly roomId: WireRoomId;
  readonly memberId: string;
  /** Ids of the shapes that come first in a snapshot: those that its reader looks at. */
  readonly first: () => Iterable<string>;
  /** Texts of whose past a snapshot tells, each since a `seq`. */
  readonly asked: readonly AskedText[];
  /** The client's last number that was answered, now. */
  readonly lastCseq: () => number;
  /** Where the client's last transactions stand in the log, now. */
  readonly placed: () => readonly Placed[];
}

/** Speaks the protocol, to one member of one room. */
export class NativeVoice implements Voice {
  readonly #options: NativeVoiceOptions;
  /** Tells forms of the same notice apart: `"1"` and `1` are the same room, spelt in two ways. */
  readonly #form: string;

  constructor(options: NativeVoiceOptions) {
    this.#options = options;
    this.#form = `native ${JSON.stringify(options.roomId)}`;
  }

  *snapshot(
    document: Document,
    told?: Told,
  ): Generator<Frame, void, undefined> {
    const { roomId } = this.#options;
    const { seq, shapes: { size } } = document;
    const content = this.#content(document, told);
    for (const { page, last, item } of numbered(content, told?.pages)) {
      const count = page === 0 ? size : undefined;
      yield snapshotFrame({ roomId, seq, page, last, count }, item);
    }
  }

  /** What is on each page of a snapshot: its shapes as JSON, and how texts of them came about. */
  *#content(
    document: Document,
    told: Told | undefined,
  ): Generator<PageContent, void, undefined> {
    const { first, asked } = this.#options;
    const order = told === undefined
      ? { first: first() }
      : { without: told.ids };
    for (const shapes of snapshotTexts(document, order)) yield { shapes };
    const past = textsAsked(document, asked);
    if (past.length === 0) return;
    for (const texts of pages(past, MAX_PAGE_BYTES)) {
      yield { shapes: "", texts };
    }
  }

  delta(document: Document, from: number): Generator<Frame, void, undefined> {
    // Read before anything is sent: all pages are of the same document, so is the number.
    const { lastCseq, placed } = this.#options;
    return this.#delta(document, from, lastCseq(), placed());
  }

  *#delta(
    document: Document,
    from: number,
    lastCseq: number,
    placed: readonly Placed[],
  ): Generator<Frame, void, undefined> {
    const { roomId } = this.#options;
    const own = new Set(placed.map(([, seq]) => seq));
    const content = deltaPages({
      ...deltaBetween(document, from),
      texts: textsBetween(document, from, own),
    });
    for (const { page, last, item } of numbered(content)) {
      const { to, added, modified, deleted, texts = [] } = item;
      yield encode({
        type: "delta",
        roomId,
        from,
        to,
        lastCseq,
        page,
        last,
        added: [...added],
        modified: [...modified],
        deleted: [...deleted],
        ...texts.length > 0 && { texts: [...texts] },
      });
    }
  }

  events(shared: CommittedNotice): readonly Frame[] {
    return shared.once(this.#form, ({ entries }) => {
      // A page of text is cut by the length of its texts, which pages() would measure again.
      const head = `{"type":"events","roomId":${
        JSON.stringify(this.#options.roomId)
      },"events":[`;
      const frames: Frame[] = [];
      let events: string[] = [];
      let length = 0;
      for (const { event } of entries) {
        const json = JSON.stringify(event);
        if (events.length > 0 && length + json.length > MAX_PAGE_BYTES) {
          frames.push(frameOf(`${head}${events.join(",")}]}`));
          events = [];
          length = 0;
        }
        events.push(json);
        length += json.length;
      }
      frames.push(frameOf(`${head}${events.join(",")}]}`));
      return frames;
    });
  }

  answer(
    { cseq, ref }: Asked,
    outcome: Outcome,
  ): readonly Frame[] {
    return [encode(this.#answer(cseq, ref, outcome))];
  }

  notice(shared: SharedNotice): Frame | null {
    const { notice } = shared;
    const { roomId, memberId } = this.#options;
    // What others are told as well, is an answer to who said it.
    if (notice.type === "said" && notice.from?.memberId === memberId) {
      const { line, from: { ref } } = notice;
      return encode({ type: "said", roomId, ...line, ref });
    }
    return shared.once(this.#form, (notice) => {
      const { roomId } = this.#options;
      switch (notice.type) {
        case "members": {
          const { joined, left } = notice;
          return encode({
            type: "members",
            roomId,
            joined: [...joined],
            left: [...left],
          });
        }
        case "presence":
          return encode({
            type: "presence",
            roomId,
            members: [...notice.members],
          });
        case "said":
          return encode({ type: "said", roomId, ...notice.line });
        case "committed":
          return null;
      }
    });
  }

  closed(message: string): Frame {
    const { roomId } = this.#options;
    return encode({ type: "error", code: "unavailable", message, roomId });
  }

  #answer(
    cseq: number,
    ref: Asked["ref"],
    outcome: Outcome,
  ): ServerMessage {
    const { roomId } = this.#options;
    switch (outcome.type) {
      case "ack":
        return { type: "ack", roomId, cseq, ...outcome.body, ref };
      case "nack":
        return { type: "nack", roomId, cseq, ...outcome.body, ref };
      case "old":
        return { type: "ack", roomId, cseq, seq: outcome.seq, old: true, ref };
      case "other_body": {
        const code = "same_number_other_body";
        const { message } = outcome;
        return { type: "error", code, message, roomId, cseq, ref };
      }
    }
  }
}

/** What is on a page of a snapshot. */
export interface PageContent {
  /** Shapes as JSON, with commas between them. */
  readonly shapes: string;
  readonly texts?: readonly TextPast[];
}

/** A page of a snapshot. */
export function snapshotFrame(
  head: {
    readonly roomId: WireRoomId;
    readonly seq: number;
    readonly page: number;
    readonly last: boolean;
    readonly count: number | undefined;
  },
  { shapes, texts }: PageContent,
): Frame {
  const text = JSON.stringify({ type: "snapshot", ...head, texts });
  return frameOf(`${text.slice(0, -1)},"shapes":[${shapes}]}`);
}

/** Numbers items from `page` on and tells which is the last. */
function* numbered<T>(
  items: Iterator<T>,
  page: number = 0,
): Generator<{ page: number; last: boolean; item: T }> {
  let current = items.next();
  for (; !current.done; page++) {
    const next = items.next();
    yield { page, last: next.done === true, item: current.value };
    current = next;
  }
}
