/**
 * Databases as older inkrooms left them, for tests.
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import type { RoomEvent } from "../../../shared/schema/event.ts";
import { APPLICATION_ID, MIGRATIONS } from "../sqlite/migrations.ts";
import { answerRow } from "../sqlite/rows/answer_row.ts";
import type { EventRow } from "../sqlite/rows/event_row.ts";
import type { Answer } from "../store.ts";
import { SAMPLE_TIME, sampleAnswer } from "./store_samples.ts";

/** What is in an old database. */
export interface OldContent {
  /** Those of room `lobby`, whose shapes version 5 counted: none are left. */
  readonly events: readonly RoomEvent[];
  /** Those of its client `c`. */
  readonly answers: readonly Answer[];
}

const FIXTURE = new URL(
  "../sqlite/rows/fixtures/event_format_3.json",
  import.meta.url,
);

/**
 * Makes a database of an old schema, at most version 5. From version 2 on it also has a room
 * `trimmed`, of whose 9 events none is left.
 */
export function makeOldDatabase(path: string, version: number): OldContent {
  const { roomId, rows, events } = JSON.parse(Deno.readTextFileSync(FIXTURE));
  const db = new DatabaseSync(path);
  const insert = (table: string, row: object) => {
    const columns = Object.keys(row);
    db.prepare(
      `insert into ${table} (${columns}) values (${columns.map(() => "?")})`,
    ).run(...Object.values(row));
  };
  try {
    db.exec(`pragma application_id = ${APPLICATION_ID}`);
    for (const step of MIGRATIONS.slice(0, version)) db.exec(step);
    insert("meta", {
      id: 1,
      schema_version: version,
      epoch: "old",
      server_secret: new Uint8Array(32),
    });
    insert("rooms", {
      room_id: roomId,
      head: events.length,
      created_at: SAMPLE_TIME,
      changed_at: events.at(-1).at,
      ...version >= 5 ? { shapes: 0 } : {},
    });
    for (const row of rows as EventRow[]) {
      insert("drawing_events", { room_id: roomId, ...row });
    }
    const answers = [sampleAnswer("c", 2, 2), sampleAnswer("c", 3, 3)];
    for (const answer of answers) {
      const row = answerRow(roomId, answer);
      insert("answers", { room_id: roomId, client_id: "c", ...row });
    }
    if (version >= 2) {
      insert("rooms", {
        room_id: "trimmed",
        head: 9,
        horizon: 9,
        created_at: SAMPLE_TIME,
        changed_at: SAMPLE_TIME + 9,
      });
    }
    return { events, answers };
  } finally {
    db.close();
  }
}
