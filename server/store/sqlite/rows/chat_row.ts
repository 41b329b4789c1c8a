/**
 * Lines of chat as rows, and back.
 *
 * @module
 */

import { checksum } from "./checksum.ts";
import { type ChatLine, DamagedError } from "../../store.ts";

/** Columns of `chat_messages` that make up a line. */
export interface ChatRow {
  readonly id: number;
  readonly user_id: string;
  readonly name: string;
  readonly text: string;
  readonly created_at: number;
  readonly crc: number;
}

/** The row of a line. */
export function chatRow(roomId: string, line: ChatLine): ChatRow {
  const row = {
    id: line.id,
    user_id: line.userId,
    name: line.name,
    text: line.text,
    created_at: line.at,
  };
  return { ...row, crc: chatChecksum(roomId, row) };
}

/**
 * The line in a row.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function chatLineOf(roomId: string, row: ChatRow): ChatLine {
  if (chatChecksum(roomId, row) !== row.crc) {
    throw new DamagedError(
      `Cannot read room ${roomId}: chat line ${row.id} is damaged in the database. ` +
        "Stop the server and restore a backup, or move the file away",
    );
  }
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    text: row.text,
    at: row.created_at,
  };
}

function chatChecksum(roomId: string, row: Omit<ChatRow, "crc">): number {
  return checksum([
    roomId,
    row.id,
    row.user_id,
    row.name,
    row.text,
    row.created_at,
  ]);
}
