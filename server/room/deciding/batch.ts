/**
 * Decides a run of submissions, one after the other, into what one append commits (E16, E17).
 *
 * @module
 */

import { decide } from "../../../shared/document/decide.ts";
import type {
  Decision,
  Transaction,
} from "../../../shared/document/deciding/decision.ts";
import type { Document } from "../../../shared/document/document.ts";
import type { Limits } from "../../../shared/schema/limits.ts";
import type { NackBody } from "../../../shared/schema/op.ts";
import { consumesNumber } from "../../../shared/schema/op.ts";
import type { Answer, Append, NewEvent, Origin } from "../../store/store.ts";
import { type ClientMemory, judge, type Verdict } from "./client_memory.ts";
import { repeated } from "./repeated_answer.ts";
import {
  type FormerShapes,
  removedFor,
  staleRestore,
  unread,
} from "../log/restoring.ts";
import type { Entry, Outcome, Removed, Submission } from "../room_message.ts";

/** Operations after which a batch is closed, so that deciding it stays short. */
const MAX_BATCH_OPS = 1_024;

/** A submission and what became of it, to be told after the commit. */
export interface Reply {
  readonly submission: Submission;
  readonly outcome: Outcome;
}

/** Decided submissions, waiting for their commit. */
export interface Batch {
  readonly submissions: readonly Submission[];
  readonly events: readonly NewEvent[];
  readonly answers: readonly Answer[];
  readonly replies: readonly Reply[];
  readonly entries: readonly Entry[];
  /** What the room is once the batch is committed. */
  readonly document: Document;
  readonly memory: ClientMemory;
  /** What went wrong inside, for the operator. */
  readonly faults: readonly string[];
}

/** What has to be read before the next submission can be decided. */
export type Need =
  | { readonly kind: "client"; readonly client: string }
  | { readonly kind: "removed"; readonly shapes: readonly Removed[] };

/** What deciding goes by. */
export interface BatchContext {
  readonly document: Document;
  readonly memory: ClientMemory;
  /** Shapes read for `restore`. */
  readonly removed: FormerShapes;
  readonly limits: Limits;
}

/**
 * Decides submissions in order, as far as it can: up to one that needs something read, or until
 * the batch is large enough. `need` is only told for an empty batch, since a read must see
 * everything that was decided before.
 */
export function decideBatch(
  queue: Iterable<Submission>,
  context: BatchContext,
): { batch: Batch; need: Need | null } {
  const batch = new Builder(context);
  let ops = 0;
  for (const submission of queue) {
    const need = batch.needOf(submission);
    if (need !== null) {
      return { batch, need: batch.submissions.length === 0 ? need : null };
    }
    batch.add(submission);
    ops += submission.work.kind === "tx" ? submission.work.ops.length : 1;
    if (ops >= MAX_BATCH_OPS) break;
  }
  return { batch, need: null };
}

/** The batch as the store wants it; `null` if there is nothing to write. */
export function appendOf(roomId: string, batch: Batch): Append | null {
  if (batch.events.length === 0 && batch.answers.length === 0) return null;
  const expectedHead = batch.document.seq - batch.events.length;
  return {
    roomId,
    expectedHead,
    events: batch.events,
    answers: batch.answers,
    shapes: batch.document.shapes.size,
  };
}

class Builder implements Batch {
  readonly submissions: Submission[] = [];
  readonly events: NewEvent[] = [];
  readonly answers: Answer[] = [];
  readonly replies: Reply[] = [];
  readonly entries: Entry[] = [];
  readonly memory: ClientMemory;
  readonly faults: string[] = [];
  readonly #context: BatchContext;
  document: Document;

  constructor(context: BatchContext) {
    this.#context = context;
    this.document = context.document;
    this.memory = context.memory.draft();
  }

  /** What must be read before `submission` can be added. */
  needOf({ client, work }: Submission): Need | null {
    if (client !== null && this.memory.get(client) === undefined) {
      return { kind: "client", client };
    }
    if (work.kind === "refused") return null;
    const shapes = unread(this.document, work.ops, this.#context.removed);
    return shapes.length > 0 ? { kind: "removed", shapes } : null;
  }

  add(submission: Submission): void {
    this.submissions.push(submission);
    const verdict: Verdict = submission.client === null
      ? { kind: "next" }
      : judge(this.memory.get(submission.client)!, submission);
    const outcome = verdict.kind === "next"
      ? this.#decide(submission)
      : repeated(submission.cseq, verdict, this.document.seq);
    this.replies.push({ submission, outcome });
  }

  #decide(submission: Submission): Outcome {
    const { work } = submission;
    if (work.kind === "refused") return this.#refuse(submission, work.nack);
    const decision = this.#decideTx(submission, work);
    switch (decision.kind) {
      case "refuse":
        return this.#refuse(submission, decision.nack);
      case "nothing": {
        const body = {
          seq: this.document.seq,
          effect: false as const,
          results: [...decision.results],
          overrode: [],
        };
        this.#remember(submission, { type: "ack", ...body });
        return { type: "ack", body, event: null };
      }
      case "commit": {
        const { event, document, removed } = decision;
        const body = {
          seq: event.seq,
          results: [...decision.results],
          overrode: [...decision.overrode],
        };
        this.document = document;
        // A key may come again after a day: its answer alone keeps it from being done twice.
        const origin = submission.isKeyed ? null : originOf(submission);
        this.events.push({ event, origin, removed });
        this.entries.push({ event, document });
        this.#remember(submission, { type: "ack", ...body });
        return { type: "ack", body, event };
      }
    }
  }

  // Should deciding fail, only this transaction fails: it must not stop the room.
  #decideTx({ userId, at, cseq }: Submission, tx: Transaction): Decision {
    try {
      const former = this.#context.removed;
      const stale = staleRestore(this.document, tx.ops, former);
      if (stale !== null) return { kind: "refuse", nack: stale };
      const removed = removedFor(this.document, tx.ops, former);
      const { limits } = this.#context;
      return decide(this.document, tx, { userId, at, limits, removed });
    } catch (error) {
      const detail = error instanceof Error ? error.stack : String(error);
      this.faults.push(`cannot decide transaction ${cseq}: ${detail}`);
      const message = "the server failed to decide this transaction";
      return { kind: "refuse", nack: { code: "invalid", message } };
    }
  }

  #refuse(submission: Submission, body: NackBody): Outcome {
    if (consumesNumber(body)) {
      this.#remember(submission, { type: "nack", ...body });
    }
    return { type: "nack", body };
  }

  #remember(submission: Submission, body: Answer["body"]): void {
    const origin = originOf(submission);
    if (origin === null) return;
    const { bodyHash, isKeyed, at } = submission;
    const kept = isKeyed ? { keptSince: at } : {};
    const answer = { origin, bodyHash, body, ...kept };
    this.answers.push(answer);
    this.memory.add(answer);
  }
}

function originOf({ client, cseq }: Submission): Origin | null {
  return client === null ? null : { client, cseq };
}
