/**
 * A server of one room in memory that keeps to the protocol: what the client is tried against
 * where the real one would be too slow, or too well-behaved.
 *
 * @module
 */

import { apply } from "../../document/apply.ts";
import { decide, restorable } from "../../document/decide.ts";
import { deltaBetween } from "../../document/delta.ts";
import { textsAsked, textsBetween } from "../../document/text/past.ts";
import { type Document, EMPTY_DOCUMENT } from "../../document/document.ts";
import { snapshotPages } from "../../document/snapshot.ts";
import {
  type AskedText,
  type ClientMessage,
  clientMessageSchema,
} from "../../schema/client_message.ts";
import type { RoomEvent } from "../../schema/event.ts";
import { DEFAULT_LIMITS, type Limits } from "../../schema/limits.ts";
import type { AckBody, NackBody, Op, RegisterState } from "../../schema/op.ts";
import { consumesNumber } from "../../schema/op.ts";
import type { Member } from "../../schema/presence.ts";
import type { Shape } from "../../schema/shape.ts";
import type { FakeLine, FakeServerEnd } from "./fake_network.ts";

type MessageOf<T extends ClientMessage["type"]> = Extract<
  ClientMessage,
  { type: T }
>;
type Answer =
  | ({ type: "ack" } & AckBody)
  | ({ type: "nack" } & NackBody)
  | { type: "ack"; seq: number; old: true };

interface Session {
  readonly line: FakeLine;
  clientId: string;
  member: Member | null;
  follows: boolean;
}

/** What a client was answered: by number. */
type Answers = Map<number, { body: string; answer: Answer }>;

/** The server, and what a test may look at or interfere with. */
export class FakeServer implements FakeServerEnd {
  document: Document = EMPTY_DOCUMENT;
  readonly log: RoomEvent[] = [];
  epoch = "epoch-1";
  limits: Limits = DEFAULT_LIMITS;
  /** Answers the next transactions like this instead of deciding them; only typing gets stale. */
  readonly refusals: NackBody[] = [];
  /** Bytes in a page of content. */
  pageBytes = 400;
  /** Sends a snapshot to who joins next, and tells nothing of how its texts came about. */
  losesPast = false;
  readonly received: ClientMessage[] = [];
  readonly #sessions = new Set<Session>();
  readonly #answers = new Map<string, Answers>();
  /** Numbers of lines of chat, by client and nonce. */
  readonly #lines = new Map<string, number>();
  #lastLine = 0;
  readonly #removed = new Map<string, Shape>();
  #members = 0;

  accept(line: FakeLine): { message(text: string): void; close(): void } {
    const session: Session = {
      line,
      clientId: "",
      member: null,
      follows: false,
    };
    this.#sessions.add(session);
    return {
      message: (text) => {
        const message = clientMessageSchema.parse(JSON.parse(text));
        this.received.push(message);
        this.#take(session, message);
      },
      close: () => this.#sessions.delete(session),
    };
  }

