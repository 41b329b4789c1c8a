/**
 * Checks everything that a database holds of one room: every row, the log from its beginning to
 * its head, and that each snapshot is what a replay gives (E24).
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { SnapshotReader } from "../../server/room/snapshots/snapshot_format.ts";
import {
  chatLineOf,
  type ChatRow,
} from "../../server/store/sqlite/rows/chat_row.ts";
import {
  answerOf,
  type AnswerRow,
} from "../../server/store/sqlite/rows/answer_row.ts";
import {
  ackOf,
  eventOf,
  type EventRow,
  removedOf,
} from "../../server/store/sqlite/rows/event_row.ts";
import {
  personIn,
  type PersonRow,
} from "../../server/store/sqlite/rows/person_row.ts";
import { QUERIES } from "../../server/store/sqlite/queries.ts";
import {
  headerOf,
  isSound,
  type SnapshotRow,
} from "../../server/store/sqlite/rows/snapshot_row.ts";
import type { RoomInfo } from "../../server/store/store.ts";
import { apply } from "../../shared/document/apply.ts";
import { stampedJson } from "../../shared/document/canonical.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../shared/document/document.ts";
import {
  COUNTED_ANEW,
  type Counts,
  type Findings,
  PASSED_OVER,
  RESTORE,
} from "./finding.ts";

const PAGE = 1_000;

/** What checking a room works with. */
export interface RoomCheckOptions {
  readonly db: DatabaseSync;
  readonly counts: Counts;
  readonly findings: Findings;
  /** Is called now and then. */
  readonly onRow: () => void;
}

/** Checks one room; what is wrong goes to the findings. */
export function verifyRoom(room: RoomInfo, options: RoomCheckOptions): void {
  options.counts.rooms += 1;
  new LogCheck(room, options).run();
  verifyAnswers(room.roomId, options);
  verifyChat(room.roomId, options);
  verifyPeople(room.roomId, options);
}

/** Follows the log from its beginning, and looks at each snapshot on the way. */
class LogCheck {
  readonly #room: RoomInfo;
  readonly #options: RoomCheckOptions;
  readonly #snapshots: ReadonlyMap<number, SnapshotRow>;
  readonly #chunk: StatementSync;
  /** The room as it was at `#at`; `null` where an event before is lost. */
  #document: Document | null;
  #at: number;

  constructor(room: RoomInfo, options: RoomCheckOptions) {
    this.#room = room;
    this.#options = options;
    const rows = options.db.prepare(QUERIES.snapshots)
      .all(room.roomId) as unknown as SnapshotRow[];
    this.#snapshots = new Map(rows.map((row) => [row.last_seq, row]));
    this.#chunk = options.db.prepare(QUERIES.snapshotChunk);
    this.#document = room.horizon === 0 ? EMPTY_DOCUMENT : null;
    this.#at = room.horizon;
  }

  run(): void {
    const { horizon, head } = this.#room;
    if (horizon > 0 && !this.#snapshots.has(horizon)) {
      this.#tell(
        `its log begins after event ${horizon}, and there is no snapshot ${horizon}`,
        RESTORE,
      );
    }
    this.#meetSnapshot();
    for (const row of this.#rows()) this.#take(row);
    if (this.#at < head) this.#missing(head);
    this.#meetCount();
    for (const seq of this.#snapshots.keys()) {
      if (seq > head) this.#tell(`snapshot ${seq} is beyond its head`, RESTORE);
    }
  }

  *#rows(): Generator<EventRow> {
    const page = this.#options.db.prepare(QUERIES.eventsAfter);
    let after = this.#room.horizon;
    while (true) {
      const rows = page.all(
        this.#room.roomId,
        after,
        PAGE,
      ) as unknown as EventRow[];
      yield* rows;
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.seq;
    }
  }

