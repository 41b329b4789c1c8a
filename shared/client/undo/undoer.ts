/**
 * Undo and redo of one's own work, without touching what others changed since (E19).
 *
 * @module
 */

import { inverse } from "../../document/undo/inverse.ts";
import type { Op } from "../../schema/op.ts";
import { cutOps } from "../outbox/cut_ops.ts";
import { groupOf } from "./own_past.ts";
import type { ReplicaChange, Settlement } from "../replica/pending_tx.ts";
import type { Answer, Answered, UndoReport } from "../room_client_events.ts";
import type { Submissions } from "../outbox/submissions.ts";
import type { Remembered, Step } from "./remembered.ts";
import { UndoStack, type UndoStep, type Withdrawn } from "./undo_stack.ts";
import { reportOf, type Reversal } from "./undo_report.ts";
import { Waiting } from "../waiting.ts";

type Turn = "undo" | "redo";

/** Submits our work, and remembers it so that it can be undone. */
export class Undoer {
  readonly #submissions: Submissions;
  readonly #past: Remembered;
  readonly #stack = new UndoStack();
  readonly #settlements = new Waiting<number, Settlement | null>();
  /** One step at a time: the next is computed when this one has been sent. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** What waits in the outbox from an earlier life can be undone like anything else. */
  constructor(submissions: Submissions, past: Remembered) {
    this.#submissions = submissions;
    this.#past = past;
    for (const { key, group } of submissions.outbox.unanswered) {
      this.#stack.did(key, group);
    }
  }

  /** Submits something new. */
  submit(ops: readonly Op[], group: string | null): Promise<Answer> {
    const { key, answer } = this.#submissions.submit({ ops }, group);
    if (key !== null) {
      this.#stack.did(key, group);
      this.#past.endRedo();
    }
    return answer;
  }

  /** Undoes the latest step; `null` if there is none. */
  undo(): Promise<UndoReport | null> {
    return this.#turn("undo");
  }

  /** Redoes what was undone last; `null` if there is nothing. */
  redo(): Promise<UndoReport | null> {
    return this.#turn("redo");
  }

  /** The replica learnt what became of our work. */
  took({ settled }: ReplicaChange): void {
    for (const settlement of settled) {
      this.#stack.settled(settlement);
      this.#past.settled(settlement);
      const known = settlement.kind === "nothing" ? null : settlement;
      this.#settlements.resolve(settlement.key, known);
    }
  }

  /** A transaction has its answer. */
  answered({ key, answer }: Answered): void {
    if (key === null || answer.type === "ack") return;
    this.#stack.dropped(key);
    this.#settlements.resolve(key, null);
  }

  /** Nothing more will be known of anything: what is under way is given up. */
  close(): void {
    this.#isClosed = true;
    this.#settlements.rejectAll(closed());
  }

  async #turn(turn: Turn): Promise<UndoReport | null> {
    const reversal = this.#last.then(async () => {
      for (;;) {
        if (this.#isClosed) throw closed();
        if (!this.#submissions.follows) throw blind(turn);
        const step = await this.#take(turn);
        if (step === null) return null;
        const reversal = await this.#reverse(step, turn);
        // What was typed and deleted again leaves nothing to be undone; nor does the log tell of
        // what came to nothing that it was taken back already.
        if (!reversal.isNothing) return reversal;
      }
    });
    this.#last = reversal.catch(() => {});
    const done = await reversal;
    return done === null ? null : await reportOf(done);
  }

  /** The step whose turn it is: of this client's life, else of what the log tells. */
  async #take(turn: Turn): Promise<UndoStep | null> {
    const step = turn === "undo"
      ? this.#stack.takeUndo()
      : this.#stack.takeRedo();
    if (step !== null) return step;
    const past = await this.#past.take(turn);
    return past && { group: null, past, keys: new Set(), again: [] };
  }

  /** Takes back what was not sent yet, inverts the rest, and does again what was taken back. */
  async #reverse(step: UndoStep, turn: Turn): Promise<Reversal> {
    const withdrawn: Withdrawn[] = [];
    const sent: number[] = [];
    for (const key of [...step.keys].reverse()) {
      const tx = this.#submissions.withdraw(key);
      if (tx === null) sent.unshift(key);
      else if (!tx.ops.every(isNoChange)) withdrawn.unshift(tx);
    }
    const left = { ...step, keys: new Set(sent) };
    this.#stack.turning(left);
    const inverted = await this.#invert(left).catch((error) => {
      this.#put(turn, left, "back");
      // That much of the step is done: it can be done again, or what is left of it can be undone.
      this.#put(turn, againOf(withdrawn), "forth");
      throw error;
    });
    const { parts, skipped, last } = inverted;
    const group = last === null ? null : groupOf(turn, last);
    const work = [...parts.map((ops) => ({ ops, group })), ...step.again];
    const submitted = work.map((each) => ({
      ops: each.ops,
      ...this.#submissions.submit(each, each.group),
    }));
    const keys = submitted.map(({ key }) => key).filter((key) => key !== null);
    // At once: what becomes of these transactions may be told before any promise runs on.
    this.#put(turn, { ...againOf(withdrawn), keys: new Set(keys) }, "forth");
    this.#stack.finished(left);
    const isNothing = submitted.length === 0 && skipped.length === 0 &&
      withdrawn.length === 0;
    return { sent: submitted, skipped, isNothing };
  }

  /** Where a step belongs after its turn: to what can be done again; `back`: where it was. */
  #put(turn: Turn, step: UndoStep, where: "back" | "forth"): void {
    if ((turn === "undo") === (where === "forth")) this.#stack.undid(step);
    else this.#stack.redid(step);
  }

  async #invert(step: UndoStep): Promise<{
    parts: Op[][];
    skipped: Reversal["skipped"];
    /** The step's last event. */
    last: number | null;
  }> {
    const known = await this.#stepOf(step);
    if (known === null) return { parts: [], skipped: [], last: null };
    const { before, events, now } = known;
    const { ops, skipped } = inverse(before, events, now);
    const parts = cutOps(ops, this.#submissions.limits);
    return { parts, skipped, last: events.at(-1)!.seq };
  }

  async #stepOf({ keys, past }: UndoStep): Promise<Step | null> {
    const { replica } = this.#submissions;
    const settlements = (await Promise.all(
      [...keys].map((key) => this.#settlement(key)),
    )).filter((settlement) => settlement !== null);
    if (settlements.length === 0 && past.length === 0) return null;
    // An inverse goes by what is confirmed: all that we have done must be part of that.
    await Promise.all(replica.pending.map(({ key }) => this.#settlement(key)));
    return past.length > 0
      ? await this.#past.stepTaken(past, replica)
      : await this.#past.stepOf(settlements, replica);
  }

  #settlement(key: number): Settlement | null | Promise<Settlement | null> {
    if (this.#isClosed) throw closed();
    return this.#stack.settlementOf(key) ?? this.#settlements.for(key);
  }
}

function closed(): Error {
  return new Error("the client is closed");
}

/** What undo takes back, and what others did since, it sees in the drawing. */
function blind(turn: Turn): Error {
  return new Error(
    `Cannot ${turn}: this client has no drawing; make it with content "all"`,
  );
}

/** The step that does again what was taken back before it was sent. */
function againOf(withdrawn: readonly Withdrawn[]): UndoStep {
  return { group: null, past: [], keys: new Set(), again: withdrawn };
}

/** Typing of which nothing is left. */
function isNoChange(op: Op): boolean {
  return op.op === "text" && op.edit.length === 0;
}
