/**
 * One life of the room: all that is on disk since it began, or since a backup was restored, in
 * the order in which it got there; checked as it gets there.
 *
 * @module
 */

import { apply } from "../../shared/document/apply.ts";
import { canonicalJson } from "../../shared/document/canonical.ts";
import {
  type Document,
  EMPTY_DOCUMENT,
} from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Answer, Append, NewEvent } from "../../server/store/store.ts";
import { must } from "../violation.ts";
import { checkIntent, checkResults, checkStack } from "./intent.ts";
import { Model } from "./model.ts";
import { checkReleased } from "./released.ts";
import { conditionsHold } from "./results.ts";
import type { SentTx, SentTxs } from "./sent.ts";

/** What the names of typing begin with: many edits have one. */
export const TYPING = "typing-";

/** Everything that was committed. */
export class Life {
  readonly epoch: string;
  /** In the order of their commit: what a backup is made of. */
  readonly appends: Append[] = [];
  readonly events: RoomEvent[] = [];
  /** By client and number. */
  readonly answers = new Map<string, Answer>();
  /** Events by the group that names what somebody did. */
  readonly groups = new Map<string, number>();
  readonly model = new Model();
  readonly #states: Document[] = [EMPTY_DOCUMENT];
  readonly #canonical = new Map<number, string>();
  readonly #lastCseq = new Map<string, number>();
  /** By the event that is answered. */
  readonly #answerOf = new Map<number, Answer>();
  readonly #sent: SentTxs;
  /** Is what is committed compared with what was asked for? */
  isChecking = true;

  constructor(epoch: string, sent: SentTxs) {
    this.epoch = epoch;
    this.#sent = sent;
  }

  /** The life that begins with a backup: what was committed in the one before, up to then. */
  static from(
    epoch: string,
    sent: SentTxs,
    appends: readonly Append[],
  ): Life {
    const life = new Life(epoch, sent);
    // They were checked in their own life, when what they answered had just been sent.
    life.isChecking = false;
    for (const append of appends) life.committed(append);
    life.isChecking = true;
    return life;
  }

  /** `seq` of the last event. */
  get head(): number {
    return this.events.length;
  }

  /** The room as a replay of the log from its beginning has it, at the head or earlier. */
  state(seq: number = this.head): Document {
    for (let at = this.#states.length; at <= seq; at++) {
      const before = this.#states[at - 1]!;
      this.#states.push(apply(before, this.events[at - 1]!).document);
    }
    return this.#states[seq]!;
  }

  /** The same as canonical JSON. */
  canonical(seq: number = this.head): string {
    let json = this.#canonical.get(seq);
    if (json === undefined) {
      this.#canonical.set(seq, json = canonicalJson(this.state(seq)));
    }
    return json;
  }

  /** Highest number of a client that is answered on disk; 0 if none. */
  lastCseq(client: string): number {
    return this.#lastCseq.get(client) ?? 0;
  }

  /** What is on disk as the answer to a number. */
  answerTo(client: string, cseq: number): Answer | undefined {
    return this.answers.get(`${client} ${cseq}`);
  }

  /** What is on disk as the answer to a transaction, by its event. */
  answerOf(seq: number): Answer | undefined {
    return this.#answerOf.get(seq);
  }

  /** An append took effect. */
  committed(append: Append): void {
    this.appends.push(append);
    const eventless = new Set(append.answers);
    const answered = append.events.map((added) => {
      const answer = append.answers.find((answer) => isOf(answer, added));
      if (answer !== undefined) eventless.delete(answer);
      return { added, answer };
    });
    this.#checkEventless(eventless, append.events.length === 0);
    for (const { added, answer } of answered) {
      this.#add(added, answer);
      this.#checkEventless(eventless, added === append.events.at(-1));
    }
    for (const answer of append.answers) this.#answer(answer);
  }

  /**
   * Answers to what had no event: each was decided somewhere between the events of its append, and
   * has to be right there.
   *
   * @param isLast whether there is no later place.
   */
  #checkEventless(answers: Set<Answer>, isLast: boolean): void {
    if (!this.isChecking) return;
    for (const answer of answers) {
      const { origin: { client, cseq }, body } = answer;
      const sent = this.#sent.unambiguous(client, cseq);
      if (sent === null) {
        answers.delete(answer);
      } else if (body.type === "ack" && body.seq === this.head) {
        checkResults(sent, body.results, this);
        answers.delete(answer);
      } else if (body.type === "nack" && body.code === "conflict") {
        const isRefused = !conditionsHold(sent.ops, this.model);
        if (isRefused) answers.delete(answer);
        must(
          isRefused || !isLast,
          7,
          () => `number ${cseq} was refused, and its conditions hold`,
        );
      }
    }
  }

  #add(added: NewEvent, answer: Answer | undefined): void {
    const { event } = added;
    if (answer !== undefined) this.#answerOf.set(event.seq, answer);
    const origin = added.origin ?? answer?.origin ?? null;
    must(
      event.seq === this.head + 1,
      5,
      () => `event ${event.seq} follows ${this.head}`,
    );
    const sent = origin === null ? null : this.#sent.find(
      origin.client,
      origin.cseq,
      event.group,
    );
    must(
      !this.isChecking || origin === null || sent !== null,
      13,
      () => `event ${event.seq} is not what was sent, or not under its name`,
    );
    if (event.group !== undefined) this.#once(event.group, event.seq);
    if (this.isChecking) checkIntent({ event, sent, answer, life: this });
    const before = this.model.stack;
    const flaw = this.model.apply(event);
    must(flaw === null, 6, () => `event ${event.seq}: ${flaw}`);
    checkStack({ event, sent }, before, this.model.stack);
    this.events.push(event);
    const { seq } = event;
    checkReleased(event, sent?.ops ?? null, this.state(seq - 1), this.state());
  }

  /**
   * Everything that our clients do has a name of its own, but for typing; and for undos and redos,
   * which have parts, and may be turned at one window and turned again at another.
   */
  #once(group: string, seq: number): void {
    if (/^(undo|redo)-/.test(group) || group.startsWith(TYPING)) return;
    const first = this.groups.get(group);
    must(
      first === undefined,
      3,
      () => `${group} was done twice, as event ${first} and ${seq}`,
    );
    this.groups.set(group, seq);
  }

  #answer(answer: Answer): void {
    const { client, cseq } = answer.origin;
    const last = this.lastCseq(client);
    must(
      cseq > last,
      5,
      () => `number ${cseq} of a client was answered after ${last}`,
    );
    this.#lastCseq.set(client, cseq);
    this.answers.set(`${client} ${cseq}`, answer);
  }
}

/** Is this the answer to an event? What is posted under a key has its answer by its place alone. */
function isOf({ origin, body }: Answer, { origin: of, event }: NewEvent) {
  return of === null
    ? body.type === "ack" && body.effect !== false && body.seq === event.seq
    : of.client === origin.client && of.cseq === origin.cseq;
}

export type { SentTx };
