/**
 * Where an outbox keeps what is not answered yet, so that it may outlive the process (T41).
 *
 * @module
 */

import type { Op } from "../../schema/op.ts";
import type { MadeOf } from "../replica/own_edits.ts";

/** A transaction on its way to the server. */
export interface OutboxTx {
  /** Names it within its outbox; never changes, unlike `cseq`. */
  readonly key: number;
  /**
   * Its number, given when it is first sent; `null` before. From then on its body may not
   * change, since the server may have it already (E16).
   */
  readonly cseq: number | null;
  /** What the author had seen; `null`: the server's head on arrival. */
  readonly base: number | null;
  /** Transactions of one group are undone together. */
  readonly group: string | null;
  /** What it asks for. */
  readonly ops: readonly Op[];
  /** What the edits in it that are ours to keep right were made of, by the ids of their shapes. */
  readonly texts: MadeOf;
  /** When it was submitted, in milliseconds since 1970. */
  readonly at: number;
}

/** What an outbox remembers. */
export interface StoredOutbox {
  /** The life of the room that the numbers belong to; `null` before the first join. */
  readonly epoch: string | null;
  /** Unanswered transactions, in the order of their submission. */
  readonly txs: readonly OutboxTx[];
}

/** A change of what an outbox remembers. */
export type OutboxRecord =
  | { readonly kind: "put"; readonly tx: OutboxTx }
  | { readonly kind: "remove"; readonly key: number }
  | { readonly kind: "epoch"; readonly epoch: string };

/** Keeps an outbox. One writer at a time. */
export interface OutboxStore {
  /** What was kept, once, before anything is written. */
  load(): StoredOutbox;
  /**
   * Keeps changes, all or none, in the order of the calls. A transaction is sent only after
   * the write that gave it its number has resolved.
   */
  write(records: readonly OutboxRecord[]): void | Promise<void>;
}

/** Keeps an outbox as long as the process lives. */
export class MemoryOutboxStore implements OutboxStore {
  #epoch: string | null = null;
  readonly #txs = new Map<number, OutboxTx>();

  load(): StoredOutbox {
    return { epoch: this.#epoch, txs: [...this.#txs.values()] };
  }

  write(records: readonly OutboxRecord[]): void {
    for (const record of records) {
      if (record.kind === "put") this.#txs.set(record.tx.key, record.tx);
      else if (record.kind === "remove") this.#txs.delete(record.key);
      else this.#epoch = record.epoch;
    }
  }
}
