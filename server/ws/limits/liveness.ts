/**
 * Whether somebody is still at the other end (P13).
 *
 * @module
 */

/** Seconds between two pings. */
export const PING_SECONDS = 15;
/** Pings that may go unanswered. */
export const MISSED_PINGS = 2;

/** Counts seconds and unanswered pings. Counting beats, it needs no clock that could jump. */
export class Liveness {
  #seconds = 0;
  #missed = 0;

  /** The peer was heard of. */
  heard(): void {
    this.#missed = 0;
  }

  /** A second has passed: what is due. */
  beat(): "nothing" | "ping" | "dead" {
    this.#seconds++;
    if (this.#seconds % PING_SECONDS !== 0) return "nothing";
    if (this.#missed >= MISSED_PINGS) return "dead";
    this.#missed++;
    return "ping";
  }
}
