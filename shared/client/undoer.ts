/**
 * Undo and redo of one's own work, without touching what others changed since (E19).
 *
 * @module
 */

import { type Inverse, inverse } from "../document/inverse.ts";
import type { Op, OpResult } from "../schema/op.ts";
import { cutOps } from "./cut_ops.ts";
import type { ReplicaChange, Settlement } from "./replica.ts";
import type { Answer, Answered, UndoReport } from "./room_client_events.ts";
import type { Submissions } from "./submissions.ts";
import { UndoStack, type UndoStep, type Withdrawn } from "./undo_stack.ts";
import { Waiting } from "./waiting.ts";

/** What was sent to turn a step back, and what was left alone. */
interface Reversal {
  readonly sent: readonly {
    readonly ops: readonly Op[];
    readonly answer: Promise<Answer>;
  }[];
  readonly skipped: readonly Skipped[];
}

type Skipped = UndoReport["skipped"][number];

/** Submits our work, and remembers it so that it can be undone. */
export class Undoer {
  readonly #submissions: Submissions;
  readonly #stack = new UndoStack();
  readonly #settlements = new Waiting<number, Settlement | null>();
  /** One step at a time: the next is computed when this one has been sent. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(submissions: Submissions) {
    this.#submissions = submissions;
  }

  /** Submits something new. */
  submit(ops: readonly Op[], group: string | null): Promise<Answer> {
    const { key, answer } = this.#submissions.submit(ops, group);
    if (key !== null) this.#stack.did(key, group);
    return answer;
  }

  /** Undoes the latest step; `null` if there is none. */
  undo(): Promise<UndoReport | null> {
    return this.#turn(
      () => this.#stack.takeUndo(),
      (step) => this.#stack.undid(step),
    );
  }

  /** Redoes what was undone last; `null` if there is nothing. */
  redo(): Promise<UndoReport | null> {
    return this.#turn(
      () => this.#stack.takeRedo(),
      (step) => this.#stack.redid(step),
    );
  }

  /** The replica learnt what became of our work. */
  took({ settled }: ReplicaChange): void {
    for (const settlement of settled) {
      this.#stack.settled(settlement);
      this.#settlements.resolve(
        settlement.key,
        settlement.event === null ? null : settlement,
      );
    }
  }

  /** A transaction has its answer. */
  answered({ key, answer }: Answered): void {
    if (key === null || answer.type === "ack") return;
    this.#stack.dropped(key);
    this.#settlements.resolve(key, null);
  }

  /** Nothing more will be known of anything. */
  close(): void {
    this.#settlements.resolveAll(null);
  }

  async #turn(
    take: () => UndoStep | null,
    put: (step: UndoStep) => void,
  ): Promise<UndoReport | null> {
    const reversal = this.#last.then(async () => {
      const step = take();
      if (step === null) return null;
      return await this.#reverse(step, put);
    });
    this.#last = reversal.catch(() => {});
    const done = await reversal;
    return done === null ? null : await reportOf(done);
  }

  /** Takes back what was not sent yet, inverts the rest, and does again what was taken back. */
  async #reverse(
    step: UndoStep,
    put: (step: UndoStep) => void,
  ): Promise<Reversal> {
    const again: Withdrawn[] = [];
    const inverted: (Settlement | null | Promise<Settlement | null>)[] = [];
    for (const key of step.keys.toReversed()) {
      const tx = this.#submissions.withdraw(key);
      if (tx !== null) again.unshift({ ops: tx.ops, group: tx.group });
      else inverted.unshift(this.#settlement(key));
    }
    const settlements = (await Promise.all(inverted))
      .filter((settlement) => settlement !== null);
    const { parts, skipped } = await this.#invert(settlements);
    const group = parts.length > 1 ? `undo-${settlements[0]!.key}` : null;
    const sent = [
      ...parts.map((ops) => ({ ops, group })),
      ...step.again,
    ].map(({ ops, group }) => ({
      ops,
      ...this.#submissions.submit(ops, group),
    }));
    const keys = sent.map(({ key }) => key).filter((key) => key !== null);
    // At once: what becomes of these transactions may be told before any promise runs on.
    put({ group: null, keys, again });
    return { sent, skipped };
  }

  async #invert(
    settlements: readonly Settlement[],
  ): Promise<{ parts: Op[][]; skipped: Inverse["skipped"] }> {
    const [first] = settlements;
    if (first === undefined) return { parts: [], skipped: [] };
    const { replica, limits } = this.#submissions;
    // An inverse goes by what is confirmed: all that we have done must be part of that.
    await Promise.all(replica.pending.map(({ key }) => this.#settlement(key)));
    const events = settlements.map(({ event }) => event!);
    const { ops, skipped } = inverse(first.before, events, replica.confirmed);
    return { parts: cutOps(ops, limits), skipped };
  }

  #settlement(key: number): Settlement | null | Promise<Settlement | null> {
    return this.#stack.settlementOf(key) ?? this.#settlements.for(key);
  }
}

async function reportOf(reversal: Reversal): Promise<UndoReport> {
  const ops: Op[] = [], results: OpResult[] = [];
  const skipped: Skipped[] = [...reversal.skipped];
  for (const part of reversal.sent) {
    const answer = await part.answer;
    ops.push(...part.ops);
    if (answer.type !== "ack") continue;
    results.push(...answer.results);
    for (const [i, result] of answer.results.entries()) {
      skipped.push(...skippedIn(part.ops[i]!, result));
    }
  }
  return { ops, results, skipped };
}

function skippedIn(op: Op, result: OpResult): Skipped[] {
  if (typeof result === "object") {
    return op.op === "set"
      ? [{ id: op.id, registers: result.skipped }]
      : result.skipped.map((id) => ({ id, registers: [] }));
  }
  return result === "dropped" && "id" in op
    ? [{ id: op.id, registers: [] }]
    : [];
}
