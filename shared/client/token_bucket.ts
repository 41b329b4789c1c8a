/**
 * Pacing: so many at once after a rest, so many a second in the long run.
 *
 * @module
 */

/**
 * A token bucket. It begins full, and takes the time from outside.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TokenBucket } from "./token_bucket.ts";
 *
 * const bucket = new TokenBucket(10, 2);
 * assertEquals([bucket.take(0), bucket.take(0), bucket.take(0)], [0, 0, 100]);
 * assertEquals(bucket.take(100), 0);
 * ```
 */
export class TokenBucket {
  #tokens: number;
  #at = 0;

  /**
   * @param perSecond tokens that flow in.
   * @param burst tokens that fit in.
   */
  constructor(readonly perSecond: number, readonly burst: number) {
    this.#tokens = burst;
  }

  /**
   * Takes one token at the time `now`, in ms of a clock that never goes back.
   *
   * @returns 0 if there was one, else the ms until there will be; nothing is taken then.
   */
  take(now: number): number {
    const flowed = (now - this.#at) * this.perSecond / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + flowed);
    this.#at = now;
    // A billionth: floating point must not turn "in 100 ms" into "not quite yet".
    if (this.#tokens >= 1 - 1e-9) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil((1 - this.#tokens) * 1000 / this.perSecond);
  }
}
