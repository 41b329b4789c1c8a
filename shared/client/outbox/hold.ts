/**
 * Waiting where the server takes nothing for now.
 *
 * @module
 */

import type { NackBody } from "../../schema/op.ts";

/** Why nothing is taken by the server for now. */
export interface Blocked {
  readonly readOnly: boolean;
  readonly reason: string;
}

/** Pause before and after a refusal that will pass, in ms. */
const PAUSE_MS = { first: 500, most: 10_000 } as const;

/** What was refused for now, and how long to wait: longer each time. */
export class Hold {
  #blocked: Blocked | null = null;
  #times = 0;

  /** Why nothing is taken; `null` when it is. */
  get blocked(): Blocked | null {
    return this.#blocked;
  }

  /** Something was refused for now. Returns the ms to wait before it is sent again. */
  refused({ code, message, retryAfterMs }: NackBody): number {
    if (retryAfterMs !== undefined) return retryAfterMs;
    const pause = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** this.#times);
    this.#times = Math.min(this.#times + 1, 16);
    const readOnly = code === "read_only" || code === "forbidden";
    this.#blocked = { readOnly, reason: message };
    return pause;
  }

  /** Something was taken, or there is no server to take it. */
  over(): void {
    this.#blocked = null;
    this.#times = 0;
  }
}
