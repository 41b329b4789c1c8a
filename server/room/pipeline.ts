/**
 * The way of a transaction through a room: queued, decided, committed, told (E16, E17, E21).
 *
 * At most one append is under way. What arrives meanwhile waits, and is decided together on
 * what the append left behind. Nothing is told to anybody before its append is committed.
 *
 * @module
 */

import type { Document } from "../../shared/document/document.ts";
import type { RoomEvent } from "../../shared/schema/event.ts";
import type { Limits } from "../../shared/schema/limits.ts";
import type { AppendOutcome, ClientState } from "../store/store.ts";
import { AnswerDesk, senderOf } from "./deciding/answer_desk.ts";
import { appendOf, type Batch, decideBatch } from "./deciding/batch.ts";
import {
  ClientMemory,
  isCovered,
  type Placed,
} from "./deciding/client_memory.ts";
import { FairQueue } from "./deciding/fair_queue.ts";
import { KnownLog } from "./log/known_log.ts";
import { landed } from "./log/landed.ts";
import { type Phase, type Read, readOf } from "./pipeline_phase.ts";
import { removedKey } from "./log/restoring.ts";
import type {
  Asked,
  Former,
  Outcome,
  RoomEffect,
  RoomInput,
  Submission,
} from "./room_message.ts";

/** Milliseconds after which a failed read is asked for again. */
const RETRY_MS = 500;

/** What came to be answered by way of another server. */
const ELSEWHERE: Asked["work"] = {
  kind: "tx",
  ops: [],
  base: undefined,
  group: undefined,
};

/** Events of others that wait to be told, and the clients of whom the store was asked since. */
interface Untold {
  readonly events: readonly RoomEvent[];
  readonly asked: Set<string>;
}

/** What the pipeline is told of by the room. */
export interface PipelineOptions {
  readonly roomId: string;
  readonly document: Document;
  readonly limits: Limits;
  /** Where a client is by now: the member to answer. */
  readonly seatOf: (client: string) => string | undefined;
  /** Clients of these people that are here, or about to come in. */
  readonly clientsOf: (userIds: ReadonlySet<string>) => readonly string[];
}

