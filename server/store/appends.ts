/**
 * What every store asks of an append before it looks at the log.
 *
 * @module
 */

import type { Append } from "./store.ts";

/**
 * Do the events count on from the head they were decided on?
 *
 * @throws {RangeError} if not: writing them would leave a hole that no reader gets over.
 */
export function assertContiguous(append: Append): void {
  let seq = append.expectedHead;
  for (const { event } of append.events) {
    seq += 1;
    if (event.seq !== seq) {
      throw new RangeError(
        `Cannot append to room ${append.roomId}: event ${event.seq} stands where ${seq} belongs`,
      );
    }
  }
}