  /** Highest number of a client that was answered. */
  lastCseq(clientId: string): number {
    return Math.max(0, ...this.#answersOf(clientId).keys());
  }

  /**
   * Goes back to an earlier state of the log, as a restored backup does (E24).
   *
   * @param answered by client, its last number that was answered then, where it was known.
   */
  restoreBackup(
    seq: number,
    answered: Record<string, number> = this.#answeredAt(seq),
  ): void {
    this.log.length = seq;
    this.epoch += "'";
    this.#lines.clear();
    this.#lastLine = 0;
    this.document = this.log.reduce<Document>(
      (document, event) => apply(document, event).document,
      EMPTY_DOCUMENT,
    );
    for (const [client, last] of Object.entries(answered)) {
      const answers = this.#answersOf(client);
      for (const cseq of answers.keys()) {
        if (cseq > last) answers.delete(cseq);
      }
    }
  }

  /** Knows that what was answered so far was answered, and no more of it (E16). */
  forgetAnswers(): void {
    for (const answers of this.#answers.values()) {
      for (const known of answers.values()) {
        known.answer = { type: "ack", seq: this.document.seq, old: true };
      }
    }
  }

  /** By client, the last number before the first one whose event is after `seq`. */
  #answeredAt(seq: number): Record<string, number> {
    return Object.fromEntries(
      [...this.#answers].map(([client, answers]) => {
        const later = [...answers].filter(([, { answer }]) =>
          answer.type === "ack" && answer.seq > seq
        );
        return [client, Math.min(...later.map(([cseq]) => cseq)) - 1];
      }),
    );
  }

  #take(session: Session, message: ClientMessage): void {
    switch (message.type) {
      case "hello":
        return this.#hello(session, message);
      case "join_room":
        return this.#join(session, message);
      case "tx":
        return this.#tx(session, message);
      case "ping":
        return session.line.send({ type: "pong" });
      case "say":
        return this.#say(session, message);
      case "history":
        return session.line.send({
          type: "history",
          roomId: message.roomId,
          events: this.log.filter(({ seq }) => seq > message.after)
            .slice(0, message.limit),
          next: null,
          ref: message.ref,
        });
    }
  }

  #hello(session: Session, { clientId, userKey, name }: MessageOf<"hello">) {
    session.clientId = clientId;
    const userId = `u_${userKey ?? clientId}`;
    const memberId = `m${++this.#members}`;
    session.member = { memberId, userId, name, color: "default" };
    session.line.send({
      type: "welcome",
      protocol: 1,
      userId,
      server: "fake",
      limits: this.limits,
    });
  }

  #join(session: Session, message: MessageOf<"join_room">): void {
    const { roomId, content, since, epoch } = message;
    const head = this.document.seq;
    const hasPast = !this.losesPast;
    if (content === "all") this.losesPast = false;
    const known = since !== undefined && since <= head &&
      epoch === this.epoch && hasPast;
    const mode = content !== "all" ? "none" : known ? "delta" : "snapshot";
    session.follows = content !== "none";
    session.line.send({
      type: "joined",
      roomId,
      epoch: this.epoch,
      head,
      lastCseq: this.lastCseq(session.clientId),
      placed: this.#placed(session),
      mode,
      role: "editor",
      memberId: session.member!.memberId,
      members: [session.member],
    });
    if (mode === "delta") this.#sendDelta(session, roomId, since!);
    const asked = epoch === this.epoch && hasPast ? message.texts ?? [] : [];
    if (mode === "snapshot") this.#sendSnapshot(session, roomId, asked);
  }

  #sendSnapshot(
    { line }: Session,
    roomId: string | number,
    asked: readonly AskedText[],
  ): void {
    const past = textsAsked(this.document, asked);
    const pages = [
      ...snapshotPages(this.document, { maxBytes: this.pageBytes }),
      ...past.length > 0 ? [[]] : [],
    ];
    for (const [page, shapes] of pages.entries()) {
      const last = page === pages.length - 1;
      const texts = last ? past : [];
      const { seq, shapes: { size } } = this.document;
      const count = page === 0 ? { count: size } : {};
      line.send({
        type: "snapshot",
        roomId,
        seq,
        page,
        last,
        ...count,
        shapes,
        texts,
      });
    }
  }

  #sendDelta(session: Session, roomId: string | number, since: number): void {
    const delta = deltaBetween(this.document, since);
    const own = new Set(this.#placed(session).map(([, seq]) => seq));
    const half = Math.ceil(delta.added.length / 2);
    const lastCseq = this.lastCseq(session.clientId);
    const common = { type: "delta", roomId, ...delta, lastCseq };
    session.line.send({
      ...common,
      page: 0,
      last: false,
      added: delta.added.slice(0, half),
      modified: [],
      deleted: [],
    });
    const added = delta.added.slice(half);
    const texts = textsBetween(this.document, since, own);
    session.line.send({ ...common, page: 1, last: true, added, texts });
  }

  #placed({ clientId }: Session): [cseq: number, seq: number][] {
    return [...this.#answersOf(clientId)].flatMap(
      ([cseq, { answer }]): [number, number][] =>
        answer.type === "ack" && !("old" in answer) && answer.effect !== false
          ? [[cseq, answer.seq]]
          : [],
    );
  }

  #tx(session: Session, { roomId, cseq, ops, base, group }: MessageOf<"tx">) {
    const answers = this.#answersOf(session.clientId);
    const body = JSON.stringify([ops, base, group]);
    const known = answers.get(cseq);
    const reply = (answer: Answer) =>
      session.line.send({ ...answer, roomId, cseq });
    if (known !== undefined) {
      if (known.body === body) return reply(known.answer);
      return session.line.send({
        type: "error",
        code: "same_number_other_body",
        message: `${cseq} was something else`,
        roomId,
        cseq,
      });
    }
    const expected = this.lastCseq(session.clientId) + 1;
    if (cseq !== expected) {
      const message = `expected ${expected}`;
      return reply({ type: "nack", code: "gap", message, expected });
    }
    const { answer, event } = this.#decide(session, { ops, base, group });
    if (answer.type === "ack" || consumesNumber(answer)) {
      answers.set(cseq, { body, answer });
    }
    reply(answer);
    if (event !== null) this.#tell({ type: "events", events: [event] });
  }

  #decide(
    session: Session,
    tx: Pick<MessageOf<"tx">, "ops" | "base" | "group">,
  ): { answer: Answer; event: RoomEvent | null } {
    const isTyping = tx.ops.some(({ op }) => op === "text");
    const next = this.refusals.findIndex(({ code }) =>
      code !== "stale" || isTyping
    );
    if (next >= 0) {
      const refusal = this.refusals.splice(next, 1)[0]!;
      const current = refusal.code === "stale" ? textsIn(tx.ops) : undefined;
      return {
        answer: { type: "nack", ...current && { current }, ...refusal },
        event: null,
      };
    }
    const removed = new Map(
      restorable(this.document, tx.ops).map((
        { id },
      ) => [id, this.#removed.get(id)!]),
    );
    const decision = decide(this.document, tx, {
      userId: session.member!.userId,
      at: 1_733_000_000_000 + this.log.length,
      limits: this.limits,
      removed,
    });
    if (decision.kind === "refuse") {
      return { answer: { type: "nack", ...decision.nack }, event: null };
    }
    if (decision.kind === "nothing") {
      const { seq } = this.document;
      const results = [...decision.results];
      const answer: Answer = {
        type: "ack",
        seq,
        effect: false,
        results,
        overrode: [],
      };
      return { answer, event: null };
    }
    const { event, results, overrode } = decision;
    for (const shape of decision.removed) this.#removed.set(shape.id, shape);
    this.document = decision.document;
    this.log.push(event);
    return {
      answer: {
        type: "ack",
        seq: event.seq,
        results: [...results],
        overrode: [...overrode],
      },
      event,
    };
  }

  #say(
    speaker: Session,
    { text, nonce, ref }: Extract<ClientMessage, { type: "say" }>,
  ): void {
    const key = `${speaker.clientId} ${nonce}`;
    const first = this.#lines.get(key);
    const { userId, name } = speaker.member!;
    const id = first ?? ++this.#lastLine;
    const line = { type: "said", id, userId, name, text, at: 0 };
    this.#lines.set(key, id);
    for (const { line: way, follows, member } of this.#sessions) {
      const isSpeaker = member === speaker.member;
      if (!follows || !member || (first && !isSpeaker)) continue;
      way.send({ ...line, roomId: "lobby", ...isSpeaker && { ref } });
    }
  }

  #tell(message: Record<string, unknown>): void {
    for (const { line, follows, member } of this.#sessions) {
      if (follows && member) line.send({ ...message, roomId: "lobby" });
    }
  }

  #answersOf(clientId: string): Answers {
    let answers = this.#answers.get(clientId);
    if (answers === undefined) {
      this.#answers.set(clientId, answers = new Map());
    }
    return answers;
  }
}

/** The texts that operations edit, as a refusal names them. */
function textsIn(ops: readonly Op[]): RegisterState[] {
  return ops.flatMap((op) =>
    op.op === "text"
      ? [{ id: op.id, register: "text", seq: 0, userId: "" }]
      : []
  );
}
