/**
 * What a room needs of the place where its log is kept (E20, E21).
 *
 * Every implementation passes `contract/store_contract.ts`. Nothing here says SQLite: a distributed store
 * can take its place.
 *
 * @module
 */

import type { Color } from "../../shared/schema/color.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { AckBody, NackBody } from "../../shared/schema/op.ts";
import type { Shape } from "../../shared/schema/shape.ts";

/** A room, as the store knows it. */
export interface RoomInfo {
  readonly roomId: string;
  /** `seq` of the last event; 0 in a new room. */
  readonly head: number;
  /** Changes when a backup was restored: what clients remember of `seq` no longer holds. */
  readonly epoch: string;
  /** Events up to this one were trimmed; 0 as long as the whole log is there (E22). */
  readonly horizon: number;
  readonly createdAt: number;
  /** Time of the last event, or of the creation. */
  readonly changedAt: number;
  /** How many shapes are in it; `null`: it was not counted when the room was last written to. */
  readonly shapes: number | null;
}

/** Which rooms of the list. */
export interface RoomsPage {
  readonly after?: string;
  readonly limit?: number;
}

/** Who sent a transaction, under which number (E16). */
export interface Origin {
  /** Hash of the client's secret id. */
  readonly client: string;
  readonly cseq: number;
}

/** An event on its way into the log. */
export interface NewEvent {
  readonly event: RoomEvent;
  /** `null` where nobody can resend it (the chat dialect). */
  readonly origin: Origin | null;
  /** Shapes that this event deleted, as they were just before: what `restore` needs (E14). */
  readonly removed: readonly Shape[];
}

/** The answer to a numbered transaction: an ack or a nack that consumed the number. */
export interface Answer {
  readonly origin: Origin;
  /** Hash of the transaction's body: the same number with another body is an error. */
  readonly bodyHash: string;
  readonly body: ({ type: "ack" } & AckBody) | ({ type: "nack" } & NackBody);
  /**
   * When it was given, in milliseconds since 1970, where it is kept by time: it may be forgotten
   * {@linkcode KEPT_MS} later (P25). Left out, it is one of the last of its client.
   */
  readonly keptSince?: number;
}

/** Milliseconds for which answers are kept that are kept by time. */
export const KEPT_MS = 24 * 60 * 60 * 1_000;

/** What one room wants committed, all or nothing. */
export interface Append {
  readonly roomId: string;
  /** The head that the events were decided on. */
  readonly expectedHead: number;
  /** Contiguous from `expectedHead + 1`; may be empty when only answers are to be kept. */
  readonly events: readonly NewEvent[];
  readonly answers: readonly Answer[];
  /** How many shapes are in the room after the events; left out where nobody counts them. */
  readonly shapes?: number;
}

/**
 * What became of an append.
 * - `committed`: on disk, synced.
 * - `moved`: somebody else was first, and nothing of this was written. Either the log has grown, or
 *   one of the numbers is taken: answered already, with `head` where it was (E16). Catch up, read
 *   the clients again, decide again.
 * - `unknown`: it may or may not have been written; read back before anything else.
 * - `unavailable`: nothing was written that anybody will find, and for now nothing can be (a full
 *   disk; a file that was moved away).
 */
export type AppendOutcome =
  | { readonly kind: "committed" }
  | { readonly kind: "moved"; readonly head: number }
  | { readonly kind: "unknown"; readonly message: string }
  | { readonly kind: "unavailable"; readonly message: string };

/** What is remembered of a client in a room (E16). */
export interface ClientState {
  /** Highest number that was answered; 0 if none. */
  readonly lastCseq: number;
  /** The last answers, at most `MAX_UNANSWERED`, by ascending number. */
  readonly answers: readonly Answer[];
}

/** A line of chat, as stored. */
export interface ChatLine {
  /** 1, 2, 3, … in its room. */
  readonly id: number;
  readonly userId: string;
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/** A chat line on its way in; its client and that client's nonce tell it from a repetition. */
export interface NewChatLine extends Omit<ChatLine, "id"> {
  /** The hash of a client's id. */
  readonly client: string;
  readonly nonce: string;
}

/** Somebody who has drawn or said something in a room, as they were called last (P29). */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly color: Color;
}

/** What a snapshot is of. */
export interface NewSnapshot {
  /** It holds the room as it was after this event. */
  readonly seq: number;
  /** Names the form of its text, so that every form stays readable (E25). */
  readonly format: number;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** Bytes of the whole log up to `seq`, trimmed parts included. */
  readonly logBytes: number;
}

/** A snapshot that is kept. */
export interface SnapshotInfo extends NewSnapshot {
  /** UTF-16 code units of its text. */
  readonly size: number;
}

/** A stored row did not survive its check: its room must not be opened, nor written to (E24). */
export class DamagedError extends Error {
  override name = "DamagedError";
}

/** What was asked for lies below the horizon: it was trimmed, and nothing is wrong (E22). */
export class StaleError extends Error {
  override name = "StaleError";
  readonly roomId: string;
  /** The oldest `seq` that can be asked for. */
  readonly horizon: number;

  constructor(roomId: string, horizon: number) {
    super(
      `Cannot go back that far in room ${roomId}: its log was trimmed up to event ${horizon}`,
    );
    this.roomId = roomId;
    this.horizon = horizon;
  }
}

/** A snapshot is not there any more, or not what was written: another one has to do. */
export class SnapshotError extends Error {
  override name = "SnapshotError";
}

/** The store can't be opened or used; the message says what to do, for whoever runs the server. */
export class StoreError extends Error {
  override name = "StoreError";
}

/**
 * Where rooms, events, answers and chat are kept.
 *
 * Whatever can't be done is a {@linkcode StoreError}, but for what `append` answers.
 */
