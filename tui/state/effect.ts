import type { Op } from "../../shared/schema/op.ts";

/** What `update` asks of the shell. */
export type Effect =
  /** Send a transaction; it is in the document at once. */
  | {
    readonly type: "submit";
    readonly ops: readonly Op[];
    /** Transactions of one group are undone together. */
    readonly group?: string;
  }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  /** Put a text on the user's clipboard. */
  | { readonly type: "copy"; readonly text: string }
  /** Paint every cell anew. */
  | { readonly type: "repaint" }
  /** Give the terminal back to the shell until it continues the program. */
  | { readonly type: "suspend" }
  /** Leave the program. */
  | { readonly type: "quit" };
