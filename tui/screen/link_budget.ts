/**
 * How many bytes a frame may have, so that it is on screen before it is old (R43, T45).
 *
 * @module
 */

/** How long, in ms, a frame may be under way beyond what the link takes for next to nothing. */
const ON_THE_WAY = 400;
/** Frames of so many bytes are always allowed; smaller ones say nothing of what a link carries. */
export const LEAST_FRAME = 512;
/** No frame is larger: a link that carries so much in that time is not watched any more. */
const UNLIMITED = 65_536;

/**
 * Learns from how long frames take. Without limit until one was too long under way; then what the
 * link carries in 400 ms; doubled whenever a frame that used it was there in half the time.
 */
export class LinkBudget {
  #bytes = Infinity;
  /** The shortest time that anything took: the way there and back. */
  #latency = Infinity;

  /** What the next frame may have. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Something was answered.
   *
   * @param bytes what was under way then, itself included.
   * @param ms the time from its writing to its answer.
   */
  answered(bytes: number, ms: number): void {
    this.#latency = Math.min(this.#latency, ms);
    if (bytes < LEAST_FRAME) return;
    const carrying = ms - this.#latency;
    if (carrying > ON_THE_WAY) {
      this.#bytes = Math.max(LEAST_FRAME, bytes * ON_THE_WAY / carrying);
    } else if (carrying < ON_THE_WAY / 2 && bytes > this.#bytes / 2) {
      this.#bytes *= 2;
      if (this.#bytes > UNLIMITED) this.#bytes = Infinity;
    }
  }
}
