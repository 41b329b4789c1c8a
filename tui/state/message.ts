/**
 * Everything that can happen to the client.
 *
 * @module
 */

import type { Color } from "../../shared/schema/color.ts";
import type { Document } from "../../shared/document/document.ts";
import type { RegisterState, TextEdit } from "../../shared/schema/op.ts";
import type { Member, MemberPresence } from "../../shared/schema/presence.ts";
import type { ClientStatus } from "../../shared/client/room_client_events.ts";
import type { LobbyMessage } from "./rooms/lobby.ts";
import type { ChatLine } from "./chat/chat.ts";
import type { FilesMessage } from "./files/files.ts";
import type { Input } from "./input/input.ts";
import type { Blamed } from "./past/blame.ts";

/** What comes from the room. */
export type RoomMessage =
  | {
    readonly type: "document";
    readonly document: Document;
    /** How others changed texts, where that is known exactly. */
    readonly edits?: ReadonlyMap<string, TextEdit>;
  }
  | { readonly type: "status"; readonly status: ClientStatus }
  | {
    readonly type: "members";
    readonly members: readonly Member[];
    readonly memberId: string | null;
  }
  | {
    readonly type: "presences";
    readonly presences: ReadonlyMap<string, MemberPresence>;
  }
  /** The room's log is another one now: the drawing and the last lines of chat come anew. */
  | { readonly type: "renewed" }
  /** Somebody's name, who may not be here. */
  | {
    readonly type: "met";
    readonly userId: string;
    readonly name: string;
    /** Left out where it is not known. */
    readonly color?: Color;
  }
  /** A moment of the past that was asked for can be visited. */
  | { readonly type: "recalled"; readonly seq: number }
  | { readonly type: "unrecalled"; readonly reason: string }
  /** More is known of when things happened, and who did them. */
  | { readonly type: "surveyed" }
  /** Who made a shape what it is; or why that can't be told. */
  | {
    readonly type: "blamed";
    readonly id: string;
    readonly found: Blamed | { readonly reason: string };
  }
  /** A moment of the past is a room of its own now. */
  | { readonly type: "copied"; readonly room: string }
  | { readonly type: "refused"; readonly message: string }
  | {
    readonly type: "overrode";
    readonly registers: readonly RegisterState[];
  }
  | {
    readonly type: "said";
    readonly line: ChatLine;
    /** It was said since we came, not before. */
    readonly isNews: boolean;
  }
  /** A line of ours, said before, is not there yet. */
  | { readonly type: "line-waits"; readonly key: string; readonly text: string }
  /** The server has a line of ours. */
  | { readonly type: "line-kept"; readonly key: string }
  /** It refused one. */
  | {
    readonly type: "line-refused";
    readonly key: string;
    readonly reason: string;
  }
  /** Unsent work can't be kept on disk. */
  | { readonly type: "unkept"; readonly reason: string }
  /** What the shell has to tell, such as "nothing to undo". */
  | {
    readonly type: "told";
    readonly text: string;
    readonly tone: "info" | "warning" | "error";
  };

/** What the user chose on the chrome, or in a list. */
export type Choice =
  /** An action was chosen by its name, not by its key. */
  | {
    readonly type: "act";
    readonly action: string;
    /** The word that goes with it. */
    readonly word?: string;
  }
  /** A line of the open panel was clicked. */
  | { readonly type: "pick"; readonly line: number };

/** Everything that can happen to the client. */
export type Message =
  | Input
  | Choice
  | RoomMessage
  | LobbyMessage
  | FilesMessage
  /** Time has passed. */
  | { readonly type: "tick" };
