/**
 * Waiting in turns.
 *
 * @module
 */

/**
 * A queue in which each has a line of their own, and lines take turns: who sends much waits for
 * themselves, not others for them. Within a line, first come is first served.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { FairQueue } from "./fair_queue.ts";
 *
 * const queue = new FairQueue<string>((word) => word[0]!);
 * for (const word of ["a1", "a2", "a3", "b1"]) queue.push(word);
 * assertEquals([...queue], ["a1", "b1", "a2", "a3"]);
 * ```
 */
export class FairQueue<T> {
  readonly #lineOf: (item: T) => string;
  readonly #weightOf: (item: T) => number;
  /** Lines by their name, none of them empty, in the order of their next turns. */
  readonly #lines = new Map<string, T[]>();

  #weight = 0;

  /**
   * @param lineOf names the line that an item waits in.
   * @param weightOf how much an item is.
   */
  constructor(
    lineOf: (item: T) => string,
    weightOf: (item: T) => number = () => 1,
  ) {
    this.#lineOf = lineOf;
    this.#weightOf = weightOf;
  }

  /** How much waits, in all lines. */
  get weight(): number {
    return this.#weight;
  }

  /** Does anything wait in this line? */
  hasLine(name: string): boolean {
    return this.#lines.has(name);
  }

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  /** Adds an item to the end of its line. */
  push(item: T): void {
    this.#weight += this.#weightOf(item);
    const name = this.#lineOf(item);
    const line = this.#lines.get(name);
    if (line === undefined) this.#lines.set(name, [item]);
    else line.push(item);
  }

  /** All that wait, in the order of their turns. */
  *[Symbol.iterator](): Generator<T, void, undefined> {
    let isLeft = true;
    for (let round = 0; isLeft; round++) {
      isLeft = false;
      for (const line of this.#lines.values()) {
        if (round >= line.length) continue;
        isLeft = true;
        yield line[round]!;
      }
    }
  }

  /** Takes out the `count` whose turn it is; their lines go behind all others. */
  take(count: number): T[] {
    const taken: T[] = [];
    for (const item of this) {
      if (taken.length === count) break;
      taken.push(item);
      this.#weight -= this.#weightOf(item);
    }
    for (const [name, items] of this.#byLine(taken)) {
      const rest = this.#lines.get(name)!.slice(items.length);
      this.#lines.delete(name);
      if (rest.length > 0) this.#lines.set(name, rest);
    }
    return taken;
  }

  /** Puts back what was taken, before everything else. */
  putBack(items: readonly T[]): void {
    for (const item of items) this.#weight += this.#weightOf(item);
    const lines = [...this.#lines];
    this.#lines.clear();
    for (const [name, line] of this.#byLine(items)) this.#lines.set(name, line);
    for (const [name, line] of lines) {
      this.#lines.set(name, [...this.#lines.get(name) ?? [], ...line]);
    }
  }

  #byLine(items: readonly T[]): Map<string, T[]> {
    return Map.groupBy(items, this.#lineOf);
  }
}
