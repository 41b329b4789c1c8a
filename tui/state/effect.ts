import type { Op } from "../../shared/schema/op.ts";
import type { FilesEffect } from "./files/files.ts";

/** What `update` asks of the shell. */
export type Effect =
  | FilesEffect
  /** Send a transaction; it is in the document at once. */
  | {
    readonly type: "submit";
    readonly ops: readonly Op[];
    /** Transactions of one group are undone together. */
    readonly group?: string;
  }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  /** Make a moment of the past one that can be visited. */
  | { readonly type: "recall"; readonly seq: number }
  /** Find out who made a shape what it is, now or as of an event. */
  | {
    readonly type: "blame";
    readonly id: string;
    readonly seq: number;
  }
  /** Make a drawing in another room, which must be empty. */
  | {
    readonly type: "copy-room";
    readonly room: string;
    readonly ops: readonly Op[];
  }
  /** Say a line in the chat; `key` names it when its answer comes. */
  | { readonly type: "say"; readonly key: string; readonly text: string }
  /** Put a text on the user's clipboard. */
  | { readonly type: "copy"; readonly text: string }
  /** Paint every cell anew. */
  | { readonly type: "repaint" }
  /** Give the terminal back to the shell until it continues the program. */
  | { readonly type: "suspend" }
  /** Ask the server for its rooms: the first page, or the one after a room. */
  | { readonly type: "rooms"; readonly after: string | null }
  /** Ask the server for a room as text, all of it in so many cells. */
  | {
    readonly type: "picture";
    readonly roomId: string;
    readonly columns: number;
    readonly rows: number;
  }
  /** Go to another room. */
  | { readonly type: "join"; readonly roomId: string }
  /** Leave the program. */
  | { readonly type: "quit" };
