/**
 * Where a client stands, told when it changes (T12).
 *
 * @module
 */

import type { ClientState, ClientStatus } from "./room_client_events.ts";
import type { Blocked } from "./outbox/hold.ts";
import type { Replica } from "./replica/replica.ts";

/** What the outbox has to say about the status. */
export interface OutboxStatus {
  readonly unsent: number;
  readonly blocked: Blocked | null;
  readonly replica: Pick<Replica, "progress">;
}

/** States in which the client tries to connect. */
const TRYING: ReadonlySet<ClientState> = new Set(["connecting", "offline"]);

/** Puts the status together, and tells each change of it once. */
export class StatusBoard {
  readonly #outbox: () => OutboxStatus;
  readonly #tell: (status: ClientStatus) => void;
  #state: ClientState = "connecting";
  #reason: string | null = null;
  #isRefused = false;
  #attempt = 0;
  #status: ClientStatus;

  constructor(
    outbox: () => OutboxStatus,
    tell: (status: ClientStatus) => void,
  ) {
    this.#outbox = outbox;
    this.#tell = tell;
    this.#status = this.#now();
  }

  /** The status that was told last. */
  get status(): ClientStatus {
    return this.#status;
  }

  /** Where the client stands. */
  get state(): ClientState {
    return this.#state;
  }

  /** Goes over to another state; `reason` holds until the client is synced. */
  set(state: ClientState, reason: string | null = this.#reason): void {
    this.#state = state;
    this.#attempt = TRYING.has(state) ? this.#attempt + 1 : 0;
    this.#reason = state === "synced" ? null : reason;
    this.refresh();
  }

  /** The connection is gone, or there is none yet; `isRefused`: the server has said why. */
  lost(
    state: "connecting" | "offline",
    reason: string,
    isRefused: boolean,
  ): void {
    this.#isRefused = isRefused;
    this.set(state, reason);
  }

  /** Tells the status, if it is not what was told last. */
  refresh(): void {
    const status = this.#now();
    const keys = [
      "state",
      "unsent",
      "readOnly",
      "attempt",
      "percent",
      "isRefused",
      "reason",
    ] as const;
    if (keys.every((key) => status[key] === this.#status[key])) return;
    this.#status = status;
    this.#tell(status);
  }

  #now(): ClientStatus {
    const { unsent, blocked, replica: { progress } } = this.#outbox();
    const reason = blocked?.reason ?? this.#reason;
    return {
      state: this.#state,
      unsent,
      readOnly: blocked?.readOnly ?? false,
      ...(this.#attempt === 0 ? {} : { attempt: this.#attempt }),
      ...(this.#state === "loading" && progress !== null
        ? { percent: Math.floor(progress * 100) }
        : {}),
      ...(this.#isRefused && TRYING.has(this.#state)
        ? { isRefused: true }
        : {}),
      ...(reason === null ? {} : { reason }),
    };
  }
}
