/**
 * What a terminal says of itself.
 *
 * @module
 */

import type { Reply } from "./token.ts";
import { SYNCHRONIZED_OUTPUT } from "./modes.ts";

/** What a terminal says of itself; until it has, or if it never does, as {@linkcode UNKNOWN}. */
export interface Capabilities {
  /** Does it answer at all? */
  readonly answers: boolean;
  /** Does it answer `ESC [ 5 n`? */
  readonly answersReady: boolean;
  /** How long, in ms, its first answer took; infinite if there was none. */
  readonly latency: number;
  /** Does it know synchronized output (mode 2026)? */
  readonly synchronizedOutput: boolean;
  /** Its name and version in its own words, without control characters; `null` if not told. */
  readonly version: string | null;
}

/** A terminal that has said nothing. */
export const UNKNOWN: Capabilities = {
  answers: false,
  answersReady: false,
  latency: Infinity,
  synchronizedOutput: false,
  version: null,
};

/**
 * What is known after a reply.
 *
 * @param ms since the questions were asked.
 */
export function learn(
  known: Capabilities,
  reply: Reply,
  ms: number,
): Capabilities {
  switch (reply.kind) {
    case "attributes":
      return { ...known, answers: true, latency: Math.min(known.latency, ms) };
    case "ready":
      return { ...known, answers: true, answersReady: true };
    case "mode":
      // 0: not recognized. 4: recognized, but can't be set.
      return reply.mode === SYNCHRONIZED_OUTPUT
        ? { ...known, synchronizedOutput: [1, 2, 3].includes(reply.state) }
        : known;
    case "version":
      return { ...known, version: reply.text };
  }
}
