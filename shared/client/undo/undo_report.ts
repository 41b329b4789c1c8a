/**
 * What became of an undo: what was done, and what was left as it is (E19).
 *
 * @module
 */

import type { Op, OpResult } from "../../schema/op.ts";
import type { Answer, UndoReport } from "../room_client_events.ts";

/** What was sent to turn a step back, and what was left alone. */
export interface Reversal {
  readonly sent: readonly {
    readonly ops: readonly Op[];
    readonly answer: Promise<Answer>;
  }[];
  readonly skipped: UndoReport["skipped"];
  /** Did it come to nothing, so that the step before is meant? */
  readonly isNothing: boolean;
}

/** Waits for the answers, and puts them together. */
export async function reportOf(reversal: Reversal): Promise<UndoReport> {
  const ops: Op[] = [], results: OpResult[] = [];
  const skipped = [...reversal.skipped];
  for (const part of reversal.sent) {
    const answer = await part.answer;
    ops.push(...part.ops);
    if (answer.type !== "ack") continue;
    results.push(...answer.results);
    for (const [i, result] of answer.results.entries()) {
      const op = part.ops[i];
      if (op !== undefined) skipped.push(...skippedIn(op, result));
    }
  }
  return { ops, results, skipped };
}

function skippedIn(op: Op, result: OpResult): UndoReport["skipped"] {
  if (typeof result === "object") {
    if (op.op === "set") return [{ id: op.id, registers: result.skipped }];
    return op.op === "text"
      ? [{ id: op.id, registers: ["text"] }]
      : result.skipped.map((id) => ({ id, registers: [] }));
  }
  return result === "dropped" && "id" in op
    ? [{ id: op.id, registers: [] }]
    : [];
}
