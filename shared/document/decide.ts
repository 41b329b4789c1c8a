/**
 * The one function that decides what a transaction does to a document: the server asks it for
 * the truth, a client for what will probably become true.
 *
 * @module
 */

import type { RoomEvent } from "../schema/event.ts";
import type { Op, OpResult } from "../schema/op.ts";
import type {
  Decision,
  DecisionContext,
  Transaction,
} from "./deciding/decision.ts";
import type { Document } from "./document.ts";
import { Draft } from "./deciding/draft.ts";
import { Refusal } from "./deciding/refusal.ts";
import { decideOp } from "./ops/rules.ts";
import { overrodeBy } from "./deciding/overrode.ts";
import { checkBound, settleBindings } from "./deciding/settle.ts";

/**
 * Decides a transaction: all of it or nothing. The document given is never changed.
 *
 * @throws nothing that a client can cause: what is wrong comes back as `refuse`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decide } from "./decide.ts";
 * import { EMPTY_DOCUMENT } from "./document.ts";
 *
 * const context = {
 *   userId: "u_ana",
 *   at: 1_733_000_000_000,
 *   limits: { opsPerTx: 256, shapesPerRoom: 100_000 },
 *   removed: new Map(),
 * };
 * const decision = decide(EMPTY_DOCUMENT, {
 *   ops: [
 *     { op: "create", shape: { id: "c", type: "circle", x: 100, y: 100 } },
 *     { op: "move", ids: ["c", "nobody"], dx: 8, dy: 0 },
 *   ],
 * }, context);
 * assertEquals(decision.kind === "commit" && decision.results, ["ok", "ok"]);
 * assertEquals(decision.kind === "commit" && decision.document.shapes.get("c")?.shape.x, 108);
 * ```
 */
export function decide(
  document: Document,
  transaction: Transaction,
  context: DecisionContext,
): Decision {
  try {
    return decideOrThrow(document, transaction, context);
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refuse", nack: error.nack };
    throw error;
  }
}

function decideOrThrow(
  document: Document,
  transaction: Transaction,
  context: DecisionContext,
): Decision {
  const draft = new Draft(document, transaction, context);
  checkTransaction(document, transaction, context);
  const results: OpResult[] = [];
  for (const [i, op] of transaction.ops.entries()) {
    results.push(decideOp(draft, op, `ops.${i}`));
  }
  if (draft.ops.length === 0) return { kind: "nothing", results };
  const { ops, now, removed } = settle(draft);
  const { seq, userId, at } = draft.author;
  const event: RoomEvent = { seq, userId, at, ops: [...ops] };
  if (transaction.group !== undefined) event.group = transaction.group;
  const after = { ...now, seq };
  checkBound(document, after, ops);
  return {
    kind: "commit",
    event,
    document: after,
    results,
    overrode: overrodeBy(document, ops, userId, draft.base),
    removed: [...removed.values()],
  };
}

/** The draft with the ends of lines as they turned out, those of lines that it deletes as well. */
function settle(draft: Draft): Draft {
  const amended = settleBindings(draft);
  return amended === null ? draft : draft.amendedBy(amended);
}

function checkTransaction(
  document: Document,
  { ops, base }: Transaction,
  { limits }: DecisionContext,
): void {
  if (ops.length > limits.opsPerTx) {
    throw new Refusal({
      code: "limit",
      message: `opsPerTx is ${limits.opsPerTx}, and this has ${ops.length}`,
      path: "ops",
    });
  }
  if (base !== undefined && base > document.seq) {
    throw new Refusal({
      code: "invalid",
      message: `base ${base} is beyond the head, which is ${document.seq}`,
      path: "base",
    });
  }
}

/** A deleted shape, and the transaction that deleted it. */
export interface Restorable {
  readonly id: string;
  /** The deletion's place in the log. */
  readonly seq: number;
}

/**
 * The dead shapes that `decide` needs back from the log for these operations, each once (E14).
 * What it is given of them goes into {@linkcode DecisionContext.removed}.
 */
export function restorable(
  document: Document,
  ops: readonly Op[],
): Restorable[] {
  // Hardly any transaction restores, and each is looked at several times.
  let found: Map<string, Restorable> | null = null;
  for (const op of ops) {
    if (op.op !== "restore") continue;
    const grave = document.tombstones.get(op.id);
    if (grave === undefined) continue;
    found ??= new Map();
    found.set(op.id, { id: op.id, seq: grave.seq });
  }
  return found === null ? [] : [...found.values()];
}
