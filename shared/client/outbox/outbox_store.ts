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

/** A line of chat on its way to the server. */
export interface OutboxLine {
  /** Names it with the server: sent twice, it is said once (P10). */
  readonly nonce: string;
  readonly text: string;
}

/** What an outbox remembers. */
export interface StoredOutbox {
  /** The life of the room that the numbers belong to; `null` before the first join. */
  readonly epoch: string | null;
  /** Unanswered transactions, in the order of their submission. */
  readonly txs: readonly OutboxTx[];
  /** Lines that the server is not known to have, in the order in which they were said. */
  readonly lines: readonly OutboxLine[];
  /** Clients that it has had, each of which counts one more (P1); 0 before the first. */
  readonly life: number;
}

/** A change of what an outbox remembers. */
export type OutboxRecord =
  | { readonly kind: "put"; readonly tx: OutboxTx }
  | { readonly kind: "remove"; readonly key: number }
  | { readonly kind: "epoch"; readonly epoch: string }
  | { readonly kind: "say"; readonly line: OutboxLine }
  | { readonly kind: "said"; readonly nonce: string }
  | { readonly kind: "life"; readonly life: number };

/** Keeps an outbox. One writer at a time. */
export interface OutboxStore {
  /** What was kept, before anything is written. */
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
  #life = 0;
  readonly #txs = new Map<number, OutboxTx>();
  readonly #lines = new Map<string, OutboxLine>();

  load(): StoredOutbox {
    return {
      epoch: this.#epoch,
      txs: [...this.#txs.values()],
      lines: [...this.#lines.values()],
      life: this.#life,
    };
  }

  write(records: readonly OutboxRecord[]): void {
    for (const record of records) this.#keep(record);
  }

  #keep(record: OutboxRecord): void {
    switch (record.kind) {
      case "put":
        return void this.#txs.set(record.tx.key, record.tx);
      case "remove":
        return void this.#txs.delete(record.key);
      case "epoch":
        this.#epoch = record.epoch;
        return;
      case "say":
        return void this.#lines.set(record.line.nonce, record.line);
      case "said":
        return void this.#lines.delete(record.nonce);
      case "life":
        this.#life = record.life;
    }
  }
}
