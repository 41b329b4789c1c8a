/**
 * One room of a memory store.
 *
 * @module
 */

import type { RoomEvent } from "../../../shared/schema/event.ts";
import { MAX_UNANSWERED } from "../../../shared/schema/limits.ts";
import type { Shape } from "../../../shared/schema/shape.ts";
import {
  type Answer,
  type Append,
  type AppendOutcome,
  type ChatLine,
  type ClientState,
  DamagedError,
  KEPT_MS,
  type NewChatLine,
  type NewEvent,
  type NewSnapshot,
  type Origin,
  type Person,
  type RoomInfo,
  type SnapshotInfo,
  StaleError,
} from "../store.ts";
import { MemorySnapshots } from "./memory_snapshots.ts";
import { pageOf } from "../event_page.ts";

/** A room's log, answers and chat. */
export class MemoryRoom {
  readonly roomId: string;
  readonly createdAt: number;
  changedAt: number;
  #shapes: number | null = 0;
  /** The event with `seq` is at `seq - 1 - #horizon`. */
  readonly #events: NewEvent[] = [];
  #horizon = 0;
  readonly snapshots: MemorySnapshots;
  readonly #origins = new Set<string>();
  readonly #answers = new Map<string, Answer[]>();
  /** Clients whose answers are kept by time. */
  readonly #keptSince = new Map<string, number>();
  readonly #chat: ChatLine[] = [];
  readonly #chatByNonce = new Map<string, ChatLine>();
  readonly #people = new Map<string, Person>();
  readonly #damaged = new Set<number>();
  /** What was said when a damaged row was first read; the room is closed since. */
  #closed: DamagedError | null = null;

  /** @param now time of its creation. */
  constructor(roomId: string, now: number) {
    this.roomId = roomId;
    this.createdAt = now;
    this.changedAt = now;
    this.snapshots = new MemorySnapshots(roomId);
  }

  /** `seq` of the last event. */
  get head(): number {
    return this.#horizon + this.#events.length;
  }

  /** The room as the store tells it; `epoch` is the store's. */
  info(epoch: string): RoomInfo {
    const { roomId, head, createdAt, changedAt } = this;
    const horizon = this.#horizon;
    const shapes = this.#shapes;
    return { roomId, head, epoch, horizon, createdAt, changedAt, shapes };
  }

