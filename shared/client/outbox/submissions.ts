/**
 * Our own transactions, from the moment they are submitted until they have their answer.
 *
 * @module
 */

import { DEFAULT_LIMITS, type Limits } from "../../schema/limits.ts";
import { consumesNumber, type NackBody, type Op } from "../../schema/op.ts";
import type { ServerMessageOf } from "../../schema/server_message.ts";
import type { Clock } from "../clock.ts";
import { type Blocked, Hold } from "./hold.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxTx } from "./outbox_store.ts";
import { refusalOf } from "./oversize.ts";
import {
  asOf,
  composeWork,
  editBase,
  unsent,
  type Work,
  workOn,
} from "../replica/own_edits.ts";
import type { ReplicaChange } from "../replica/pending_tx.ts";
import { Replica } from "../replica/replica.ts";
import type { Answer } from "../room_client_events.ts";
import type {
  SubmissionsHost,
  SubmissionsOptions,
} from "./submissions_host.ts";
import { TxSender } from "./tx_sender.ts";
import { Waiting } from "../waiting.ts";
import { WriteGate } from "./write_gate.ts";

/** The replica and the outbox of one client in one room, kept in step. */
export class Submissions {
  readonly replica: Replica = new Replica();
  readonly outbox: Outbox;
  readonly #host: SubmissionsHost;
  readonly #clock: Clock;
  /** Is there a drawing? Without one, work is sent as it was submitted. */
  readonly follows: boolean;
  readonly #answers = new Waiting<number, Answer>();
  #limits: Limits = DEFAULT_LIMITS;
  readonly #sender: TxSender;
  readonly #hold = new Hold();
  #cancelPump: (() => void) | null = null;
  #ready = false;

  constructor(host: SubmissionsHost, options: SubmissionsOptions) {
    const { store, follows, roomId } = options;
    this.#host = host;
    this.#clock = options.clock;
    this.follows = follows;
    const gate = new WriteGate(
      () => this.pump(),
      (error) => host.unkept(`${error}`),
    );
    this.#sender = new TxSender(roomId, (message) => host.send(message), gate);
    this.outbox = new Outbox(store.load(), (records) => {
      const written = store.write(records);
      if (written !== undefined) gate.await(written);
    });
    if (!follows) return;
    const madeAt = new Map<number, number>();
    for (const tx of this.outbox.unanswered) {
      this.replica.submit({ ...tx, ...unsent(tx) });
      const base = editBase(tx) ?? tx.base;
      if (base !== null) madeAt.set(tx.key, base);
    }
    this.replica.leftBehind(madeAt);
  }

  /** Why nothing is taken by the server for now; `null` when it is. */
  get blocked(): Blocked | null {
    return this.#hold.blocked;
  }

  /** The server's limits; the defaults before the first connection. */
  get limits(): Limits {
    return this.#limits;
  }

  /** Number of transactions without an answer. */
  get unsent(): number {
    return this.outbox.unanswered.length;
  }

  /** Is everything answered, and everything that had an effect confirmed? */
  get idle(): boolean {
    return this.unsent === 0 && this.replica.isIdle;
  }

  /**
   * Does a transaction at once here, and sends it as soon as that may be.
   *
   * @param work operations, and what edits in them were made of, if not of what is shown now.
   * @returns its key, `null` if it can't be sent at all, or nothing is left of it to be sent; and what
   * will have become of it. What is typed on while earlier typing waits becomes part of that, under
   * the same key.
   */
  submit(
    { ops, texts }: {
      readonly ops: readonly Op[];
      readonly texts?: Work["texts"];
    },
    group: string | null,
  ): { key: number | null; answer: Promise<Answer> } {
    const refusal = refusalOf(ops, this.#limits);
    if (refusal !== null) {
      const answer: Answer = { type: "nack", cseq: null, ...refusal };
      this.#host.answered({ key: null, ops, group, answer });
      return { key: null, answer: Promise.resolve(answer) };
    }
    const { replica } = this;
    const work = texts !== undefined
      ? { ops, texts }
      : this.follows
      ? workOn(replica.document, ops)
      : { ops, texts: [] };
    const base = replica.loaded ? replica.confirmed.seq : null;
    const key = this.#typeOn(work, group, base) ??
      this.#add({ ...work, base, group, at: this.#clock.now() });
    const answer = this.#answers.for(key);
    this.#host.waiting();
    this.pump();
    const waits = this.outbox.unanswered.findLast((tx) => tx.key === key);
    return { key: waits === undefined ? null : key, answer };
  }

  #add(tx: Omit<OutboxTx, "key" | "cseq">): number {
    const added = this.outbox.add(tx);
    if (this.follows) this.#host.changed(this.replica.submit(added));
    return added.key;
  }