  #take(row: EventRow): void {
    this.#options.counts.events += 1;
    this.#options.onRow();
    if (row.seq > this.#at + 1) this.#missing(row.seq - 1);
    this.#at = row.seq;
    try {
      const event = eventOf(this.#room.roomId, row);
      removedOf(this.#room.roomId, row);
      if (ackOf(this.#room.roomId, row) !== null) {
        this.#options.counts.answers += 1;
      }
      if (this.#document !== null) {
        this.#document = apply(this.#document, event).document;
      }
    } catch (error) {
      this.#document = null;
      this.#tell(`event ${row.seq} is damaged (${reasonOf(error)})`, RESTORE);
    }
    this.#meetSnapshot();
  }

  #missing(upTo: number): void {
    const from = this.#at + 1;
    const which = from === upTo
      ? `event ${from} is`
      : `events ${from}–${upTo} are`;
    this.#tell(`${which} missing`, RESTORE);
    this.#document = null;
    this.#at = upTo;
  }

  /** The snapshot of where we are, if there is one: it must be what was replayed. */
  #meetSnapshot(): void {
    const row = this.#snapshots.get(this.#at);
    if (row === undefined) return;
    this.#options.counts.snapshots += 1;
    const isOnly = this.#document === null;
    let found: Document;
    try {
      found = this.#read(row);
    } catch (error) {
      return this.#tell(
        `snapshot ${this.#at} is damaged (${reasonOf(error)})`,
        isOnly ? RESTORE : PASSED_OVER,
      );
    }
    if (
      this.#document !== null &&
      stampedJson(found) !== stampedJson(this.#document)
    ) {
      this.#tell(
        `snapshot ${this.#at} is not what the log before it gives`,
        RESTORE,
      );
    }
    this.#document ??= found;
  }

  /** How many shapes are told of the room. */
  #meetCount(): void {
    const { shapes } = this.#room;
    const found = this.#document?.shapes.size ?? shapes;
    if (shapes === null || found === shapes) return;
    const what = `the list of rooms tells of ${shapes} shapes, it has ${found}`;
    this.#tell(what, COUNTED_ANEW);
  }

  #read(row: SnapshotRow): Document {
    const { roomId } = this.#room;
    const header = headerOf(roomId, row);
    if (header === null) throw new Error("its header");
    const reader = new SnapshotReader(row.format);
    for (const [i, crc] of header.checksums.entries()) {
      this.#options.onRow();
      const chunk = this.#chunk.get(roomId, row.last_seq, i + 1) as unknown as
        | SnapshotRow
        | undefined;
      if (chunk?.crc !== crc || !isSound(roomId, chunk)) {
        throw new Error(`part ${i + 1} of ${header.checksums.length}`);
      }
      reader.add(chunk.snapshot);
    }
    return reader.document(row.last_seq);
  }

  #tell(what: string, advice: string): void {
    this.#options.findings.add(this.#room.roomId, what, advice);
  }
}

function verifyAnswers(roomId: string, options: RoomCheckOptions): void {
  const { db, counts, findings, onRow } = options;
  const rows = db.prepare(
    "select client_id, cseq, body_hash, body, crc from answers where room_id = ? order by client_id, cseq",
  ).iterate(roomId);
  for (const row of rows as Iterable<unknown>) {
    counts.answers += 1;
    onRow();
    const { client_id, ...answer } = row as AnswerRow & { client_id: string };
    try {
      answerOf(roomId, client_id, answer);
    } catch {
      findings.add(
        roomId,
        `the answer to number ${answer.cseq} of a client is damaged`,
        RESTORE,
      );
    }
  }
}

function verifyChat(roomId: string, options: RoomCheckOptions): void {
  const { db, counts, findings, onRow } = options;
  const rows = db.prepare(
    "select id, user_id, name, text, created_at, crc from chat_messages where room_id = ? order by id",
  ).iterate(roomId);
  let last = 0;
  for (const row of rows as Iterable<unknown>) {
    counts.chatLines += 1;
    onRow();
    const line = row as ChatRow;
    if (line.id !== last + 1) {
      findings.add(roomId, `chat line ${last + 1} is missing`, RESTORE);
    }
    last = line.id;
    try {
      chatLineOf(roomId, line);
    } catch {
      findings.add(roomId, `chat line ${line.id} is damaged`, RESTORE);
    }
  }
}

function verifyPeople(roomId: string, options: RoomCheckOptions): void {
  const { db, findings, onRow } = options;
  const rows = db.prepare(
    "select user_id, name, color, crc from people where room_id = ? order by user_id",
  ).iterate(roomId);
  for (const row of rows as Iterable<unknown>) {
    onRow();
    const person = row as PersonRow;
    try {
      personIn(roomId, person);
    } catch {
      const what = `the name of ${person.user_id} is damaged`;
      findings.add(roomId, what, RESTORE);
    }
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Rows' own messages say in brackets what is wrong, and around it what to do at run time.
  return /damaged in the database \((.*?)\)\. /.exec(message)?.[1] ?? message;
}
