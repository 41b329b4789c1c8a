/**
 * The transactions that the server has not answered yet: numbered, paced, sent again (E16).
 *
 * @module
 */

import { DEFAULT_LIMITS, MAX_UNANSWERED } from "../../schema/limits.ts";
import type { Limits } from "../../schema/limits.ts";
import { inAnotherLife } from "../replica/former_life.ts";
import { unsent, type Work } from "../replica/own_edits.ts";
import type { OutboxRecord, OutboxTx, StoredOutbox } from "./outbox_store.ts";
import { TokenBucket } from "../token_bucket.ts";

/** A transaction that has its number. */
export type NumberedTx = OutboxTx & { readonly cseq: number };

/** What may be sent now, and in how many ms it is worth asking again (`null`: when told). */
export interface Sendable {
  readonly txs: readonly NumberedTx[];
  readonly waitMs: number | null;
  /** Taken out, since nothing was left of them to be sent. */
  readonly empty: readonly OutboxTx[];
}

/**
 * The work of a transaction as it is to be sent for the first time; `null` if it has to wait, and
 * all that comes after it. Work without operations is not sent.
 */
export type Prepare = (tx: OutboxTx) => Work | null;

/** Share of the server's rate that is used: clocks differ, and a refusal costs a round trip. */
const CAUTION = 0.95;

/**
 * An outbox of one client in one room. It has no clock: times come in as `now`, in ms of a
 * clock that never goes back. What changes in it is handed to `write` as it happens.
 *
 * The list is in the order of submission. Its first `#sent` transactions have been sent on this
 * connection, the rest waits.
 */
export class Outbox {
  #txs: OutboxTx[];
  #epoch: string | null;
  readonly #write: (records: readonly OutboxRecord[]) => void;
  #bucket: TokenBucket;
  #lastKey: number;
  #lastNumber = 0;
  #sent = 0;
  #ready = false;
  #holdUntil = 0;
  /** Keys of those that are answered and still kept. */
  readonly #kept = new Set<number>();

  constructor(
    stored: Pick<StoredOutbox, "epoch" | "txs"> = { epoch: null, txs: [] },
    write: (records: readonly OutboxRecord[]) => void = () => {},
  ) {
    this.#txs = [...stored.txs];
    this.#epoch = stored.epoch;
    this.#write = write;
    this.#lastKey = Math.max(0, ...this.#txs.map(({ key }) => key));
    this.#bucket = bucketFor(DEFAULT_LIMITS);
  }

  /** Unanswered transactions, in the order of their submission. */
  get unanswered(): readonly OutboxTx[] {
    return this.#txs;
  }

  /** The life of the room that the numbers belong to; `null` before the first join. */
  get epoch(): string | null {
    return this.#epoch;
  }

