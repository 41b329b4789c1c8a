/**
 * What can be undone and redone: one's own work, step by step (E19).
 *
 * @module
 */

import type { Op } from "../schema/op.ts";
import type { Settlement } from "./replica.ts";

/** A transaction that was taken back before it was sent: to redo it, submit it again. */
export interface Withdrawn {
  readonly ops: readonly Op[];
  readonly group: string | null;
}

/** What one undo undoes: a transaction, or all of a group. */
export interface UndoStep {
  /** Names the step's group to later transactions of the same group. */
  readonly group: string | null;
  /** Transactions to invert, in the order in which they were done. */
  readonly keys: readonly number[];
  /** Transactions to submit again, in the order in which they were done. */
  readonly again: readonly Withdrawn[];
}

/** Steps that are remembered. */
const MAX_STEPS = 200;

/** Two stacks of steps, and what is known of the transactions in them. */
export class UndoStack {
  #done: UndoStep[] = [];
  #undone: UndoStep[] = [];
  readonly #settled = new Map<number, Settlement>();

  /** Can something be undone? */
  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  /** Can something be redone? */
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Something new was done: it joins the step of its group, and nothing can be redone. */
  did(key: number, group: string | null): void {
    this.#undone = [];
    const last = this.#done.at(-1);
    if (group !== null && last?.group === group) {
      this.#done[this.#done.length - 1] = {
        ...last,
        keys: [...last.keys, key],
      };
    } else {
      this.#done.push({ group, keys: [key], again: [] });
    }
    this.#forgetUnused();
  }

  /** The step to be undone now, taken off; `null` if there is none. */
  takeUndo(): UndoStep | null {
    return this.#done.pop() ?? null;
  }

  /** The step to be redone now, taken off; `null` if there is none. */
  takeRedo(): UndoStep | null {
    return this.#undone.pop() ?? null;
  }

  /** A step was undone; this one redoes it. */
  undid(step: UndoStep): void {
    if (!isEmpty(step)) this.#undone.push(step);
    this.#forgetUnused();
  }

  /** A step was redone; this one undoes it. */
  redid(step: UndoStep): void {
    if (!isEmpty(step)) this.#done.push(step);
    this.#forgetUnused();
  }

  /** A transaction of ours is confirmed: that is what undoing it will go by. */
  settled(settlement: Settlement): void {
    if (settlement.event === null) {
      this.dropped(settlement.key);
    } else if (this.#keys().has(settlement.key)) {
      this.#settled.set(settlement.key, settlement);
    }
  }

  /** A transaction of ours had no effect, or was refused: there is nothing to undo. */
  dropped(key: number): void {
    const without = (steps: UndoStep[]) =>
      steps
        .map((step) => ({
          ...step,
          keys: step.keys.filter((other) => other !== key),
        }))
        .filter((step) => !isEmpty(step));
    this.#done = without(this.#done);
    this.#undone = without(this.#undone);
    this.#settled.delete(key);
  }

  /** What is known of a confirmed transaction; `null` if it is not confirmed. */
  settlementOf(key: number): Settlement | null {
    return this.#settled.get(key) ?? null;
  }

  #keys(): Set<number> {
    return new Set(
      [...this.#done, ...this.#undone].flatMap(({ keys }) => keys),
    );
  }

  // Each settlement holds two documents: what nobody can undo any more has to go.
  #forgetUnused(): void {
    this.#done = this.#done.slice(-MAX_STEPS);
    this.#undone = this.#undone.slice(-MAX_STEPS);
    if (this.#settled.size <= 2 * MAX_STEPS) return;
    const keys = this.#keys();
    for (const key of this.#settled.keys()) {
      if (!keys.has(key)) this.#settled.delete(key);
    }
  }
}

function isEmpty(step: UndoStep): boolean {
  return step.keys.length === 0 && step.again.length === 0;
}
