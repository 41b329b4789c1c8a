/**
 * Every statement that runs while rooms are open. A test asks SQLite for the plan of each (E27).
 *
 * @module
 */

const EVENT_COLUMNS =
  "seq, client_id, cseq, user_id, created_at, format, group_id, ops, removed, shapes, body_hash, answer, crc";

// The last event tells of its room; where the log has nothing after `least_head`, the room's row does.
const ROOMS =
  `select rooms.room_id, ifnull(last.seq, least_head) as head, horizon,
    rooms.created_at, ifnull(last.created_at, changed_at) as changed_at,
    iif(last.seq is null, rooms.shapes, last.shapes) as shapes,
    (select epoch from meta where id = 1) as epoch
  from rooms left join drawing_events as last
    on last.room_id = rooms.room_id and last.seq =
      (select max(seq) from drawing_events where room_id = rooms.room_id and seq > least_head)`;

/** SQL by what it does. */
export const QUERIES = {
  listRooms: `${ROOMS} where rooms.room_id > ? order by rooms.room_id limit ?`,
  room: `${ROOMS} where rooms.room_id = ?`,
  head: `select max(least_head,
      ifnull((select max(seq) from drawing_events where room_id = ?1), 0)) as head
    from rooms where room_id = ?1`,
  addRoom:
    `insert into rooms (room_id, created_at, changed_at, shapes) values (?1, ?2, ?2, 0)
    on conflict do nothing`,
  settleRoom: `update rooms set least_head = ?, changed_at = ?, shapes = ?
    where room_id = ?`,

  eventsAfter: `select ${EVENT_COLUMNS} from drawing_events
    where room_id = ? and seq > ? order by seq limit ?`,
  event:
    `select ${EVENT_COLUMNS} from drawing_events where room_id = ? and seq = ?`,
  addEvent: `insert into drawing_events (room_id, ${EVENT_COLUMNS})
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,

  oldestEvent: "select min(seq) as seq from drawing_events where room_id = ?",
  moveHorizon: "update rooms set horizon = ? where room_id = ?",
  trimEvents: "delete from drawing_events where room_id = ? and seq <= ?",

  snapshots:
    `select last_seq, chunk, snapshot, created_at, format, crc from room_snapshots
    where room_id = ? and chunk = 0 order by last_seq desc`,
  snapshotChunk:
    `select last_seq, chunk, snapshot, created_at, format, crc from room_snapshots
    where room_id = ? and last_seq = ? and chunk = ?`,
  snapshotChecksums: `select chunk, crc from room_snapshots
    where room_id = ? and last_seq = ? and chunk > 0 order by chunk`,
  addSnapshotChunk: `insert or replace into room_snapshots
    (room_id, last_seq, chunk, snapshot, created_at, format, crc) values (?, ?, ?, ?, ?, ?, ?)`,
  dropSnapshot: "delete from room_snapshots where room_id = ? and last_seq = ?",
  dropSnapshotsBelow:
    "delete from room_snapshots where room_id = ? and last_seq < ?",
  dropUnfinishedBelow:
    `delete from room_snapshots where room_id = ?1 and last_seq < ?2 and last_seq not in
    (select last_seq from room_snapshots where room_id = ?1 and chunk = 0)`,

  numberInLog: `select 1 from drawing_events
    where room_id = ? and client_id = ? and cseq = ?`,
  numberAnswered: `select 1 from answers
    where room_id = ? and client_id = ? and cseq = ?`,
  lastInLog: `select max(cseq) as cseq from drawing_events
    where room_id = ? and client_id = ?`,
  lastAnswered: `select max(cseq) as cseq from answers
    where room_id = ? and client_id = ?`,

  numberedEvents: `select ${EVENT_COLUMNS} from drawing_events
    where room_id = ?1 and client_id = ?2 and cseq >
      (select max(cseq) from drawing_events where room_id = ?1 and client_id = ?2) - ?3
    order by cseq`,
  answersUpTo: `select seq, client_id, cseq from drawing_events
    where room_id = ? and seq <= ? and answer is not null`,

  answers: `select cseq, body_hash, body, crc from answers
    where room_id = ? and client_id = ? order by cseq desc limit ?`,
  addAnswer:
    `insert into answers (room_id, client_id, cseq, body_hash, body, crc, kept_since)
    values (?, ?, ?, ?, ?, ?, ?)`,
  forgetAnswers: "delete from answers where room_id = ? and kept_since < ?",
  pruneAnswers:
    "delete from answers where room_id = ? and client_id = ? and cseq <= ?",

  lastChat: `select id, user_id, name, text, created_at, crc from chat_messages
    where room_id = ? order by id desc limit ?`,
  chatByNonce:
    `select id, user_id, name, text, created_at, crc from chat_messages
    where room_id = ? and client_id = ? and nonce = ?`,
  lastChatId: "select max(id) as id from chat_messages where room_id = ?",
  addChat: `insert into chat_messages
    (room_id, id, client_id, nonce, user_id, name, text, created_at, crc)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,

  person:
    "select user_id, name, color, crc from people where room_id = ? and user_id = ?",
  remember: `insert into people (room_id, user_id, name, color, crc)
    values (?, ?, ?, ?, ?) on conflict do update
    set name = excluded.name, color = excluded.color, crc = excluded.crc`,

  serverSecret: "select server_secret from meta where id = 1",
} as const;

/** The name of a statement. */
export type QueryName = keyof typeof QUERIES;