/** Takes submissions in, and lets answers and entries out after their commit. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #memory = new ClientMemory();
  /** By client, so that the numbers of each stay in their order. */
  readonly #queue = new FairQueue<Submission>(senderOf, opsOf);
  readonly #desk: AnswerDesk;
  readonly #removed = new Map<string, Former>();
  readonly #log: KnownLog;
  #phase: Phase = { kind: "idle" };
  /** What others committed, and nobody was told yet: of whose clients the store was asked. */
  #untold: Untold | null = null;
  /** Was a number taken elsewhere, and nothing committed since? */
  #wasTaken = false;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#log = new KnownLog(options.document);
    this.#desk = new AnswerDesk({
      queue: this.#queue,
      memory: this.#memory,
      seatOf: options.seatOf,
    });
  }

  /** What is committed. */
  get document(): Document {
    return this.#log.document;
  }

  /** Is nothing queued or under way? */
  get idle(): boolean {
    return this.#phase.kind === "idle" && this.#queue.isEmpty;
  }

  /** The last number of a client that was answered, and whose doings are in the document. */
  lastCseq(client: string): number {
    return this.#memory.lastCovered(client, this.document.seq);
  }

  /** Where the client's last transactions stand in the document's log. */
  placed(client: string): Placed[] {
    return this.#memory.placed(client, this.document.seq);
  }

  /** Do answers of a client, those in `state` among them, tell of more than is in the document? */
  isBehind(client: string, state: ClientState): boolean {
    return this.lastCseq(client) < this.#memory.lastCseq(client) ||
      state.answers.some((answer) => !isCovered(answer, this.document.seq));
  }

  /** Takes over what the store remembers of a client. */
  learn(client: string, state: ClientState): void {
    this.#memory.learn(client, state);
  }

  /** A client is about to come in; the result is to be called when it is in, or stays out. */
  expect(client: string): () => void {
    return this.#memory.expect(client);
  }

  /** A client has gone: it need not be remembered, unless an answer is still to come. */
  left(client: string): void {
    if (!this.#desk.owes(client)) this.#memory.forget(client);
  }

  /** Transactions arrive. */
  submit(submissions: readonly Submission[]): RoomEffect[] {
    const effects = submissions.flatMap((each) => this.#desk.take(each));
    return [...effects, ...this.#pump()];
  }

  /** Somebody says that the log reaches to `head`: what is missing is read when there is time. */
  hint(head: number): RoomEffect[] {
    this.#log.hint(head);
    return this.#pump();
  }

  /** An append came to its end. */
  appended(outcome: AppendOutcome, at: number): RoomEffect[] {
    if (this.#phase.kind !== "appending") return [];
    const { batch } = this.#phase;
    const after = this.document.seq;
    switch (outcome.kind) {
      case "committed":
        return [...this.#settle(batch, []), ...this.#pump()];
      case "moved":
        this.#requeue(batch);
        if (outcome.head === after) return this.#taken(batch, at);
        return this.#read({ type: "read_after", after }, null);
      case "unknown": {
        const client = batch.answers[0]?.origin.client ?? null;
        return this.#read({ type: "read_back", after, client }, batch);
      }
      case "unavailable":
        this.#requeue(batch);
        return [...this.#refuseAll(outcome.message, at), ...this.#pump()];
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
        this.#learnMore(input.client, input.state);
        this.#untold?.asked.add(input.client);
        return [...this.#tellUntold(), ...this.#pump()];
      case "removed_read":
        this.#removed.clear();
        for (const { shape, ...removed } of input.shapes) {
          this.#removed.set(removedKey(removed), shape);
        }
        return this.#pump();
      case "caught_up": {
        const { isBehind } = this.#log;
        const isNews = input.events.some(({ seq }) => seq > this.document.seq);
        const told = this.#catchUp(input.events);
        if (!isNews) this.#log.forgetHints();
        // Asking on would never end: the log has lost what the room was told is in it.
        if (!isNews && !isBehind) {
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

  /** A read failed: it will be asked for again. If it fails again, nobody is kept waiting for it. */
  readFailed(
    { message, at }: Extract<RoomInput, { type: "read_failed" }>,
  ): RoomEffect[] {
    if (this.#phase.kind !== "reading") return [];
    const failures = this.#phase.failures + 1;
    this.#phase = { ...this.#phase, failures, failed: true };
    const refusals = failures > 1 ? this.#refuseAll(message, at) : [];
    return [...refusals, { type: "wake", afterMs: RETRY_MS }];
  }

  /** Time has passed: asks again for what could not be read. */
  wake(): RoomEffect[] {
    if (this.#phase.kind !== "reading" || !this.#phase.failed) return [];
    const { read, batch, failures } = this.#phase;
    return this.#read(read, batch, failures);
  }

  /** Decides what waits, if nothing is under way. */
  #pump(): RoomEffect[] {
    const effects: RoomEffect[] = [];
    while (this.#phase.kind === "idle") {
      // First what others did: what is decided on it need not be decided again.
      if (this.#log.isBehind) {
        const after = this.document.seq;
        return [...effects, ...this.#read({ type: "read_after", after }, null)];
      }
      if (this.#queue.isEmpty) break;
      const { batch, need } = decideBatch(this.#queue, {
        document: this.document,
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

  #read(read: Read, batch: Batch | null, failures = 0): RoomEffect[] {
    this.#phase = { kind: "reading", read, batch, failures, failed: false };
    return [read];
  }

  /**
   * Another server has answered a number of the batch, which goes to show that what is remembered
   * of its clients is too old: what the store says of them, they are told.
   */
  #taken(batch: Batch, at: number): RoomEffect[] {
    // A number that the store takes for used, and says nothing of, would be tried for ever.
    if (this.#wasTaken) {
      this.#wasTaken = false;
      return this.#refuseAll("a number was used elsewhere", at);
    }
    this.#wasTaken = true;
    for (const { origin } of batch.answers) this.#memory.doubt(origin.client);
    return this.#pump();
  }

  /** The batch is on disk, and after it `rest`: the authors first, then everybody (P6). */
  #settle(batch: Batch, rest: readonly RoomEvent[]): RoomEffect[] {
    this.#phase = { kind: "idle" };
    this.#wasTaken = false;
    this.#log.moveTo(batch.document);
    this.#memory.merge(batch.memory);
    const answers = batch.replies.map(({ submission, outcome }) =>
      this.#desk.answer(submission, outcome)
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
    const fresh = events.filter(({ seq }) => seq > this.document.seq);
    if (fresh.length === 0) return [];
    this.#untold = { events: fresh, asked: new Set() };
    return this.#tellUntold();
  }

  /**
   * Tells what somebody else committed. Some of it may be of a client that has come here since:
   * it hears its answer first, as it would have there (P6).
   */
  #tellUntold(): RoomEffect[] {
    if (this.#untold === null) return [];
    const { events, asked } = this.#untold;
    const authors = new Set(events.map(({ userId }) => userId));
    const client = this.#options.clientsOf(authors)
      .find((one) => !asked.has(one));
    if (client !== undefined) {
      return this.#read({ type: "read_client", client }, null);
    }
    this.#untold = null;
    this.#wasTaken = false;
    const after = this.document.seq;
    const entries = this.#log.take(events);
    const answers = [...asked].flatMap((client) =>
      this.#answersTo(client, after)
    );
    return [...answers, { type: "committed", entries }];
  }

  /** What a client was answered elsewhere, of what came into the document after `after`. */
  #answersTo(client: string, after: number): RoomEffect[] {
    const memberId = this.#options.seatOf(client);
    if (memberId === undefined) return [];
    const answers = this.#memory.get(client)?.answers ?? [];
    return answers.flatMap(({ origin: { cseq }, body }): RoomEffect[] => {
      if (body.type === "nack" || body.effect === false) return [];
      if (body.seq <= after || body.seq > this.document.seq) return [];
      const { type, ...rest } = body;
      const outcome: Outcome = { type, body: rest, event: null };
      return [{
        type: "answer",
        memberId,
        submission: { cseq, ref: undefined, work: ELSEWHERE },
        outcome,
      }];
    });
  }

  /** What another server has answered, it has written: that is read before it is told of. */
  #learnMore(client: string, state: ClientState): void {
    const known = this.#memory.lastCseq(client);
    this.#memory.learn(client, state);
    if (state.lastCseq === known) return;
    for (const { body } of state.answers) {
      if (body.type === "ack") this.#log.hint(body.seq);
    }
  }

  #requeue(batch: Batch): void {
    this.#phase = { kind: "idle" };
    this.#queue.putBack(batch.submissions);
  }

  #refuseAll(reason: string, at: number): RoomEffect[] {
    // Another server may have answered a number that is the next one here.
    this.#memory.doubtAll();
    return this.#desk.refuseAll(reason, at);
  }
}

/** What a submission costs to decide. */
function opsOf({ work }: Submission): number {
  return work.kind === "tx" ? work.ops.length : 1;
}
