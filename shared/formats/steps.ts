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
