/**
 * A transaction while it is being decided.
 *
 * @module
 */

import type { CanonicalOp } from "../../schema/event.ts";
import type { Shape } from "../../schema/shape.ts";
import type { DecisionContext, Transaction } from "./decision.ts";
import type { Document, ShapeRecord } from "../document.ts";
import { resolved } from "../bindings.ts";
import { applyOp } from "../ops/rules.ts";
import type { Author } from "../write.ts";
import { Refusal } from "./refusal.ts";

/**
 * What has been decided of a transaction so far: the only thing in this folder that changes,
 * and it does not outlive the decision.
 */
export class Draft {
  /** The document as it is before the transaction: what `if`, `only` and `base` look at. */
  readonly before: Document;
  /** The document as it is after what was decided so far. */
  now: Document;
  readonly author: Author;
  /** What the author had seen. */
  readonly base: number;
  /** The event's operations so far. */
  readonly ops: CanonicalOp[] = [];
  /** Shapes that this transaction deleted, as they were just before, by id. */
  readonly removed = new Map<string, Shape>();
  /** Ids of texts that an earlier operation of this transaction has edited. */
  readonly edited = new Set<string>();

  constructor(
    document: Document,
    private readonly transaction: Transaction,
    readonly context: DecisionContext,
  ) {
    this.before = document;
    this.now = document;
    this.base = transaction.base ?? document.seq;
    this.author = {
      seq: document.seq + 1,
      userId: context.userId,
      at: context.at,
    };
  }

  /** Takes a canonical operation into the event; the next one sees its effect. */
  emit(op: CanonicalOp): void {
    if (op.op === "delete") {
      for (const id of op.ids) {
        const { shape } = this.now.shapes.get(id)!;
        // What its ends are tied to may be elsewhere, or dead, when a line comes back.
        this.removed.set(id, resolved(this.now, shape));
      }
    }
    this.ops.push(op);
    this.now = applyOp(this.now, op, this.author);
  }

  /** A draft of the same transaction with these operations in the place of its own. */
  amendedBy(ops: readonly CanonicalOp[]): Draft {
    const draft = new Draft(this.before, this.transaction, this.context);
    for (const op of ops) draft.emit(op);
    return draft;
  }

  /** The live shape as it now is. */
  live(id: string): ShapeRecord | undefined {
    return this.now.shapes.get(id);
  }

  /** The ids that are live now, each once. */
  liveOf(ids: readonly string[]): string[] {
    return [...new Set(ids)].filter((id) => this.now.shapes.has(id));
  }

  /** Refuses the transaction if one shape more would be too many. */
  makeRoom(path: string): void {
    const limit = this.context.limits.shapesPerRoom;
    const asked = this.now.shapes.size + 1;
    if (asked <= limit) return;
    throw new Refusal({
      code: "limit",
      message:
        `shapesPerRoom is ${limit}, and this asks for ${asked}; delete shapes first`,
      path,
    });
  }
}
