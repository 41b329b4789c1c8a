/**
 * How a connection is spoken to: one voice for the protocol, one for the chat dialect.
 *
 * @module
 */

import type { Asked, Outcome } from "../room/room_message.ts";
import type { SharedNotice } from "../room/members/shared_notice.ts";
import type { ContentEncoder } from "./feed.ts";
import type { Frame } from "./frame.ts";

/** A room id as its client wrote it: text, or a number as in the first design. */
export type WireRoomId = string | number;

/** Encodes what one member of one room is told. */
export interface Voice extends ContentEncoder {
  /** What became of a transaction. */
  answer(submission: Asked, outcome: Outcome): readonly Frame[];
  /** Everything else but events; `null` where this voice has no words for it. */
  notice(shared: SharedNotice): Frame | null;
  /** The room can't go on. */
  closed(reason: string): Frame;
}
