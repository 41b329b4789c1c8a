/**
 * What a {@linkcode RoomClient} tells those who use it.
 *
 * @module
 */

import type { Document } from "../document/document.ts";
import type { RoomEvent } from "../schema/event.ts";
import type {
  AckBody,
  NackBody,
  Op,
  OpResult,
  RegisterState,
  TextEdit,
} from "../schema/op.ts";
import type { Member, MemberPresence } from "../schema/presence.ts";
import type { ServerMessageOf } from "../schema/server_message.ts";

/**
 * Where a client stands (T12).
 * - `connecting`: never in the room so far.
 * - `loading`: in the room, its content is coming.
 * - `synced`: has all that the server has.
 * - `offline`: was in the room; reconnects by itself. Drawing goes on.
 * - `closed`: for good.
 */
export type ClientState =
  | "connecting"
  | "loading"
  | "synced"
  | "offline"
  | "closed";

/** Where a client stands (T12). */
export interface ClientStatus {
  /** The connection, and the content. */
  readonly state: ClientState;
  /** Transactions without an answer. */
  readonly unsent: number;
  /** The server takes no changes from us for now; they wait. */
  readonly readOnly: boolean;
  /** Which try to connect is under way, or comes next, since the server last served us. */
  readonly attempt?: number;
  /** How much of the content has come, while a large room is loaded. */
  readonly percent?: number;
  /** The server is there, and does not let us in: `reason` is its own word. */
  readonly isRefused?: boolean;
  /** Why it is so, for a person. */
  readonly reason?: string;
}

/** What became of a transaction. */
export type Answer =
  /** It is on disk. `old`: so long ago that only that is known. */
  | (
    & { readonly type: "ack"; readonly cseq: number; readonly old: boolean }
    & AckBody
  )
  /** It was refused, whole, and will not be sent again. */
  | ({ readonly type: "nack"; readonly cseq: number | null } & NackBody)
  /** It was undone before it was sent, or others left nothing of it to be done. */
  | { readonly type: "withdrawn" }
  /** The client was closed before an answer came: it may or may not have happened. */
  | { readonly type: "unanswered"; readonly reason: string };

/** A transaction of ours that has its answer. */
export interface Answered {
  /** Names it among this client's transactions; `null` if it could not even be sent. */
  readonly key: number | null;
  /** What was asked for. */
  readonly ops: readonly Op[];
  /** Under which it would be undone. */
  readonly group: string | null;
  /** What became of it. */
  readonly answer: Answer;
}

/** A transaction of ours that was refused; `ops` are for the person to see, and to try again. */
export interface Refused {
  /** What was asked for. */
  readonly ops: readonly Op[];
  /** Under which it would have been undone. */
  readonly group: string | null;
  /** Why, and where it is wrong. */
  readonly nack: NackBody;
}

/** The drawing changed. */
export interface DrawingChange {
  /** Confirmed and pending. */
  readonly document: Document;
  /** Ids of the shapes that look different now, came, or went. */
  readonly changed: ReadonlySet<string>;
  /**
   * Of the texts that others changed: how, where that is known exactly; for whoever has a caret
   * in one of them. A text may have changed without being in here.
   */
  readonly edits: ReadonlyMap<string, TextEdit>;
}

/** What an undo or redo did. */
export interface UndoReport {
  /** What was sent to bring the earlier state back; empty if the work had never been sent. */
  readonly ops: readonly Op[];
  /** What became of each op. */
  readonly results: readonly OpResult[];
  /** What was left as it is, since somebody else changed it: an id, and which registers. */
  readonly skipped: readonly {
    /** The shape. */
    readonly id: string;
    /** Empty: the whole shape. */
    readonly registers: readonly string[];
  }[];
}

/** A line of chat that the server is not known to have. */
export interface UnsaidLine {
  /** What was said. */
  readonly text: string;
  /** Resolves when the server has it; rejects if it refuses. */
  readonly said: Promise<void>;
}

/** A page of the room's past (P9). */
export interface HistoryPage {
  /** Ascending in `seq`. */
  readonly events: readonly RoomEvent[];
  /** What to ask for as `after` next; `null` at the head. */
  readonly next: number | null;
}

/** The events of a client, and what their handlers get. */
export interface RoomClientEvents {
  /** The drawing changed: by others, by ourselves, or by the server's word. */
  change: DrawingChange;
  /** Where the client stands has changed. */
  status: ClientStatus;
  /** Somebody came or went. */
  members: readonly Member[];
  /** Somebody's cursor, selection or preview changed; without our own. */
  presence: ReadonlyMap<string, MemberPresence>;
  /** A line of chat; each once, the last 100 on joining. */
  said: ServerMessageOf<"said">;
  /** Any transaction of ours has its answer. */
  answer: Answered;
  /** A transaction of ours was refused. */
  refused: Refused;
  /** A transaction of ours wrote over what others did meanwhile (E18). */
  overrode: readonly RegisterState[];
  /** Something was committed in the room, in the order of `seq`, each once. */
  event: RoomEvent;
  /**
   * The room's log is another one than before, such as that of a restored backup (E24): its new
   * epoch. The drawing and the last lines of chat come anew.
   */
  renewed: string;
  /** The client has all that the server has; again after each reconnection. */
  synced: Document;
  /** The outbox can't be written: what is unsent is sent, but would not outlive the program. */
  unkept: string;
  /** Something is odd, and the client goes on: for a log. */
  problem: string;
}
