/**
 * What a room remembers of the clients that send numbered transactions (E16).
 *
 * @module
 */

import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import type { Answer, ClientState } from "../../store/store.ts";
import type { Submission } from "../room_message.ts";

/** What a number means to the room. */
export type Verdict =
  /** The next one: to be decided. */
  | { readonly kind: "next" }
  /** Answered before: the same answer again. */
  | { readonly kind: "again"; readonly answer: Answer }
  /** Answered so long ago that only the number is remembered. */
  | { readonly kind: "old" }
  /** Answered before, to another body. */
  | { readonly kind: "other_body" }
  /** Numbers are missing before it. */
  | { readonly kind: "gap"; readonly expected: number };

/** A transaction of a client that has an event: its number, and its place in the log. */
export type Placed = [cseq: number, seq: number];

/** A number, and by what its body is known again. */
export type Sent = Pick<Submission, "cseq" | "bodyHash" | "formerHash">;

/** What is remembered of a client that never sent anything. */
export const NEW_CLIENT: ClientState = { lastCseq: 0, answers: [] };

/**
 * Judges a number by what is remembered of its client.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { judge, NEW_CLIENT } from "./client_memory.ts";
 *
 * const bodyHash = "hash";
 * assertEquals(judge(NEW_CLIENT, { cseq: 1, bodyHash }), { kind: "next" });
 * assertEquals(judge(NEW_CLIENT, { cseq: 3, bodyHash }), { kind: "gap", expected: 1 });
 * ```
 */
export function judge(
  state: ClientState,
  { cseq, bodyHash, formerHash }: Sent,
): Verdict {
  if (cseq > state.lastCseq) {
    const expected = state.lastCseq + 1;
    return cseq === expected ? { kind: "next" } : { kind: "gap", expected };
  }
  const answer = state.answers.find((known) => known.origin.cseq === cseq);
  if (answer === undefined) return { kind: "old" };
  return answer.bodyHash === bodyHash || answer.bodyHash === formerHash?.()
    ? { kind: "again", answer }
    : { kind: "other_body" };
}

/** Is what an answer tells of in the room as it is at `seq`? */
export function isCovered({ body }: Answer, seq: number): boolean {
  return body.type === "nack" || body.seq <= seq;
}

/** Of a client's last transactions, those that have an event in the room as it is at `seq`. */
export function placedOf({ answers }: ClientState, seq: number): Placed[] {
  return answers.flatMap(({ origin, body }): Placed[] =>
    body.type === "ack" && body.effect !== false && body.seq <= seq
      ? [[origin.cseq, body.seq]]
      : []
  );
}

/** With one more answer, which is to the next number. */
export function withAnswer(state: ClientState, answer: Answer): ClientState {
  const answers = state.answers.slice(1 - MAX_UNANSWERED);
  answers.push(answer);
  return { lastCseq: answer.origin.cseq, answers };
}

/**
 * Client states by the hash of the client's id. A draft layers the answers of an undecided
 * commit on top, and is merged or dropped with it.
 */
export class ClientMemory {
  readonly #under: ClientMemory | null;
  readonly #states = new Map<string, ClientState>();
  readonly #doubted = new Set<string>();
  /** How many are about to come in as a client, and whether it was to be forgotten meanwhile. */
  readonly #expected = new Map<string, { count: number; isGone: boolean }>();

  constructor(under: ClientMemory | null = null) {
    this.#under = under;
  }

  /** What is known of a client, or `undefined` if the store has to be asked. */
  get(client: string): ClientState | undefined {
    if (this.#doubted.has(client)) return undefined;
    return this.#states.get(client) ?? this.#under?.get(client);
  }

  /** The highest number of a client that is known to be answered. */
  lastCseq(client: string): number {
    return this.#states.get(client)?.lastCseq ?? 0;
  }

  /**
   * The last number whose doings, and those of all before it, are in the room as it is at `seq`:
   * what the store says of a client may be ahead of the room.
   */
  lastCovered(client: string, seq: number): number {
    const state = this.#states.get(client) ?? NEW_CLIENT;
    const ahead = state.answers.find((answer) => !isCovered(answer, seq));
    return ahead === undefined ? state.lastCseq : ahead.origin.cseq - 1;
  }

  /** Of a client's last transactions, those that have an event in the room as it is at `seq`. */
  placed(client: string, seq: number): Placed[] {
    return placedOf(this.#states.get(client) ?? NEW_CLIENT, seq);
  }

  /** Remembers what the store said, unless more is known already. */
  learn(client: string, state: ClientState): void {
    this.#doubted.delete(client);
    const expected = this.#expected.get(client);
    if (expected !== undefined) expected.isGone = false;
    const known = this.#states.get(client);
    if (known === undefined || known.lastCseq < state.lastCseq) {
      this.#states.set(client, state);
    }
  }

  /** Remembers an answer. */
  add(answer: Answer): void {
    const { client } = answer.origin;
    const state = this.get(client) ?? NEW_CLIENT;
    this.#states.set(client, withAnswer(state, answer));
  }

  /** A layer on top of this, to be merged or dropped. */
  draft(): ClientMemory {
    return new ClientMemory(this);
  }

  /** Takes over what a draft added. */
  merge(draft: ClientMemory): void {
    for (const [client, state] of draft.#states) {
      this.#states.set(client, state);
    }
  }

  /** Somebody else has answered a client: the store is to be asked for it before its next number. */
  doubt(client: string): void {
    if (this.#states.has(client)) this.#doubted.add(client);
  }

  /** Somebody else wrote to the log: each client is to be asked for before its next number. */
  doubtAll(): void {
    for (const client of this.#states.keys()) this.#doubted.add(client);
  }

  /**
   * A client is about to come in: the store is being asked for it, and what is committed of it
   * meanwhile must not be forgotten, since the store's answer may be older.
   *
   * @returns what is to be called when it is in, or does not come in after all.
   */
  expect(client: string): () => void {
    const expected = this.#expected.get(client) ?? { count: 0, isGone: false };
    expected.count++;
    this.#expected.set(client, expected);
    return () => {
      if (--expected.count > 0) return;
      this.#expected.delete(client);
      if (expected.isGone) this.forget(client);
    };
  }

  /** Forgets a client that has gone. */
  forget(client: string): void {
    const expected = this.#expected.get(client);
    if (expected !== undefined) {
      expected.isGone = true;
      return;
    }
    this.#states.delete(client);
    this.#doubted.delete(client);
  }
}
