/**
 * A client's disk: its outbox, which outlives the client's process.
 *
 * @module
 */

import {
  MemoryOutboxStore,
  type OutboxRecord,
  type OutboxStore,
  type OutboxTx,
  type StoredOutbox,
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
  readonly #kept = new MemoryOutboxStore();
  #writes: Write[] = [];

  /** @param isSlow writes wait for the world; else they are done at once. */
  constructor(name: string, isSlow: boolean) {
    this.#name = name;
    this.#isSlow = isSlow;
  }

  /** What is kept now. */
  get txs(): readonly OutboxTx[] {
    return this.#kept.load().txs;
  }

  load(): StoredOutbox {
    return this.#kept.load();
  }

  write(records: readonly OutboxRecord[]): void | Promise<void> {
    if (!this.#isSlow) return this.#kept.write(records);
    return new Promise((done) => this.#writes.push({ records, done }));
  }

  /** Its process dies. */
  kill(): void {
    this.#writes = [];
  }

  /** It forgets how many processes have used it. */
  forgetLives(): void {
    this.#kept.write([{ kind: "life", life: 0 }]);
  }

  /** What may happen next: the oldest write. */
  happenings(): Happening[] {
    const write = this.#writes[0];
    if (write === undefined) return [];
    const run = () => {
      this.#writes.shift();
      this.#kept.write(write.records);
      write.done();
    };
    return [{ name: () => `${this.#name} keeps its outbox`, run }];
  }
}
