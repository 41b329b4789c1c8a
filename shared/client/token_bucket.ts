/**
 * A rate limit that allows bursts: the server keeps to it, and a client paces itself by it.
 *
 * @module
 */

/** How fast a bucket fills, and how much it holds. */
export interface BucketRate {
  /** Tokens a second. */
  readonly perSecond: number;
  /** Tokens in a full bucket. */
  readonly burst: number;
}

/** Fractions of tokens add up inexactly: who waited as told must not come a hair too early. */
const ROUNDING = 1e-6;

/**
 * A token bucket. It has no clock: time comes in with each question, in milliseconds, and may
 * jump back without harm.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TokenBucket } from "./token_bucket.ts";
 *
 * const bucket = new TokenBucket({ perSecond: 10, burst: 2 }, 0);
 * assertEquals([bucket.take(0), bucket.take(0), bucket.take(0)], [0, 0, 100]);
 * assertEquals(bucket.take(100), 0);
 * ```
 */
export class TokenBucket {
  readonly #rate: BucketRate;
  #tokens: number;
  #at: number;

  /** Makes a full bucket at time `at`. */
  constructor(rate: BucketRate, at: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = at;
  }

  /** Takes a token: 0 if there was one, else the milliseconds until there will be. */
  take(at: number): number {
    this.#fill(at);
    if (this.#tokens >= 1 - ROUNDING) {
      this.#tokens -= 1;
      return 0;
    }
    return this.#msUntil(1);
  }

  /** Takes tokens, also those that are not there yet: the milliseconds until they will be. */
  spend(tokens: number, at: number): number {
    this.#fill(at);
    this.#tokens -= tokens;
    return this.#tokens >= 0 ? 0 : this.#msUntil(0);
  }

  /** Is the bucket full again, so that forgetting it changes nothing? */
  isFull(at: number): boolean {
    const { perSecond, burst } = this.#rate;
    return this.#tokens + Math.max(0, at - this.#at) * perSecond / 1_000 >=
      burst;
  }

  #fill(at: number): void {
    const { perSecond, burst } = this.#rate;
    const passed = Math.max(0, at - this.#at);
    this.#at = at;
    this.#tokens = Math.min(burst, this.#tokens + passed * perSecond / 1_000);
  }

  #msUntil(tokens: number): number {
    const missing = tokens - this.#tokens - ROUNDING;
    return Math.max(1, Math.ceil(missing * 1_000 / this.#rate.perSecond));
  }
}
