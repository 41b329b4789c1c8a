/**
 * The words in which `decide` speaks: what it is given, and what it answers.
 *
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";
import type { NackBody, Op, OpResult, RegisterState } from "../../schema/op.ts";
import type { Shape } from "../../schema/shape.ts";
import type { Document } from "../document.ts";

/** A transaction, as far as the document is concerned. */
export interface Transaction {
  readonly ops: readonly Op[];
  /** What the author had seen; the document's `seq` when left out. */
  readonly base?: number | undefined;
  readonly group?: string | undefined;
}

/** What the outside world gives to a decision: there is no clock and no log in here. */
export interface DecisionContext {
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly limits: {
    readonly opsPerTx: number;
    readonly shapesPerRoom: number;
  };
  /**
   * Shapes that were deleted, as they were just before, by id: those that `restorable` asked
   * for. A `restore` of a shape that is not in here is `dropped`.
   */
  readonly removed: ReadonlyMap<string, Shape>;
}

/** What a transaction does to a document. */
export type Decision =
  /** It has an effect: `event` is to be committed, and `document` is what then is. */
  | {
    readonly kind: "commit";
    readonly event: RoomEvent;
    readonly document: Document;
    readonly results: readonly OpResult[];
    readonly overrode: readonly RegisterState[];
    /** Shapes that the event deletes, as they were just before. */
    readonly removed: readonly Shape[];
  }
  /** It is fine and has no effect: no event. */
  | { readonly kind: "nothing"; readonly results: readonly OpResult[] }
  /** It is refused, whole. */
  | { readonly kind: "refuse"; readonly nack: NackBody };
