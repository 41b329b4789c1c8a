/**
 * What the store and its worker say to each other.
 *
 * A request has a number, which its reply repeats; replies come in the order of the requests.
 *
 * @module
 */

import type { AppendRows } from "../rows/append_rows.ts";
import type { AppendMessage } from "./append_message.ts";
import type { Failure } from "../sqlite_failure.ts";
import type { SqliteSettings } from "../sqlite_file.ts";
import type { SqliteReader } from "../sqlite_reader.ts";
import type { SnapshotHeader } from "../rows/snapshot_row.ts";
import type {
  AppendOutcome,
  ChatLine,
  NewSnapshot,
  NotesHeard,
  Person,
  RoomInfo,
  RoomTip,
} from "../../store.ts";

/** What can be written, and what comes of it. */
export interface Writing {
  append: { input: AppendRows; result: AppendOutcome };
  openRoom: { input: { roomId: string; now: number }; result: RoomInfo };
  say: {
    input: {
      roomId: string;
      line: Omit<ChatLine, "id">;
      client: string;
      nonce: string;
    };
    result: { line: ChatLine; repeated: boolean };
  };
  /** Its result is the chunk's checksum; `null` if the snapshot is not wanted. */
  addSnapshotChunk: {
    input: {
      roomId: string;
      snapshot: NewSnapshot;
      chunk: number;
      text: string;
    };
    result: number | null;
  };
  /** From now on it counts, unless the chunks are not those that its header names. */
  finishSnapshot: {
    input: { roomId: string; snapshot: NewSnapshot; header: SnapshotHeader };
    result: boolean;
  };
  remember: {
    input: { roomId: string; person: Person };
    result: null;
  };
  dropSnapshots: {
    input: { roomId: string; seqs: readonly number[] };
    result: null;
  };
  /** Forgets at most `most` events. */
  trim: {
    input: { roomId: string; horizon: number; most: number };
    result: "done" | "more" | "no_snapshot";
  };
}

/** The kinds of writes. */
export type WriteKind = keyof Writing;

/** One write; it succeeds or fails by itself. */
export type Write = {
  [K in WriteKind]: { kind: K; input: Writing[K]["input"] };
}[WriteKind];

/** What came of something: its result, or why there is none. */
export type Result<T> = { ok: true; value: T } | {
  ok: false;
  failure: Failure;
};

/** What came of a write. */
export type WriteResult = Result<Writing[WriteKind]["result"]>;

/**
 * What came of each write of a group, in their order; `null`: an append that was committed. Instead
 * of a list of nothing else there is none.
 */
export type WriteReply = readonly (WriteResult | null)[];

/** Names of what can be read. */
export type ReadName = keyof SqliteReader;

/** One read: a call of the reader's method. */
export type Read = {
  [N in ReadName]: { name: N; args: Parameters<SqliteReader[N]> };
}[ReadName];

/** What the worker is asked for. */
export type Request =
  /**
   * Comes first. If it fails, later requests try again. Its value names the file that is open now;
   * no other than `file` is opened where that is known from a worker before this one.
   */
  | { kind: "open"; settings: SqliteSettings; file: string | null }
  /** All in one transaction. Its value is a `WriteReply`, or `null`. */
  | { kind: "write"; writes: readonly Write[] }
  /** Its value is what the method returns. */
  | { kind: "read"; read: Read }
  /** From now on notices with id 0 tell of rooms that others have moved. */
  | { kind: "watch"; rooms: readonly string[] }
  /** From now on notices with id 0 tell of what other servers have posted. */
  | { kind: "openNotes"; server: string }
  | { kind: "post"; notes: readonly string[] }
  /** Comes last. */
  | { kind: "close" };

/** What the worker notices by itself. */
export interface Notice {
  /** Rooms that others have moved. */
  readonly tips?: readonly RoomTip[];
  readonly notes?: NotesHeard;
  /** The file is not at its path any more; why, and what to do. Told once. */
  readonly lost?: string;
}

/** A request with its number. */
export type Numbered = Request & { id: number };

/** A request on its way. */
export type Message = Numbered | AppendMessage;

/**
 * A reply. Its value is JSON: V8 parses that sooner than it clones the same objects, and the
 * main thread is the one that waits. A value that is text comes as it is.
 */
export interface Reply {
  readonly id: number;
  readonly result: Result<string | Text>;
}

/** A number alone is the id of what was done, and of which there is nothing to tell. */
export type AnyReply = Reply | number;

/** A value that is text. */
export interface Text {
  readonly text: string;
}