export interface Store {
  /**
   * The room, made if need be and `create` says so; `null` if it is not there.
   *
   * @throws {DamagedError} if a row of it was found damaged since the store was opened.
   */
  openRoom(
    roomId: string,
    options: { create: boolean; now: number },
  ): Promise<RoomInfo | null>;
  /** Rooms by id: those whose id comes after `after`, at most `limit`; all, if both are left out. */
  listRooms(page?: RoomsPage): Promise<RoomInfo[]>;
  /**
   * Commits for many rooms at once, each all or nothing; one room's outcome fails no other.
   * Resolves after the commit is synced to disk. Outcomes stand in the order of `appends`.
   *
   * @throws {RangeError} if `seq` of the events does not count on from `expectedHead`.
   */
  append(appends: readonly Append[]): Promise<AppendOutcome[]>;
  /**
   * Events with `seq > after`, ascending, at most `limit`; fewer, but at least one if there is one,
   * where their operations would grow beyond `maxSize` UTF-16 code units of JSON.
   *
   * @throws {DamagedError} if a row fails its checksum.
   * @throws {StaleError} if events after `after` were trimmed.
   */
  readAfter(
    roomId: string,
    after: number,
    limit: number,
    maxSize?: number,
  ): Promise<RoomEvent[]>;
  /**
   * The shape as it was just before the event `seq` deleted it; `null` if it did not.
   *
   * @throws {StaleError} if that event was trimmed.
   */
  readRemoved(
    roomId: string,
    seq: number,
    shapeId: string,
  ): Promise<Shape | null>;
  /**
   * Keeps a snapshot, chunk by chunk as they come; chunks are JSON. `null`: there is no next one
   * yet, and others have their turn. It counts once all of it is written; what a crash leaves of
   * one is nothing.
   *
   * @returns whether it is kept: `false` if there is one of this `seq` already, or if it lies
   * below the horizon or beyond the head.
   */
  saveSnapshot(
    roomId: string,
    snapshot: NewSnapshot,
    chunks: Iterable<string | null>,
  ): Promise<boolean>;
  /** The snapshots of a room, the newest first; whether they can be read shows when they are. */
  listSnapshots(roomId: string): Promise<SnapshotInfo[]>;
  /**
   * The text of a snapshot, in the chunks in which it was saved.
   *
   * @param chunks which of them, in this order: 0 is the first one, -1 the last; those that there
   * are not are passed over. All when left out.
   * @throws {SnapshotError} if it is not there, or not what was written.
   */
  readSnapshot(
    roomId: string,
    seq: number,
    chunks?: readonly number[],
  ): AsyncIterable<string>;
  /** Forgets snapshots, but for the one at the horizon. */
  dropSnapshots(roomId: string, seqs: readonly number[]): Promise<void>;
  /**
   * Forgets the events up to `horizon`, with what they removed, and the snapshots below it; not
   * answers, which outlive their events (E16). Afterwards the room begins with the snapshot at
   * `horizon`.
   *
   * @throws {SnapshotError} if there is no sound snapshot at `horizon`: nothing is forgotten.
   */
  trim(roomId: string, horizon: number): Promise<void>;
  /** What is remembered of a client; `client` is the hash of its id. */
  readClient(roomId: string, client: string): Promise<ClientState>;
  /** Adds a chat line; the same (client, nonce) again returns the first one. */
  say(
    roomId: string,
    line: NewChatLine,
  ): Promise<{ line: ChatLine; repeated: boolean }>;
  /** The last `limit` chat lines, ascending. */
  readChat(roomId: string, limit: number): Promise<ChatLine[]>;
  /** Keeps how somebody is called in a room; how they were called before is forgotten. */
  remember(roomId: string, person: Person): Promise<void>;
  /** How those of `userIds` who are remembered are called in a room, in the order of `userIds`. */
  readPeople(roomId: string, userIds: readonly string[]): Promise<Person[]>;
  /** Random bytes made with the database and kept in it: the key of userIds (P1). */
  serverSecret(): Promise<Uint8Array>;
  /** Finishes what is under way and closes. */
  close(): Promise<void>;
}

/** How far a room has come in the store. */
export interface RoomTip {
  readonly roomId: string;
  /** `seq` of the last event. */
  readonly head: number;
  /** The last chat line; 0 if there is none. */
  readonly lastChatId: number;
}

/** A watch over a store. */
export interface StoreWatch {
  /** Watches these rooms from now on, and no others; each is told once at first. */
  rooms(roomIds: readonly string[]): void;
  /** Watches nothing any more. */
  end(): void;
}

/** What other servers on a store have posted. */
export interface NotesHeard {
  /** In the order in which each of them posted. */
  readonly notes: readonly string[];
  /** Is any other server there? */
  readonly hasReaders: boolean;
}

/** A way to the other servers on a store; unlike what is written to it, notes may get lost. */
export interface Notes {
  /** Names this server among those on the store. */
  readonly server: string;
  /** Posts a note for those who are there to read it. Does not wait, and never throws. */
  post(note: string): void;
  /** Hears nothing more. */
  end(): void;
}

/** A store that others may write to as well, and that notices when they did. */
export interface WatchableStore extends Store {
  /**
   * Tells soon after others have committed, which the watched rooms are that have moved; what
   * went through this store itself may be told as well.
   */
  watch(onMoved: (tips: readonly RoomTip[]) => void): StoreWatch;
  /**
   * Joins the other servers on the store. To be called once.
   *
   * @throws {StoreError} if that can't be done; the store itself can be used all the same.
   */
  openNotes(onHeard: (heard: NotesHeard) => void): Promise<Notes>;
}
