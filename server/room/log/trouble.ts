/**
 * A store that can't be written to for now, such as on a full disk (E21).
 *
 * @module
 */

import type { NackBody } from "../../../shared/schema/op.ts";

/** Milliseconds for which transactions are refused after the store could not take one. */
const TROUBLE_MS = 1_000;

/** Remembers when the store last failed, so that it is not tried with every transaction. */
export class Trouble {
  #since: number | null = null;

  /** The store could not write. */
  begin(at: number): void {
    this.#since = at;
  }

  /** Why it is not worth trying now, or `null`. */
  refusal(at: number): NackBody | null {
    // A clock that jumped back must not prolong the wait.
    const passed = this.#since === null ? -1 : at - this.#since;
    return passed >= 0 && passed < TROUBLE_MS
      ? unavailable("the last write failed")
      : null;
  }
}

/** The answer to who can't be served; the number is not used up. */
export function unavailable(reason: string): NackBody {
  return {
    code: "unavailable",
    message: `the room can't be written to for now: ${reason}; send again`,
    retryAfterMs: TROUBLE_MS,
  };
}
