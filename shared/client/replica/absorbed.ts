/**
 * Our transactions that came back in a snapshot or a delta, before the answers to them (P4).
 *
 * @module
 */

import type { PendingTx } from "./pending_tx.ts";

/** Transactions that are in the log, by an answer that got lost. */
export class Absorbed {
  readonly #txs = new Map<number, PendingTx>();

  /** What is confirmed holds its effects. */
  add(tx: PendingTx): void {
    this.#txs.set(tx.key, tx);
  }

  /** Its answer came; `null` if none was waited for. */
  take(key: number): PendingTx | null {
    const tx = this.#txs.get(key) ?? null;
    this.#txs.delete(key);
    return tx;
  }

  /** All of them: what is confirmed is of another life of the room. */
  takeAll(): PendingTx[] {
    const txs = [...this.#txs.values()];
    this.#txs.clear();
    return txs;
  }
}