  /** @throws {DamagedError} if a damaged row of it was read. */
  assertSound(): void {
    if (this.#closed !== null) throw this.#closed;
  }

  /** Lets the row of an event fail its checksum. */
  damage(seq: number): void {
    this.#damaged.add(seq);
  }

  /** Commits, or tells why not. */
  append(append: Append): AppendOutcome {
    if (this.#closed !== null) {
      return { kind: "unavailable", message: this.#closed.message };
    }
    if (this.head !== append.expectedHead || this.#takesNumber(append)) {
      return { kind: "moved", head: this.head };
    }
    for (const added of append.events) {
      this.#events.push(added);
      this.changedAt = added.event.at;
      if (added.origin) this.#origins.add(keyOf(added.origin));
    }
    if (append.events.length > 0) this.#shapes = append.shapes ?? null;
    for (const answer of append.answers) this.#keep(answer);
    return { kind: "committed" };
  }

  /** Events after a seq; a page of them, if `maxSize` says so. */
  readAfter(after: number, limit: number, maxSize?: number): RoomEvent[] {
    this.assertSound();
    if (after < this.#horizon) throw this.#stale();
    const from = after - this.#horizon;
    const events = this.#events.slice(from, from + limit)
      .map(({ event }) => event);
    const page = maxSize === undefined
      ? events
      : pageOf(events, maxSize, ({ ops }) => JSON.stringify(ops).length);
    for (const { seq } of page) this.#refuseDamaged(seq);
    return page;
  }

  /** A shape as it was just before the event `seq` deleted it. */
  readRemoved(seq: number, shapeId: string): Shape | null {
    this.assertSound();
    if (seq <= this.#horizon) throw this.#stale();
    this.#refuseDamaged(seq);
    const removed = this.#events[seq - 1 - this.#horizon]?.removed ?? [];
    return removed.find((shape) => shape.id === shapeId) ?? null;
  }

  /** Keeps a snapshot, a chunk a turn. */
  async saveSnapshot(
    snapshot: NewSnapshot,
    chunks: Iterable<string | null>,
  ): Promise<boolean> {
    this.assertSound();
    const texts: string[] = [];
    for (const text of chunks) {
      if (text !== null) texts.push(text);
      await Promise.resolve();
    }
    const { seq } = snapshot;
    return seq >= this.#horizon && seq <= this.head &&
      this.snapshots.add(snapshot, texts);
  }

  /** The snapshots, the newest first. */
  listSnapshots(): SnapshotInfo[] {
    this.assertSound();
    return this.snapshots.list();
  }

  /** Forgets snapshots, but for the one that a trimmed room begins with. */
  dropSnapshots(seqs: readonly number[]): void {
    const isBase = (seq: number) => this.#horizon > 0 && seq === this.#horizon;
    this.snapshots.drop(seqs.filter((seq) => !isBase(seq)));
  }

  /** Forgets the events up to `horizon`. */
  trim(horizon: number): void {
    this.assertSound();
    if (horizon <= this.#horizon) return;
    this.snapshots.textsOf(horizon);
    const gone = this.#events.splice(0, horizon - this.#horizon);
    this.#horizon = horizon;
    for (const { origin } of gone) {
      if (origin !== null) this.#origins.delete(keyOf(origin));
    }
    this.snapshots.dropBelow(horizon);
  }

  /** What is remembered of a client. */
  readClient(client: string): ClientState {
    this.assertSound();
    const answers = [...this.#answers.get(client) ?? []];
    return { lastCseq: answers.at(-1)?.origin.cseq ?? 0, answers };
  }

  /** Adds a line, or finds the first one of its client and nonce. */
  say(
    { client, nonce, ...content }: NewChatLine,
  ): { line: ChatLine; repeated: boolean } {
    this.assertSound();
    const key = `${client} ${nonce}`;
    const first = this.#chatByNonce.get(key);
    if (first !== undefined) return { line: first, repeated: true };
    const line = { ...content, id: this.#chat.length + 1 };
    this.#chat.push(line);
    this.#chatByNonce.set(key, line);
    return { line, repeated: false };
  }

  /** The last lines. */
  readChat(limit: number): ChatLine[] {
    this.assertSound();
    return this.#chat.slice(Math.max(0, this.#chat.length - limit));
  }

  /** Keeps how somebody is called. */
  remember(person: Person): void {
    this.assertSound();
    this.#people.set(person.userId, person);
  }

  /** How some people are called. */
  readPeople(userIds: readonly string[]): Person[] {
    this.assertSound();
    return userIds.map((userId) => this.#people.get(userId))
      .filter((person) => person !== undefined);
  }

  #stale(): StaleError {
    return new StaleError(this.roomId, this.#horizon);
  }

  /** Is one of its numbers in the log, or answered? */
  #takesNumber({ events, answers }: Append): boolean {
    return [...events, ...answers].some(({ origin }) =>
      origin !== null &&
      (this.#origins.has(keyOf(origin)) || this.#isAnswered(origin))
    );
  }

  #isAnswered({ client, cseq }: Origin): boolean {
    const kept = this.#answers.get(client) ?? [];
    return kept.some(({ origin }) => origin.cseq === cseq);
  }

  #keep({ keptSince, ...answer }: Answer): void {
    const { client, cseq } = answer.origin;
    if (keptSince !== undefined) {
      this.#keptSince.set(client, keptSince);
      for (const [other, since] of this.#keptSince) {
        if (since >= keptSince - KEPT_MS) continue;
        this.#keptSince.delete(other);
        this.#answers.delete(other);
      }
    }
    const kept = (this.#answers.get(client) ?? [])
      .filter(({ origin }) => origin.cseq > cseq - MAX_UNANSWERED);
    kept.push(answer);
    this.#answers.set(
      client,
      kept.sort((a, b) => a.origin.cseq - b.origin.cseq),
    );
  }

  #refuseDamaged(seq: number): void {
    if (!this.#damaged.has(seq)) return;
    this.#closed ??= new DamagedError(
      `event ${seq} of room ${this.roomId} is damaged`,
    );
    throw this.#closed;
  }
}

function keyOf(origin: Origin): string {
  return `${origin.client} ${origin.cseq}`;
}
