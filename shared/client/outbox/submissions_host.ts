/**
 * What the submissions need of the rest of the client.
 *
 * @module
 */

import type { ClientMessageInput } from "../../schema/client_message.ts";
import type { Clock } from "../clock.ts";
import type { OutboxStore } from "./outbox_store.ts";
import type { ReplicaChange } from "../replica/pending_tx.ts";
import type { Answered } from "../room_client_events.ts";

/** Who sends for the submissions, and is told of them. */
export interface SubmissionsHost {
  /** Sends, if there is a connection; what gets lost is sent again after the next join. */
  send(message: ClientMessageInput): void;
  /** A transaction has its answer. */
  answered(done: Answered): void;
  /** The replica changed, or asks for the content anew. */
  changed(change: ReplicaChange): void;
  /** What we wait for changed: how many are unanswered, or why. */
  waiting(): void;
  /** The server and we disagree: connect anew. */
  restart(reason: string): void;
  /** The outbox can't be written. */
  unkept(reason: string): void;
}

/** Where the transactions go, and where they are kept. */
export interface SubmissionsOptions {
  readonly clock: Clock;
  readonly roomId: string;
  readonly store: OutboxStore;
  /** Is the room's content followed? If not there is nothing to show our work on. */
  readonly follows: boolean;
}
