/**
 * The tables, as steps from an empty database to today's schema (E20).
 *
 * A step that was ever released is never edited: databases in the field went through it. A change
 * is a new step at the end.
 *
 * @module
 */

/** Marks a SQLite file as inkroom's: "inkr" in ASCII. */
export const APPLICATION_ID = 0x696e6b72;

// Rows are stored in the order of their keys (WITHOUT ROWID): a room's log is read as one range,
// however many rooms were written to in between.
const FIRST = `
create table meta (
  id integer primary key check (id = 1),
  schema_version integer not null,
  epoch text not null,
  server_secret blob not null
) strict;

create table rooms (
  room_id text primary key,
  head integer not null default 0,
  created_at real not null,
  changed_at real not null
) strict, without rowid;

create table drawing_events (
  room_id text not null references rooms,
  seq integer not null,
  client_id text,
  cseq integer,
  user_id text not null,
  created_at real not null,
  format integer not null,
  group_id text,
  ops text not null,
  removed text,
  crc integer not null,
  primary key (room_id, seq)
) strict, without rowid;

create unique index drawing_events_by_origin
  on drawing_events (room_id, client_id, cseq) where client_id is not null;

create trigger drawing_events_are_never_updated
  before update on drawing_events
  begin select raise(abort, 'events are never updated'); end;

create table room_snapshots (
  room_id text not null references rooms,
  last_seq integer not null,
  snapshot text not null,
  created_at real not null,
  format integer not null,
  crc integer not null,
  primary key (room_id, last_seq)
) strict;

create table answers (
  room_id text not null references rooms,
  client_id text not null,
  cseq integer not null,
  body_hash text not null,
  body text not null,
  crc integer not null,
  primary key (room_id, client_id, cseq)
) strict, without rowid;

create table chat_messages (
  room_id text not null references rooms,
  id integer not null,
  client_id text not null,
  nonce text not null,
  user_id text not null,
  name text not null,
  text text not null,
  created_at real not null,
  crc integer not null,
  primary key (room_id, id),
  unique (room_id, client_id, nonce)
) strict, without rowid;
`;

// Snapshots come in chunks, so that none is ever written or read in one go; chunk 0 is the
// header, and is written last: without it the others count for nothing. Version 1 never wrote any.
const SNAPSHOTS = `
drop table room_snapshots;

create table room_snapshots (
  room_id text not null references rooms,
  last_seq integer not null,
  chunk integer not null,
  snapshot text not null,
  created_at real not null,
  format integer not null,
  crc integer not null,
  primary key (room_id, last_seq, chunk)
) strict;

create index room_snapshots_by_room
  on room_snapshots (room_id, last_seq) where chunk = 0;

alter table rooms add column horizon integer not null default 0;
`;

// Answers to requests that have a key instead of a number are kept by time.
const KEYED_ANSWERS = `
alter table answers add column kept_since real;

create index answers_by_age
  on answers (room_id, kept_since) where kept_since is not null;
`;

// Names are for people: they may change, unlike the userIds in events.
const PEOPLE = `
create table people (
  room_id text not null references rooms,
  user_id text not null,
  name text not null,
  color text not null,
  crc integer not null,
  primary key (room_id, user_id)
) strict, without rowid;
`;

// Told of rooms that are not loaded; null until one is next written to.
const SHAPE_COUNTS = `
alter table rooms add column shapes integer;
`;

// A commit touches few pages: what a room's last event tells is not written to `rooms` as well, which
// tells how the room was when its head was `least_head`; and an answer lies with its event. The table
// `answers` has those without one. An older inkroom on the same file finds no `head`, and stops.
const ONE_ROW_A_CHANGE = `
alter table rooms rename column head to least_head;
alter table drawing_events add column shapes integer;
alter table drawing_events add column body_hash text;
alter table drawing_events add column answer text;
`;

/** `MIGRATIONS[n]` takes a database from schema version n to n + 1. */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  SNAPSHOTS,
  KEYED_ANSWERS,
  PEOPLE,
  SHAPE_COUNTS,
  ONE_ROW_A_CHANGE,
];

/** The schema version that this program reads and writes. */
export const SCHEMA_VERSION: number = MIGRATIONS.length;
