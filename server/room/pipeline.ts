/**
 * The way of a transaction through a room: queued, decided, committed, told (E16, E17, E21).
 *
 * At most one append is under way. What arrives meanwhile waits, and is decided together on
 * what the append left behind. Nothing is told to anybody before its append is committed.
 *
 * @module
 */

import { apply } from "../../shared/document/apply.ts";
import type { Document } from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import type { NackBody } from "../../shared/schema/op.ts";
import type { Shape } from "../../shared/schema/shape.ts";
import type { AppendOutcome, ClientState } from "../store/store.ts";
import {
  appendOf,
  type Batch,
  decideBatch,
  type Need,
  removedKey,
} from "./batch.ts";
import { FairQueue } from "./fair_queue.ts";
import { ClientMemory } from "./client_memory.ts";
import { landed } from "./landed.ts";
import type {
  Entry,
  Outcome,
  RoomEffect,
  RoomInput,
  Submission,
} from "./room_message.ts";
import { Trouble, unavailable } from "./trouble.ts";
import { Unanswered } from "./unanswered.ts";

/** Milliseconds after which a failed read is asked for again. */
const RETRY_MS = 500;

type Read = Extract<
  RoomEffect,
  { type: "read_after" | "read_back" | "read_client" | "read_removed" }
>;

/** What the pipeline waits for. */
type Phase =
  | { readonly kind: "idle" }
  | { readonly kind: "appending"; readonly batch: Batch }
  /** `batch`: what may or may not be in the log. `failed`: to be asked for again. */
  | {
    readonly kind: "reading";
    readonly read: Read;
    readonly batch: Batch | null;
    readonly failed: boolean;
  };

/** What the pipeline is told of by the room. */
export interface PipelineOptions {
  readonly roomId: string;
  readonly document: Document;
  readonly limits: Limits;
  /** Where a client is by now: the member to answer. */
  readonly seatOf: (client: string) => string | undefined;
}

