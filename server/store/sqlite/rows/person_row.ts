/**
 * People as rows, and back.
 *
 * @module
 */

import type { Color } from "../../../../shared/schema/color.ts";
import { DamagedError, type Person } from "../../store.ts";
import { checksum } from "./checksum.ts";

/** Columns of `people` that make up one of them. */
export interface PersonRow {
  readonly user_id: string;
  readonly name: string;
  readonly color: string;
  readonly crc: number;
}

/** The row of a person. */
export function personRow(roomId: string, person: Person): PersonRow {
  const { userId: user_id, name, color } = person;
  const row = { user_id, name, color };
  return { ...row, crc: personChecksum(roomId, row) };
}

/**
 * The person in a row.
 *
 * @throws {DamagedError} if the row is not what was written.
 */
export function personIn(roomId: string, row: PersonRow): Person {
  if (personChecksum(roomId, row) !== row.crc) {
    throw new DamagedError(
      `Cannot read room ${roomId}: the name of ${row.user_id} is damaged in the database. ` +
        "Stop the server and restore a backup, or move the file away",
    );
  }
  // Only colors were ever written.
  const color = row.color as Color;
  return { userId: row.user_id, name: row.name, color };
}

function personChecksum(
  roomId: string,
  { user_id, name, color }: Omit<PersonRow, "crc">,
): number {
  return checksum([roomId, user_id, name, color]);
}
