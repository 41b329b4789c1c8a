/**
 * Whether more is read from a socket.
 *
 * @module
 */

import type { Socket } from "../socket.ts";

/** Why a socket is not read for now. */
export type HoldReason =
  /** Its reader does not take what we send (P14). */
  | "behind"
  /** Earlier messages are still being worked on. */
  | "busy"
  /** It sent faster than it may. */
  | "fast"
  /** It is closed for flooding. */
  | "over";

/**
 * Reads a socket as long as nothing speaks against it. What is not read waits in the network,
 * and in the end at its sender.
 */
export class ReadGate {
  readonly #socket: Pick<Socket, "pause" | "resume">;
  readonly #reasons = new Set<HoldReason>();

  constructor(socket: Pick<Socket, "pause" | "resume">) {
    this.#socket = socket;
  }

  /** Is the socket being read? */
  get isOpen(): boolean {
    return this.#reasons.size === 0;
  }

  /** Is it held for this reason? */
  isHeld(reason: HoldReason): boolean {
    return this.#reasons.has(reason);
  }

  /** Reads no more until this reason, and every other, is gone. */
  hold(reason: HoldReason): void {
    if (this.#reasons.size === 0) this.#socket.pause();
    this.#reasons.add(reason);
  }

  /** This reason is gone. */
  release(reason: HoldReason): void {
    if (this.#reasons.delete(reason) && this.#reasons.size === 0) {
      this.#socket.resume();
    }
  }

  /** All reasons are gone. */
  open(): void {
    for (const reason of [...this.#reasons]) this.release(reason);
  }
}
