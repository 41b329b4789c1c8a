/**
 * How much one connection may ask for, and when it is closed for asking on.
 *
 * @module
 */

import type { Limits } from "../../../shared/schema/limits.ts";
import {
  type BucketRate,
  TokenBucket,
} from "../../../shared/client/token_bucket.ts";

/** Requests that cost more than most: entering a room, reading its history. */
const HEAVY: BucketRate = { perSecond: 20, burst: 60 };
/** Lines of chat. */
const CHAT: BucketRate = { perSecond: 5, burst: 20 };
/**
 * Bytes that a transaction has on average, at most: few have a hundredth of it. A connection that
 * sends more is not refused, but read no faster.
 */
const BYTES_PER_TX = 16 * 1024;
/** Refusals that a connection may collect before it is closed (4029). */
const WARNINGS: BucketRate = { perSecond: 20, burst: 400 };

/** What a message is counted as. */
export type Toll = keyof typeof NAMES;

const NAMES = {
  message: "messages",
  tx: "transactions",
  presence: "presence messages",
  heavy: "joins and history pages",
  chat: "chat lines",
};

/** A refusal for speed. */
export interface RateRefusal {
  readonly message: string;
  readonly retryAfterMs: number;
}

/** Counts what a connection sends. */
export class FloodGuard {
  readonly #rates: Record<Toll, BucketRate>;
  readonly #buckets: Record<Toll, TokenBucket>;
  readonly #bytes: TokenBucket;
  readonly #warnings: TokenBucket;

  constructor(limits: Limits, at: number) {
    const { txPerSecond, txBurst, presencePerSecond } = limits;
    // Far above what the limits on transactions and presence let through one by one: it is
    // there so that refusing does not become the server's main work.
    this.#rates = {
      message: {
        perSecond: 2 * (txPerSecond + presencePerSecond) + 100,
        burst: 2 * txBurst + 200,
      },
      tx: { perSecond: txPerSecond, burst: txBurst },
      presence: { perSecond: presencePerSecond, burst: 2 * presencePerSecond },
      heavy: HEAVY,
      chat: CHAT,
    };
    const full = (toll: Toll) => new TokenBucket(this.#rates[toll], at);
    this.#buckets = {
      message: full("message"),
      tx: full("tx"),
      presence: full("presence"),
      heavy: full("heavy"),
      chat: full("chat"),
    };
    this.#bytes = new TokenBucket({
      perSecond: txPerSecond * BYTES_PER_TX,
      burst: txBurst * BYTES_PER_TX,
    }, at);
    this.#warnings = new TokenBucket(WARNINGS, at);
  }

  /** Counts a message; says why it comes too soon, or `null`. */
  take(toll: Toll, at: number): RateRefusal | null {
    const retryAfterMs = this.#buckets[toll].take(at);
    if (retryAfterMs === 0) return null;
    const { perSecond, burst } = this.#rates[toll];
    const message = `too many ${
      NAMES[toll]
    }: the limit is ${perSecond} a second after a burst of ${burst}; wait ${retryAfterMs} ms`;
    return { message, retryAfterMs };
  }

  /** Counts bytes; the milliseconds for which no more should be read. */
  weigh(bytes: number, at: number): number {
    return this.#bytes.spend(bytes, at);
  }

  /** Counts a refusal; is the connection to be closed now? */
  warn(at: number): boolean {
    return this.#warnings.take(at) > 0;
  }
}
