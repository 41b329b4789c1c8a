/**
 * A client's disk: its outbox, which outlives the client's process.
 *
 * @module
 */

import type {
  OutboxRecord,
  OutboxStore,
  OutboxTx,
  StoredOutbox,
} from "../../shared/client/outbox/outbox_store.ts";
import type { Happening } from "./happening.ts";

interface Write {
  readonly records: readonly OutboxRecord[];
  readonly done: () => void;
}

/** Keeps an outbox; each write takes its time, and is lost with the process before that. */
export class OutboxDisk implements OutboxStore {
  readonly #name: string;
  readonly #isSlow: boolean;
  #epoch: string | null = null;
  readonly #txs = new Map<number, OutboxTx>();
  #writes: Write[] = [];

  /** @param isSlow writes wait for the world; else they are done at once. */
  constructor(name: string, isSlow: boolean) {
    this.#name = name;
    this.#isSlow = isSlow;
  }

  /** What is kept now. */
  get txs(): readonly OutboxTx[] {
    return [...this.#txs.values()];
  }

  load(): StoredOutbox {
    return { epoch: this.#epoch, txs: this.txs };
  }

  write(records: readonly OutboxRecord[]): void | Promise<void> {
    if (!this.#isSlow) return this.#keep(records);
    return new Promise((done) => this.#writes.push({ records, done }));
  }

  /** Its process dies. */
  kill(): void {
    this.#writes = [];
  }

  /** What may happen next: the oldest write. */
  happenings(): Happening[] {
    const write = this.#writes[0];
    if (write === undefined) return [];
    const run = () => {
      this.#writes.shift();
      this.#keep(write.records);
      write.done();
    };
    return [{ name: () => `${this.#name} keeps its outbox`, run }];
  }

  #keep(records: readonly OutboxRecord[]): void {
    for (const record of records) {
      if (record.kind === "put") this.#txs.set(record.tx.key, record.tx);
      else if (record.kind === "remove") this.#txs.delete(record.key);
      else this.#epoch = record.epoch;
    }
  }
}
