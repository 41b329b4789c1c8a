/**
 * Randomness that can be had again: the same seed gives the same numbers.
 *
 * @module
 */

/**
 * A small generator (mulberry32): 32 bits of state are plenty for a schedule of some dozens of
 * steps, and it costs next to nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Random } from "./random.ts";
 *
 * assertEquals(new Random(7).next(), new Random(7).next());
 * ```
 */
export class Random {
  #state: number;

  /** @param seed any number; its lower 32 bits count. */
  constructor(seed: number) {
    // Neighbouring seeds must not begin alike.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
    this.next();
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 up to, but not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** `true` that often. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of some values, of which there is at least one. */
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** One of some values, by their weights. */
  weigh<T>(weighted: readonly (readonly [weight: number, value: T])[]): T {
    const sum = weighted.reduce((total, [weight]) => total + weight, 0);
    let left = this.next() * sum;
    for (const [weight, value] of weighted) {
      left -= weight;
      if (left < 0) return value;
    }
    return weighted.at(-1)![1];
  }
}
