/**
 * Puts transactions on the line, none before it is kept.
 *
 * @module
 */

import type { ClientMessageInput } from "../../schema/client_message.ts";
import type { NumberedTx } from "./outbox.ts";
import type { WriteGate } from "./write_gate.ts";

/** Sends the transactions of one room. */
export class TxSender {
  readonly #roomId: string;
  readonly #send: (message: ClientMessageInput) => void;
  /** What has to be kept before anything is sent. */
  readonly gate: WriteGate;
  /** Counts connections: what was to be sent on an earlier one is not sent on this one. */
  #connection = 0;

  constructor(
    roomId: string,
    send: (message: ClientMessageInput) => void,
    gate: WriteGate,
  ) {
    this.#roomId = roomId;
    this.#send = send;
    this.gate = gate;
  }

  /** Sends them in their order, when everything is kept. */
  send(txs: readonly NumberedTx[]): void {
    const { writing } = this.gate;
    if (writing === null) return this.#now(txs);
    const connection = this.#connection;
    writing.then(() => {
      if (connection === this.#connection) this.#now(txs);
    });
  }

  /** There is no connection: what waits will be sent again on the next one. */
  disconnected(): void {
    this.#connection += 1;
  }

  #now(txs: readonly NumberedTx[]): void {
    for (const { cseq, base, group, ops } of txs) {
      this.#send({
        type: "tx",
        roomId: this.#roomId,
        cseq,
        ...(base === null ? {} : { base }),
        ...(group === null ? {} : { group }),
        ops: [...ops],
      });
    }
  }
}