  /** Typing goes into the edit before it, as long as that was not sent. */
  #typeOn(
    work: Work,
    group: string | null,
    base: number | null,
  ): number | null {
    const last = this.outbox.unanswered.at(-1);
    if (last === undefined || last.cseq !== null || last.group !== group) {
      return null;
    }
    const { key } = last;
    const shown = this.replica.workOf(key);
    const composed = shown && composeWork(shown, work);
    if (composed === null || refusalOf(composed.ops, this.#limits) !== null) {
      return null;
    }
    // What else the step before set, and this one does not, was set in sight of its own base; the
    // texts are as they are now.
    const isOlder = last.ops.length > work.ops.length;
    this.outbox.amend(
      key,
      isOlder && base !== null
        ? { ...asOf(composed, base), base: last.base }
        : { ...composed, base },
    );
    this.#host.changed(this.replica.amend(key, composed));
    return key;
  }

  /** Takes a transaction back, if it was never sent. */
  withdraw(key: number): OutboxTx | null {
    const work = this.replica.workOf(key);
    const tx = this.outbox.withdraw(key);
    if (tx === null) return null;
    this.#leave(tx, { type: "withdrawn" }, this.replica.dropped(key));
    return { ...tx, ...work };
  }

  /** The server told who we are and what it allows. */
  welcomed(userId: string, limits: Limits): void {
    this.#limits = limits;
    this.outbox.pace(limits);
    this.#host.changed(this.replica.welcomed(userId, limits));
  }

  /**
   * The room was joined: what is unanswered will be sent again when its content is here.
   *
   * @param placed numbers of ours, and where their events are in the log.
   */
  joined(
    epoch: string,
    lastCseq: number,
    placed: readonly (readonly [cseq: number, seq: number])[],
  ): void {
    const answered = this.outbox.joined(epoch, lastCseq);
    const places = new Map(placed);
    const expected = new Map<number, number>();
    for (const { key, cseq } of this.outbox.unanswered) {
      const seq = answered.has(key) ? places.get(cseq!) : undefined;
      if (seq !== undefined) expected.set(key, seq);
    }
    this.replica.expect(expected);
  }

  /** The room's content is here. */
  ready(): void {
    this.#ready = true;
    this.pump();
  }

  /** There is no connection. */
  disconnected(): void {
    this.#sender.disconnected();
    this.#ready = false;
    this.outbox.disconnected();
    this.replica.disconnected();
    this.#cancelPump?.();
    this.#cancelPump = null;
    this.#hold.over();
  }

  /** It is on disk. */
  onAck(ack: ServerMessageOf<"ack">): void {
    const { cseq, seq, results = [], overrode = [], old = false } = ack;
    // What was answered too long ago is told the head as well: nobody knows its own place.
    const hasPlace = ack.effect !== false && !old;
    const tx = this.outbox.answered(cseq, !this.follows);
    if (tx === null) return;
    this.#hold.over();
    const answer: Answer = { type: "ack", cseq, seq, results, overrode, old };
    this.#leave(tx, answer, this.replica.acked(tx.key, seq, hasPlace));
    this.pump();
  }

  /** It was refused: for good, or for now. */
  onNack(
    { cseq, type: _, roomId: _room, ref: _ref, ...nack }: ServerMessageOf<
      "nack"
    >,
  ): void {
    if (nack.code === "stale" && this.#again(cseq, nack)) {
      // Made anew of the text as it is now, it will be taken.
    } else if (consumesNumber(nack)) {
      const tx = this.outbox.answered(cseq);
      if (tx === null) return;
      const answer: Answer = { type: "nack", cseq, ...nack };
      this.#leave(tx, answer, this.replica.dropped(tx.key));
    } else if (nack.code === "gap" && nack.expected !== undefined) {
      this.outbox.gap(nack.expected);
    } else if (nack.code === "not_joined" || nack.code === "gap") {
      this.#host.restart(nack.message);
    } else {
      const until = this.#clock.monotonic() + this.#hold.refused(nack);
      this.outbox.hold(cseq, until);
      this.#host.waiting();
    }
    this.pump();
  }

  /** Its number was used for something else: the server will never take it. */
  onForeignNumber(cseq: number, message: string): void {
    const tx = this.outbox.answered(cseq);
    if (tx === null) return;
    const answer: Answer = { type: "nack", cseq, code: "invalid", message };
    this.#leave(tx, answer, this.replica.dropped(tx.key));
    this.pump();
  }

  /** Sends what may be sent now, and comes back when more may. */
  pump(): void {
    if (
      !this.#ready || this.#cancelPump !== null ||
      this.#sender.gate.writing !== null
    ) return;
    const { txs, waitMs, empty } = this.outbox.take(
      this.#clock.monotonic(),
      (tx) => this.follows ? this.replica.sendable(tx.key) : tx,
    );
    if (waitMs !== null) {
      this.#cancelPump = this.#clock.after(waitMs, () => {
        this.#cancelPump = null;
        this.pump();
      });
    }
    this.#sender.send(txs);
    for (const tx of empty) {
      this.#leave(tx, { type: "withdrawn" }, this.replica.dropped(tx.key));
    }
    if (empty.length > 0) this.pump();
  }

  /** No answer will come any more. */
  close(reason: string): void {
    this.disconnected();
    this.#answers.resolveAll({ type: "unanswered", reason });
  }

  /**
   * Sends edits again whose base is forgotten; `false` if they are not ours to keep right, which
   * without the content nothing is, or it is something else that is forgotten, and will be for ever.
   */
  #again(cseq: number, { seq = 0, current = [] }: NackBody): boolean {
    const sent = this.outbox.unanswered.find((tx) => tx.cseq === cseq);
    const isOfOurs = current.some((state) =>
      sent?.texts.some(([id]) => id === state.id)
    );
    if (sent === undefined || !isOfOurs || !this.follows) return false;
    this.outbox.requeue(cseq);
    const keys = this.outbox.unanswered.map(({ key }) => key);
    this.#host.changed(this.replica.requeued(sent.key, keys, seq));
    return true;
  }

  #leave(tx: OutboxTx, answer: Answer, change: ReplicaChange): void {
    const { key, ops, group } = tx;
    this.#host.changed(change);
    this.#host.answered({ key, ops, group, answer });
    this.#answers.resolve(key, answer);
    this.#host.waiting();
  }
}
