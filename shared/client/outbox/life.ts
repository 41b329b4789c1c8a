/**
 * Which of an outbox's clients this is (P1).
 *
 * @module
 */

import { MAX_LIFE } from "../../schema/client_message.ts";
import type { OutboxStore } from "./outbox_store.ts";
import { WriteGate } from "./write_gate.ts";

/**
 * Counts the clients of an outbox: each is one above those before it. So servers know a greeting
 * of a client that is gone from one of the client that took its outbox over, in whatever order
 * the two arrive.
 */
export class Life {
  readonly #store: OutboxStore;
  readonly #gate: WriteGate;
  #number: number;

  /** Begins another life; `unkept` is told if that can't be kept. */
  constructor(store: OutboxStore, unkept: (error: unknown) => void) {
    this.#store = store;
    this.#gate = new WriteGate(() => {}, unkept);
    this.#number = store.load().life;
    this.outlive(this.#number);
  }

  /** 1, 2, 3, … */
  get number(): number {
    return this.#number;
  }

  /** Resolves when the number is kept, or can't be; `null`: it is. It is not told before that. */
  get keeping(): Promise<void> | null {
    return this.#gate.writing;
  }

  /** Counts above a life that is as high: the outbox is a copy that was made before it began. */
  outlive(other: number): void {
    this.#number = Math.min(Math.max(this.#number, other) + 1, MAX_LIFE);
    const written = this.#store.write([{ kind: "life", life: this.#number }]);
    if (written !== undefined) this.#gate.await(written);
  }
}
