/**
 * Tells the others what we are doing: the latest only, and not more often than allowed (P7).
 *
 * @module
 */

import type { Presence } from "../../schema/presence.ts";
import type { Clock } from "../clock.ts";

/** Presence messages that all members of a room together may cause a second. */
const PER_ROOM_AND_SECOND = 400;

/** Sends presence: at once after a rest, else as soon as the pace allows; the latest wins. */
export class PresenceSender {
  readonly #clock: Clock;
  readonly #send: (presence: Presence) => boolean;
  #latest: Presence | null = null;
  #unsent = false;
  #sentAt = -Infinity;
  #cancel: (() => void) | null = null;
  #intervalMs = 50;

  /** `send` returns whether there was a connection to send by. */
  constructor(clock: Clock, send: (presence: Presence) => boolean) {
    this.#clock = clock;
    this.#send = send;
  }

  /** At most `perSecond`, and less in a crowd. */
  pace(perSecond: number, members: number): void {
    const rate = Math.min(
      perSecond,
      PER_ROOM_AND_SECOND / Math.max(1, members),
    );
    this.#intervalMs = 1000 / rate;
  }

  /** Tells this, unless something newer comes before it may be told. */
  set(presence: Presence): void {
    this.#latest = presence;
    this.#unsent = true;
    this.#pump();
  }

  /** The room was joined: it knows nothing of us. */
  joined(): void {
    this.#unsent = this.#latest !== null;
    this.#pump();
  }

  /** Forgets what is waiting. */
  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#unsent = false;
  }

  #pump(): void {
    if (!this.#unsent || this.#cancel !== null) return;
    const wait = this.#sentAt + this.#intervalMs - this.#clock.monotonic();
    if (wait > 0) {
      this.#cancel = this.#clock.after(wait, () => {
        this.#cancel = null;
        this.#pump();
      });
    } else if (this.#send(this.#latest!)) {
      this.#unsent = false;
      this.#sentAt = this.#clock.monotonic();
    }
  }
}
