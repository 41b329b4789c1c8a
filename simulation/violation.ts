/**
 * What a schedule that fails has broken.
 *
 * @module
 */

/** An invariant does not hold. */
export class Violation extends Error {
  override name = "Violation";

  /**
   * @param invariant its number in the specification's list, or `liveness`.
   * @param message what was expected, and what is.
   */
  constructor(readonly invariant: Invariant, message: string) {
    super(`invariant ${invariant}: ${message}`);
  }
}

/** The numbers of docs/SPEC.md; `liveness`: the world does not come to rest. */
export type Invariant =
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | "liveness"
  | "crash";

/** @throws {Violation} unless it holds. */
export function must(
  holds: boolean,
  invariant: Invariant,
  message: () => string,
): asserts holds {
  if (!holds) throw new Violation(invariant, message());
}
