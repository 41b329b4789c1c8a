/**
 * Short names for shapes: numbers, in the order in which they are met.
 *
 * @module
 */

/** Gives each shape a number, which it keeps. */
export class Numbers {
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];

  /** The number of a shape, counted from 1. */
  of(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#ids.push(id);
    this.#numbers.set(id, number);
    return number;
  }

  /** The shape that has a number, or `undefined`. */
  idOf(number: number): string | undefined {
    return this.#ids[number - 1];
  }
}
