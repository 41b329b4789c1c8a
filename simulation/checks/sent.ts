/**
 * What clients have sent: transactions as they went onto the wire.
 *
 * @module
 */

import type { Op } from "../../shared/schema/op.ts";

/** A transaction as a client sent it. */
export interface SentTx {
  readonly cseq: number;
  readonly base?: number;
  readonly group?: string;
  readonly ops: readonly Op[];
  /** The message. */
  readonly text: string;
}

/** All transactions that were sent, by the hash of their client's name. */
export class SentTxs {
  readonly #byClient = new Map<string, SentTx[]>();

  /** A transaction goes onto the wire. */
  add(client: string, tx: SentTx): void {
    let sent = this.#byClient.get(client);
    if (sent === undefined) this.#byClient.set(client, sent = []);
    sent.push(tx);
  }

  /** The last one that was sent under this number and name. */
  find(client: string, cseq: number, group?: string): SentTx | null {
    const sent = this.#byClient.get(client) ?? [];
    return sent.findLast((tx) => tx.cseq === cseq && tx.group === group) ??
      null;
  }

  /** The one that was sent under this number; `null` if there are several, or none. */
  unambiguous(client: string, cseq: number): SentTx | null {
    const sent = (this.#byClient.get(client) ?? [])
      .filter((tx) => tx.cseq === cseq);
    const bodies = new Set(sent.map(({ text }) => text));
    return bodies.size === 1 ? sent[0]! : null;
  }
}
