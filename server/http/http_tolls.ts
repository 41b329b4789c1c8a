/**
 * How much may be asked for over HTTP: as much as over a WebSocket, by address instead of by
 * connection, and by person where something is changed.
 *
 * @module
 */

import {
  HEAVY_REQUESTS_BURST,
  HEAVY_REQUESTS_PER_SECOND,
  type Limits,
  REQUESTS_PER_TX,
} from "../../shared/schema/limits.ts";
import {
  type BucketRate,
  TokenBucket,
} from "../../shared/client/token_bucket.ts";
import { isLoopback } from "../loopback.ts";
import { HttpError } from "./http_error.ts";

/** What a request is counted as. */
export type HttpToll = "request" | "heavy" | "tx";

const NAMES: Record<HttpToll, string> = {
  request: "requests",
  heavy: "requests of this kind",
  tx: "transactions",
};

/** Counts requests. Loopback is spared the limits by address. */
export class HttpTolls {
  readonly #rates: Record<HttpToll, BucketRate>;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor({ txPerSecond, txBurst }: Limits) {
    this.#rates = {
      request: {
        perSecond: REQUESTS_PER_TX * txPerSecond,
        burst: REQUESTS_PER_TX * txBurst,
      },
      heavy: {
        perSecond: HEAVY_REQUESTS_PER_SECOND,
        burst: HEAVY_REQUESTS_BURST,
      },
      tx: { perSecond: txPerSecond, burst: txBurst },
    };
  }

  /**
   * Counts a request of an address.
   *
   * @throws {HttpError} 429 if it comes too soon.
   */
  byAddress(address: string, toll: HttpToll, at: number): void {
    if (!isLoopback(address)) this.#take(address, toll, at);
  }

  /**
   * Counts a request of a person.
   *
   * @throws {HttpError} 429 if it comes too soon.
   */
  byPerson(userId: string, toll: HttpToll, at: number): void {
    this.#take(userId, toll, at);
  }

  /** Forgets those whose burst is whole again. */
  sweep(at: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.isFull(at)) this.#buckets.delete(key);
    }
  }

  #take(who: string, toll: HttpToll, at: number): void {
    const key = `${toll} ${who}`;
    const rate = this.#rates[toll];
    const bucket = this.#buckets.get(key) ?? new TokenBucket(rate, at);
    this.#buckets.set(key, bucket);
    const waitMs = bucket.take(at);
    if (waitMs === 0) return;
    const { perSecond, burst } = rate;
    const message = `too many ${
      NAMES[toll]
    }: the limit is ${perSecond} a second after a burst of ${burst}; wait ${waitMs} ms`;
    const seconds = String(Math.ceil(waitMs / 1_000));
    throw new HttpError(429, message, { "retry-after": seconds });
  }
}
