/**
 * Does work that comes in steps, all of it at once.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { finished } from "./steps.ts";
 *
 * function* work(): Generator<void, number> {
 *   yield;
 *   return 7;
 * }
 * assertEquals(finished(work()), 7);
 * ```
 */
export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Shapes that are dealt with in one step, where each takes some microseconds. */
const CHUNK = 500;

/** A list in parts for one step each. */
export function* chunked<T>(list: readonly T[]): Generator<readonly T[], void> {
  for (let from = 0; from < list.length; from += CHUNK) {
    yield list.slice(from, from + CHUNK);
  }
}
