/**
 * Everything that a room is told, and everything that it asks for in turn.
 *
 * A room decides and does nothing: it has no clock, no socket and no disk. Whoever runs it
 * carries out the effects, in order, and reports back.
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { AckBody, NackBody, Op } from "../../shared/schema/op.ts";
import type {
  Member,
  MemberPresence,
  Presence,
} from "../../shared/schema/presence.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import type {
  Append,
  AppendOutcome,
  ChatLine,
  ClientState,
  Person,
} from "../store/store.ts";

/** What a client puts on a message to find its answer again. */
export type Ref = string | number | undefined;

/** A transaction on its way from a member into the log. */
export interface Submission {
  /** The member that is to be answered. */
  readonly memberId: string;
  readonly userId: string;
  /** Hash of the client's secret id; `null` where nobody can resend (the chat dialect). */
  readonly client: string | null;
  /** 1, 2, 3, … per client; 0 where `client` is `null`. */
  readonly cseq: number;
  /** Named by a key instead of a number: `client` is made of it, `cseq` is 1 (P25). */
  readonly isKeyed?: true;
  /** Hash of the body: the same number with another body is an error (E16). */
  readonly bodyHash: string;
  /** The hash that the same body had before; left out where it has always been `bodyHash`. */
  readonly formerHash?: () => string;
  readonly ref: Ref;
  /** When it arrived, in milliseconds since 1970. */
  readonly at: number;
  readonly work:
    | {
      readonly kind: "tx";
      readonly ops: readonly Op[];
      readonly base: number | undefined;
      readonly group: string | undefined;
    }
    /** Refused before it got here; the refusal uses the number up all the same. */
    | { readonly kind: "refused"; readonly nack: NackBody };
}

/** What is known of a submission to whoever gives its sender the answer. */
export type Asked = Pick<Submission, "cseq" | "ref" | "work">;

/** What became of a submission. */
export type Outcome =
  | {
    readonly type: "ack";
    readonly body: AckBody;
    /** What it did; `null` if it had no effect, or if this is an answer given again. */
    readonly event: RoomEvent | null;
  }
  | { readonly type: "nack"; readonly body: NackBody }
  /** It was answered so long ago that the answer is gone. */
  | { readonly type: "old"; readonly seq: number }
  /** Its number was used for something else. */
  | { readonly type: "other_body"; readonly message: string };

/** Who said a line, and what they know it by until it is kept. */
export interface Speaker {
  readonly memberId: string;
  readonly ref: Ref;
}

/** A committed event, with what the room was after it. */
export interface Entry {
  readonly event: RoomEvent;
  readonly document: Document;
}

/** What a room is told. */
export type RoomInput =
  /** A connection comes in; `state` is what the store remembers of its client. */
  | {
    readonly type: "join";
    readonly member: Member;
    readonly client: string | null;
    readonly state: ClientState | null;
  }
  | { readonly type: "leave"; readonly memberId: string }
  /** Transactions, in the order in which they arrived. */
  | { readonly type: "txs"; readonly submissions: readonly Submission[] }
  | {
    readonly type: "presence";
    readonly memberId: string;
    readonly presence: Presence;
    readonly at: number;
  }
  | {
    readonly type: "said";
    readonly line: ChatLine;
    readonly from: Speaker;
    /** It was said before: only they are told. */
    readonly repeated: boolean;
  }
  /** Somebody else may have committed, up to `head` (E21). */
  | { readonly type: "head_hint"; readonly head: number }
  /** Somebody else may have kept chat, up to the line `lastId` (E21). */
  | { readonly type: "chat_hint"; readonly lastId: number }
  /** All who are in the room by way of another server (E21). */
  | {
    readonly type: "members_elsewhere";
    readonly server: string;
    readonly members: readonly Member[];
    readonly at: number;
  }
  /** What members on other servers are doing (E21). */
  | {
    readonly type: "presence_elsewhere";
    readonly members: readonly MemberPresence[];
    readonly at: number;
  }
  /** Other servers are to be told who is here, be it that one asks, or that it is time again. */
  | { readonly type: "roll_call"; readonly at: number }
  /** The last lines of chat, as they were asked for. */
  | { readonly type: "chat_read"; readonly lines: readonly ChatLine[] }
  /** The time that `wake` asked for has come. */
  | { readonly type: "wake"; readonly at: number }
  | {
    readonly type: "appended";
    readonly outcome: AppendOutcome;
    readonly at: number;
  }
  | {
    readonly type: "caught_up";
    readonly events: readonly RoomEvent[];
    readonly at: number;
  }
  | {
    readonly type: "read_back_done";
    readonly events: readonly RoomEvent[];
    readonly state: ClientState | null;
  }
  | {
    readonly type: "client_read";
    readonly client: string;
    readonly state: ClientState;
  }
  | {
    readonly type: "removed_read";
    readonly shapes: readonly (Removed & { readonly shape: Former })[];
  }
  /** A read failed; it is asked for again after a while. */
  | {
    readonly type: "read_failed";
    readonly message: string;
    readonly at: number;
  };

/** A shape that `restore` wants back: deleted by the event `seq`. */
export interface Removed {
  readonly id: string;
  readonly seq: number;
}

/** A deleted shape as it was; `null`: it was not deleted there; `trimmed`: nobody knows any more. */
export type Former = Shape | "trimmed" | null;

/** What a room asks for. */
export type RoomEffect =
  | { readonly type: "append"; readonly append: Append }
  /** All events after `after`, answered by `caught_up`. */
  | { readonly type: "read_after"; readonly after: number }
  /** Events after `after`, and what is remembered of `client`: did an append land? */
  | {
    readonly type: "read_back";
    readonly after: number;
    readonly client: string | null;
  }
  | { readonly type: "read_client"; readonly client: string }
  /** The last lines of chat, answered by `chat_read`; if it fails, by nothing. */
  | { readonly type: "read_chat" }
  | { readonly type: "read_removed"; readonly shapes: readonly Removed[] }
  /** Send `wake` after this many milliseconds. */
  | { readonly type: "wake"; readonly afterMs: number }
  | {
    readonly type: "answer";
    /** The member to answer: where the client is by now, if it has come back elsewhere. */
    readonly memberId: string;
    readonly submission: Asked;
    readonly outcome: Outcome;
  }
  /** On disk: every member may know. */
  | { readonly type: "committed"; readonly entries: readonly Entry[] }
  | {
    readonly type: "members";
    readonly joined: readonly Member[];
    readonly left: readonly string[];
  }
  | { readonly type: "presence"; readonly members: readonly MemberPresence[] }
  /** For the other servers: all who are here, and what some of them are doing (E21). */
  | { readonly type: "tell_members"; readonly members: readonly Member[] }
  | {
    readonly type: "tell_presence";
    readonly members: readonly MemberPresence[];
  }
  /** A line of chat, to everybody, or to one who is to know that it was kept. */
  | {
    readonly type: "said";
    readonly line: ChatLine;
    /** `null`: it was said on another server. */
    readonly from: Speaker | null;
    readonly to: string | null;
  }
  /** Somebody draws or says something: they are to be known by name when they are gone (P29). */
  | { readonly type: "remember"; readonly person: Person }
  /** Something that should not happen did; the operator is to know. */
  | { readonly type: "fault"; readonly message: string };
