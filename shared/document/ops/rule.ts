/**
 * What an operation is to the engine: how it is decided, and how it is applied.
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import type { Op, OpOf, OpResult } from "../../schema/op.ts";
import type { Document } from "../document.ts";
import type { Draft } from "../deciding/draft.ts";
import type { Author } from "../write.ts";

/** A canonical operation of one kind. */
export type CanonicalOpOf<K extends CanonicalOp["op"]> = Extract<
  CanonicalOp,
  { op: K }
>;

/** Turns what a client asks for into canonical operations, which it emits to the draft. */
export interface Decides<K extends Op["op"]> {
  /**
   * Says what the operation does to a draft.
   *
   * @param path where the operation stands in its message, such as `ops.0`.
   * @throws {Refusal} if the whole transaction is to be refused.
   */
  decide(draft: Draft, op: OpOf<K>, path: string): OpResult;
}

/** Makes the next document. Never fails: a canonical operation has been decided. */
export interface Applies<K extends CanonicalOp["op"]> {
  /** The document after the operation. */
  apply(document: Document, op: CanonicalOpOf<K>, author: Author): Document;
  /** Ids of the shapes that it is about. */
  touches(op: CanonicalOpOf<K>): readonly string[];
}
