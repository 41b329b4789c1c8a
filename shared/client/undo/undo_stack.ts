/**
 * What can be undone and redone: one's own work, step by step (E19).
 *
 * @module
 */

import type { RoomEvent } from "../../schema/event.ts";
import type { Op } from "../../schema/op.ts";
import type { MadeOf } from "../replica/own_edits.ts";
import type { Settlement } from "../replica/pending_tx.ts";

/** A transaction that was taken back before it was sent: to redo it, submit it again. */
export interface Withdrawn {
  readonly ops: readonly Op[];
  /** What edits in it were made of. */
  readonly texts: MadeOf;
  readonly group: string | null;
}

/** What one undo undoes: a transaction, or all of a group. */
export interface UndoStep {
  /** Names the step's group to later transactions of the same group. */
  readonly group: string | null;
  /** Events of before this client began, to invert, in order. */
  readonly past: readonly RoomEvent[];
  /** Transactions to invert, in the order in which they were done. */
  readonly keys: ReadonlySet<number>;
  /** Transactions to submit again, in the order in which they were done. */
  readonly again: readonly Withdrawn[];
}

/** Steps that are remembered. */
const MAX_STEPS = 200;

/** Two stacks of steps, and what is known of the transactions in them. */
export class UndoStack {
  #done: UndoStep[] = [];
  #undone: UndoStep[] = [];
  /** Off the stacks for now: it may come back, and go by what was told of it meanwhile. */
  #turning: UndoStep | null = null;
  readonly #settled = new Map<number, Settlement>();

  /** Something new was done: it joins the step of its group, and nothing can be redone. */
  did(key: number, group: string | null): void {
    this.#forget(this.#undone);
    this.#undone = [];
    const last = this.#done.at(-1);
    if (last?.keys.has(key)) return;
    if (group !== null && last?.group === group) {
      // In place: a step of thousands must not be copied thousands of times.
      (last.keys as Set<number>).add(key);
    } else {
      this.#push(this.#done, {
        group,
        past: [],
        keys: new Set([key]),
        again: [],
      });
    }
  }

  /** The step to be undone now, taken off; `null` if there is none. */
  takeUndo(): UndoStep | null {
    return this.#turning = this.#done.pop() ?? null;
  }

  /** The step to be redone now, taken off; `null` if there is none. */
  takeRedo(): UndoStep | null {
    return this.#turning = this.#undone.pop() ?? null;
  }

  /** This is left of the step that was taken off, and is being inverted. */
  turning(step: UndoStep): void {
    this.#turning = step;
  }

  /** A step was undone; this one redoes it. */
  undid(step: UndoStep): void {
    this.#put(this.#undone, step);
  }

  /** A step was redone; this one undoes it. */
  redid(step: UndoStep): void {
    this.#put(this.#done, step);
  }

  /** A transaction of ours is confirmed: that is what undoing it will go by. */
  settled(settlement: Settlement): void {
    const { key } = settlement;
    if (settlement.kind === "nothing") this.dropped(key);
    else if (this.#holds(key)) this.#settled.set(key, settlement);
  }

  /** A transaction of ours had no effect, or was refused: there is nothing to undo. */
  dropped(key: number): void {
    (this.#turning?.keys as Set<number> | undefined)?.delete(key);
    for (const steps of [this.#done, this.#undone]) {
      const at = steps.findLastIndex(({ keys }) => keys.has(key));
      if (at < 0) continue;
      (steps[at]!.keys as Set<number>).delete(key);
      if (isEmpty(steps[at]!)) steps.splice(at, 1);
    }
  }

  /** What is known of a confirmed transaction; `null` if it is not confirmed. */
  settlementOf(key: number): Settlement | null {
    return this.#settled.get(key) ?? null;
  }

  /** A step that was taken off is done with. */
  finished(step: UndoStep): void {
    this.#turning = null;
    this.#forget([step]);
  }

  #holds(key: number): boolean {
    return this.#turning?.keys.has(key) ||
      [this.#done, this.#undone].some((steps) =>
        steps.some(({ keys }) => keys.has(key))
      );
  }

  #put(steps: UndoStep[], step: UndoStep): void {
    if (step === this.#turning) this.#turning = null;
    if (!isEmpty(step)) this.#push(steps, step);
  }

  // Each settlement holds a document: what nobody can undo any more has to go.
  #push(steps: UndoStep[], step: UndoStep): void {
    steps.push(step);
    this.#forget(steps.splice(0, Math.max(0, steps.length - MAX_STEPS)));
  }

  #forget(steps: readonly UndoStep[]): void {
    for (const { keys } of steps) {
      for (const key of keys) this.#settled.delete(key);
    }
  }
}

function isEmpty({ past, keys, again }: UndoStep): boolean {
  return past.length === 0 && keys.size === 0 && again.length === 0;
}
