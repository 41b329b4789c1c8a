/**
 * Rooms in the words of the first design (P15).
 *
 * @module
 */

import { deltaBetween } from "../../../shared/document/delta.ts";
import type { Document } from "../../../shared/document/document.ts";
import { pages } from "../../../shared/document/pages.ts";
import { MAX_PAGE_BYTES } from "../../../shared/schema/limits.ts";
import type { Op, OpResult } from "../../../shared/schema/op.ts";
import type { Asked, Outcome } from "../../room/room_message.ts";
import type { SharedNotice } from "../../room/members/shared_notice.ts";
import {
  type Change,
  changesOf,
  deletedBy,
  dialectShape,
} from "./chat_dialect.ts";
import type { CommittedNotice } from "../feed.ts";
import { encode, type Frame, frameOf } from "../frame.ts";
import type { Voice, WireRoomId } from "../voice.ts";

/** Speaks the chat dialect, to one member of one room. */
export class ChatVoice implements Voice {
  readonly #roomId: WireRoomId;
  readonly #userId: string;
  readonly #form: string;

  /** @param userId the member's own: its refused changes come back under its name. */
  constructor(roomId: WireRoomId, userId: string) {
    this.#roomId = roomId;
    this.#userId = userId;
    this.#form = `chat ${JSON.stringify(roomId)}`;
  }

  *snapshot(document: Document): Generator<Frame, void, undefined> {
    for (const { id } of document.order) {
      const { shape } = document.shapes.get(id)!;
      const userId = shape.updatedBy;
      yield this.#chat(userId, { shape: dialectShape(document, shape) });
    }
  }

  *delta(document: Document, from: number): Generator<Frame, void, undefined> {
    const { added, modified, deleted } = deltaBetween(document, from);
    const ids = new Set([...added, ...modified].map(({ id }) => id));
    // A line whose end is held by a moved shape moves with it.
    for (const id of [...ids]) {
      for (const line of document.bound.get(id) ?? []) ids.add(line);
    }
    for (const id of ids) {
      const { shape } = document.shapes.get(id)!;
      const userId = shape.updatedBy;
      yield this.#chat(userId, { shape: dialectShape(document, shape) });
    }
    const byAuthor = Map.groupBy(
      deleted,
      (id) => document.tombstones.get(id)!.by,
    );
    for (const [userId, ids] of byAuthor) {
      for (const page of pages(ids, MAX_PAGE_BYTES)) {
        yield this.#chat(userId, { deleted: page });
      }
    }
  }

  events(shared: CommittedNotice): readonly Frame[] {
    return shared.once(
      this.#form,
      ({ entries }) =>
        entries.flatMap(({ event, document }) =>
          changesOf(event, document).map((change) =>
            this.#chat(event.userId, change)
          )
        ),
    );
  }

  answer({ work, ref }: Asked, outcome: Outcome): readonly Frame[] {
    switch (outcome.type) {
      case "ack": {
        if (work.kind === "refused") return [];
        // What had an effect comes to everybody, the sender among them. What had none because
        // the shape is dead is told to the sender alone, who may still show it.
        const told = deletedBy(outcome.event);
        const { results } = outcome.body;
        const dead = work.ops.flatMap((op, i) => deadIn(op, results[i]))
          .filter((id) => !told.has(id));
        return dead.length > 0
          ? [this.#chat(this.#userId, { deleted: dead })]
          : [];
      }
      case "nack": {
        const { code, message, path, retryAfterMs } = outcome.body;
        return [encode({
          type: "error",
          code,
          message,
          path,
          retryAfterMs,
          roomId: this.#roomId,
          ref,
        })];
      }
      default:
        return [];
    }
  }

  notice(shared: SharedNotice): Frame | null {
    const { notice } = shared;
    if (notice.type !== "said") return null;
    const { userId, text } = notice.line;
    return shared.once(this.#form, () => this.#frame(userId, text));
  }

  closed(message: string): Frame {
    const roomId = this.#roomId;
    return encode({ type: "error", code: "unavailable", message, roomId });
  }

  #chat(userId: string, change: Change): Frame {
    return this.#frame(userId, JSON.stringify(change));
  }

  #frame(userId: string, message: string): Frame {
    const roomId = this.#roomId;
    return frameOf(JSON.stringify({ type: "chat", roomId, userId, message }));
  }
}

function deadIn(op: Op, result: OpResult | undefined): readonly string[] {
  if (op.op === "delete") return op.ids;
  return op.op === "put" && result === "deleted" ? [op.shape.id] : [];
}