/** Takes submissions in, and lets answers and entries out after their commit. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #memory = new ClientMemory();
  /** By client, so that the numbers of each stay in their order. */
  readonly #queue = new FairQueue<Submission>(senderOf, opsOf);
  readonly #removed = new Map<string, Shape | null>();
  /** Submissions without an answer, by client, or by member where there is no client. */
  readonly #unanswered = new Unanswered();
  readonly #trouble = new Trouble();
  #document: Document;
  #phase: Phase = { kind: "idle" };

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#document = options.document;
  }

  /** What is committed. */
  get document(): Document {
    return this.#document;
  }

  /** Is nothing queued or under way? */
  get idle(): boolean {
    return this.#phase.kind === "idle" && this.#queue.isEmpty;
  }

  /** The last number of a client that was answered and committed. */
  lastCseq(client: string): number {
    return this.#memory.lastCseq(client);
  }

  /** Takes over what the store remembers of a client. */
  learn(client: string, state: ClientState): void {
    this.#memory.learn(client, state);
  }

  /** A client has gone: it need not be remembered, unless an answer is still to come. */
  left(client: string): void {
    if (!this.#unanswered.has(client)) this.#memory.forget(client);
  }

  /** A transaction arrives. */
  submit(submission: Submission): RoomEffect[] {
    const refusal = this.#refusalOf(submission);
    if (refusal !== null) {
      return [
        this.#answer(submission, { type: "nack", body: refusal }, false),
      ];
    }
    this.#unanswered.add(senderOf(submission));
    this.#queue.push(submission);
    return this.#pump();
  }

  /** An append came to its end. */
  appended(outcome: AppendOutcome, at: number): RoomEffect[] {
    if (this.#phase.kind !== "appending") return [];
    const { batch } = this.#phase;
    const after = this.#document.seq;
    switch (outcome.kind) {
      case "committed":
        return [...this.#settle(batch, []), ...this.#pump()];
      case "moved":
        this.#requeue(batch);
        return this.#read({ type: "read_after", after }, null);
      case "unknown": {
        const client = batch.answers[0]?.origin.client ?? null;
        return this.#read({ type: "read_back", after, client }, batch);
      }
      case "unavailable":
        this.#requeue(batch);
        return this.#refuseAll(outcome.message, at);
    }
  }

  /** A read that the pipeline asked for came to its end. */
  read(
    input: Extract<
      RoomInput,
      { type: "caught_up" | "read_back_done" | "client_read" | "removed_read" }
    >,
  ): RoomEffect[] {
    if (this.#phase.kind !== "reading") return [];
    const { batch } = this.#phase;
    this.#phase = { kind: "idle" };
    switch (input.type) {
      case "client_read":
        this.#memory.learn(input.client, input.state);
        return this.#pump();
      case "removed_read":
        this.#removed.clear();
        for (const { shape, ...removed } of input.shapes) {
          this.#removed.set(removedKey(removed), shape);
        }
        return this.#pump();
      case "caught_up": {
        const told = this.#catchUp(input.events);
        // Asking on would never end: the log has lost what the room was told is in it.
        if (told.length === 0) {
          return this.#refuseAll("its log is behind it", input.at);
        }
        return [...told, ...this.#pump()];
      }
      case "read_back_done": {
        if (batch !== null && landed(batch, input)) {
          const rest = input.events.slice(batch.events.length);
          return [...this.#settle(batch, rest), ...this.#pump()];
        }
        if (batch !== null) this.#requeue(batch);
        return [...this.#catchUp(input.events), ...this.#pump()];
      }
    }
  }

  /** A read failed: it will be asked for again. */
  readFailed(): RoomEffect[] {
    if (this.#phase.kind !== "reading") return [];
    this.#phase = { ...this.#phase, failed: true };
    return [{ type: "wake", afterMs: RETRY_MS }];
  }

  /** Time has passed: asks again for what could not be read. */
  wake(): RoomEffect[] {
    if (this.#phase.kind !== "reading" || !this.#phase.failed) return [];
    return this.#read(this.#phase.read, this.#phase.batch);
  }

  /** Decides what waits, if nothing is under way. */
  #pump(): RoomEffect[] {
    const effects: RoomEffect[] = [];
    while (this.#phase.kind === "idle" && !this.#queue.isEmpty) {
      const { batch, need } = decideBatch(this.#queue, {
        document: this.#document,
        memory: this.#memory,
        removed: this.#removed,
        limits: this.#options.limits,
      });
      if (need !== null) return [...effects, ...this.#read(readOf(need), null)];
      this.#queue.take(batch.submissions.length);
      this.#removed.clear();
      for (const message of batch.faults) {
        effects.push({ type: "fault", message });
      }
      const append = appendOf(this.#options.roomId, batch);
      if (append === null) {
        effects.push(...this.#settle(batch, []));
      } else {
        this.#phase = { kind: "appending", batch };
        effects.push({ type: "append", append });
      }
    }
    return effects;
  }

  #read(read: Read, batch: Batch | null): RoomEffect[] {
    this.#phase = { kind: "reading", read, batch, failed: false };
    return [read];
  }

  /** The batch is on disk, and after it `rest`: the authors first, then everybody (P6). */
  #settle(batch: Batch, rest: readonly RoomEvent[]): RoomEffect[] {
    this.#phase = { kind: "idle" };
    this.#trouble.end();
    this.#document = batch.document;
    this.#memory.merge(batch.memory);
    const answers = batch.replies.map(({ submission, outcome }) =>
      this.#answer(submission, outcome, true)
    );
    const told: RoomEffect[] = batch.entries.length > 0
      ? [{ type: "committed", entries: batch.entries }]
      : [];
    return [
      ...answers,
      ...told,
      ...(rest.length > 0 ? this.#catchUp(rest) : []),
    ];
  }

  /** Takes in what somebody else committed. */
  #catchUp(events: readonly RoomEvent[]): RoomEffect[] {
    this.#memory.doubtAll();
    const entries: Entry[] = [];
    for (const event of events) {
      if (event.seq <= this.#document.seq) continue;
      this.#document = apply(this.#document, event).document;
      entries.push({ event, document: this.#document });
    }
    return entries.length > 0 ? [{ type: "committed", entries }] : [];
  }

  #requeue(batch: Batch): void {
    this.#phase = { kind: "idle" };
    this.#queue.putBack(batch.submissions);
  }

  // Their numbers are not used up, so all that wait must be sent again, in order.
  #refuseAll(reason: string, at: number): RoomEffect[] {
    this.#trouble.begin(at);
    // Another server may have answered a number that is the next one here.
    this.#memory.doubtAll();
    const waiting = this.#queue.take(Infinity);
    const body = unavailable(reason);
    return waiting.map((submission) =>
      this.#answer(submission, { type: "nack", body }, true)
    );
  }

  #refusalOf(submission: Submission): NackBody | null {
    const trouble = this.#trouble.refusal(submission.at);
    if (trouble !== null) return trouble;
    const sender = senderOf(submission);
    const { weight } = this.#queue;
    return this.#unanswered.refusal(
      sender,
      weight,
      this.#queue.hasLine(sender),
    );
  }

  #answer(
    submission: Submission,
    outcome: Outcome,
    wasCounted: boolean,
  ): RoomEffect {
    const { client, memberId } = submission;
    const seat = client === null ? undefined : this.#options.seatOf(client);
    if (wasCounted) {
      const sender = senderOf(submission);
      this.#unanswered.remove(sender);
      const isDone = !this.#unanswered.has(sender);
      if (isDone && client !== null && seat === undefined) {
        this.#memory.forget(client);
      }
    }
    return { type: "answer", memberId: seat ?? memberId, submission, outcome };
  }
}

/** Whose number it is; in the chat dialect, whose connection. */
function senderOf({ client, memberId }: Submission): string {
  return client ?? memberId;
}

/** What a submission costs to decide. */
function opsOf({ work }: Submission): number {
  return work.kind === "tx" ? work.ops.length : 1;
}

function readOf(need: Need): Read {
  return need.kind === "client"
    ? { type: "read_client", client: need.client }
    : { type: "read_removed", shapes: need.shapes };
}