  /** Adds a transaction; it gets its number when it is sent. */
  add(tx: Omit<OutboxTx, "key" | "cseq">): OutboxTx {
    const added = { ...tx, key: ++this.#lastKey, cseq: null };
    this.#txs.push(added);
    this.#write([{ kind: "put", tx: added }]);
    return added;
  }

  /** Puts other work in the place of a transaction's that was never sent. */
  amend(key: number, work: Work & { readonly base: number | null }): void {
    const index = this.#txs.findLastIndex((tx) => tx.key === key);
    const { ops, texts, base } = work;
    const amended = { ...this.#txs[index]!, ops, texts, base };
    this.#txs[index] = amended;
    this.#write([{ kind: "put", tx: amended }]);
  }

  /** Takes a transaction back, if it was never sent; `null` if that is too late. */
  withdraw(key: number): OutboxTx | null {
    const index = this.#txs.findIndex((tx) => tx.key === key);
    const tx = this.#txs[index];
    if (tx === undefined || tx.cseq !== null) return null;
    this.#remove(index);
    return tx;
  }

  /** The server's limits are known: pace by them from now on. */
  pace(limits: Pick<Limits, "txPerSecond" | "txBurst">): void {
    this.#bucket = bucketFor(limits);
  }

  /** There is no connection: nothing may be sent until the next join. */
  disconnected(): void {
    this.#ready = false;
  }

  /**
   * The room was joined: everything unanswered is to be sent, from the first one on.
   *
   * What the server has answered (up to `lastCseq`) keeps its number, to get its answer again.
   * What comes after is numbered on from there: within one epoch that changes no number that
   * was ever sent; in a new one it makes them the next ones the server takes (E24).
   *
   * @returns the keys of those that the server has answered.
   */
  joined(epoch: string, lastCseq: number): Set<number> {
    const moved = this.#epoch !== null && this.#epoch !== epoch;
    const answered = new Set<number>();
    if (this.#epoch !== epoch) this.#write([{ kind: "epoch", epoch }]);
    this.#epoch = epoch;
    for (const { key, cseq } of this.#txs) {
      if (cseq !== null && cseq <= lastCseq) answered.add(key);
    }
    if (moved) {
      this.#withdrawNumbers(answered);
      // Their events were of the life that is gone.
      for (const key of [...this.#kept]) this.seen(key);
    }
    this.#number(lastCseq + 1, (tx) => !answered.has(tx.key));
    this.#sent = 0;
    this.#holdUntil = 0;
    this.#ready = true;
    return answered;
  }

  /** Takes what may be sent now; it counts as sent. */
  take(now: number, prepare: Prepare = (tx) => tx): Sendable {
    const txs: NumberedTx[] = [];
    const empty: OutboxTx[] = [];
    let waitMs: number | null = null;
    while (
      this.#ready && this.#sent < Math.min(this.#txs.length, MAX_UNANSWERED)
    ) {
      const tx = this.#txs[this.#sent]!;
      const work = tx.cseq === null ? prepare(tx) : tx;
      if (work === null) break;
      if (work.ops.length === 0) {
        empty.push(this.#remove(this.#sent));
        continue;
      }
      waitMs = this.#holdUntil > now
        ? this.#holdUntil - now
        : this.#bucket.take(now);
      if (waitMs > 0) break;
      waitMs = null;
      txs.push(this.#numbered(this.#sent, work));
      this.#sent += 1;
    }
    return { txs, waitMs, empty };
  }

  /**
   * The server has answered for good: the transaction leaves. `null` if it left before.
   *
   * @param isSeen has its event come? Else an edit of a text is kept until it is {@linkcode seen}:
   * what is typed on meanwhile is made of its letters, which the next process has to know of.
   */
  answered(cseq: number, isSeen = true): OutboxTx | null {
    const index = this.#txs.findIndex((tx) => tx.cseq === cseq);
    if (index < 0) return null;
    const { key, texts } = this.#txs[index]!;
    if (isSeen || texts.length === 0) return this.#remove(index);
    this.#kept.add(key);
    return this.#takeOut(index);
  }

  /** The event of a transaction has come. */
  seen(key: number): void {
    if (this.#kept.delete(key)) this.#write([{ kind: "remove", key }]);
  }

  /**
   * The server has used up its number, and it is to be sent again, after what is on its way already.
   * Its edits go on saying as of when their texts are: that is not when the rest was made.
   */
  requeue(cseq: number): OutboxTx | null {
    const index = this.#txs.findIndex((tx) => tx.cseq === cseq);
    if (index < 0) return null;
    const again = { ...this.#txs[index]!, cseq: null };
    this.#txs.splice(index, 1);
    if (index < this.#sent) this.#sent -= 1;
    const numbered = this.#txs.findLastIndex((tx) => tx.cseq !== null) + 1;
    this.#txs.splice(numbered, 0, again);
    // What is kept is in the order in which it was put.
    this.#write(
      this.#txs.slice(numbered).flatMap((tx): OutboxRecord[] => [
        { kind: "remove", key: tx.key },
        { kind: "put", tx },
      ]),
    );
    return again;
  }

  /** The server can't take it now (a rate, a full disk): wait until `until`, send from there. */
  hold(cseq: number, until: number): void {
    const index = this.#txs.findIndex((tx) => tx.cseq === cseq);
    if (index < 0) return;
    this.#sent = Math.min(this.#sent, index);
    this.#holdUntil = Math.max(this.#holdUntil, until);
  }

  /** The server missed a number: send again from `expected`. */
  gap(expected: number): void {
    const index = this.#txs.findIndex((tx) => tx.cseq === expected);
    if (index >= 0) {
      this.#sent = Math.min(this.#sent, index);
      return;
    }
    // It knows of less than we were told it had answered: nothing of what we have can be there.
    const first = this.#txs[0]?.cseq ?? null;
    if (first === null || expected > first) return;
    this.#number(expected, () => true);
    this.#sent = 0;
  }

  #remove(index: number): OutboxTx {
    const tx = this.#takeOut(index);
    this.#write([{ kind: "remove", key: tx.key }]);
    return tx;
  }

  #takeOut(index: number): OutboxTx {
    const [tx] = this.#txs.splice(index, 1);
    if (index < this.#sent) this.#sent -= 1;
    return tx!;
  }

  /** In another life of the room nothing was ever sent, and no base holds. */
  #withdrawNumbers(answered: ReadonlySet<number>): void {
    const changed: OutboxRecord[] = [];
    this.#txs = this.#txs.map((tx) => {
      if (answered.has(tx.key)) return tx;
      const { ops, texts } = unsent(tx);
      const fresh = {
        ...tx,
        ops: inAnotherLife(ops),
        texts,
        cseq: null,
        base: null,
      };
      changed.push({ kind: "put", tx: fresh });
      return fresh;
    });
    if (changed.length > 0) this.#write(changed);
  }

  /** Renumbers those that were sent and of which `which` holds: `first`, `first` + 1, … */
  #number(first: number, which: (tx: OutboxTx) => boolean): void {
    let next = first;
    const changed: OutboxRecord[] = [];
    this.#txs = this.#txs.map((tx) => {
      if (tx.cseq === null || !which(tx)) return tx;
      const cseq = next++;
      if (cseq === tx.cseq) return tx;
      const renumbered = { ...tx, cseq };
      changed.push({ kind: "put", tx: renumbered });
      return renumbered;
    });
    this.#lastNumber = next - 1;
    if (changed.length > 0) this.#write(changed);
  }

  #numbered(index: number, { ops, texts }: Work): NumberedTx {
    const tx = this.#txs[index]!;
    if (tx.cseq !== null) return { ...tx, cseq: tx.cseq };
    const numbered = { ...tx, ops, texts, cseq: ++this.#lastNumber };
    this.#txs[index] = numbered;
    this.#write([{ kind: "put", tx: numbered }]);
    return numbered;
  }
}

function bucketFor(
  limits: Pick<Limits, "txPerSecond" | "txBurst">,
): TokenBucket {
  const perSecond = limits.txPerSecond * CAUTION;
  return new TokenBucket({ perSecond, burst: limits.txBurst }, 0);
}
