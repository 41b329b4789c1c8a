/**
 * What a replica is told of our own transactions, and what it tells of them.
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import type { RoomEvent } from "../../schema/event.ts";
import type { TextEdit } from "../../schema/op.ts";
import type { Work } from "./own_edits.ts";

/** A transaction as it was submitted. */
export interface PendingTx extends Work {
  /** Names it within the replica. */
  readonly key: number;
  readonly group: string | null;
  /** When it was submitted, in milliseconds since 1970. */
  readonly at: number;
  /** It is not to be sent before this `seq` is confirmed. */
  readonly notBefore?: number;
}

/** A transaction of ours that is part of the confirmed document now. */
export type Settlement =
  /** We saw it happen: `before` is the document just before it. */
  | {
    readonly kind: "seen";
    readonly key: number;
    readonly before: Document;
    readonly event: RoomEvent;
  }
  /** It came in a snapshot or a delta: its event is in the log at `seq`. */
  | { readonly kind: "unseen"; readonly key: number; readonly seq: number }
  /** It had no effect. */
  | { readonly kind: "nothing"; readonly key: number };

/** What came of something that a replica was told. */
export interface ReplicaChange {
  /** Ids of the shapes that look different in `document` now, came, or went. */
  readonly changed: ReadonlySet<string>;
  /** Of the texts that others changed: how, where that is known exactly. */
  readonly edits: ReadonlyMap<string, TextEdit>;
  readonly settled: readonly Settlement[];
  /** Committed events that are new to us, in the order of `seq`. */
  readonly events: readonly RoomEvent[];
  /** The server's word does not join what we have: ask for the content anew. */
  readonly resync: boolean;
}

/** Nothing came of it. */
export const NOTHING: ReplicaChange = {
  changed: new Set(),
  edits: new Map(),
  settled: [],
  events: [],
  resync: false,
};

/** What we have can't go on from what was said. */
export const RESYNC: ReplicaChange = { ...NOTHING, resync: true };
