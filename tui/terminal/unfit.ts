/**
 * Which terminals can't be drawn on (T39).
 *
 * @module
 */

import type { TerminalStreams } from "./streams.ts";

/**
 * Why no screen can be opened there, in a sentence for the user; `null` if it can.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { unfit } from "./unfit.ts";
 *
 * assertEquals(unfit({ isTTY: true, env: { TERM: "xterm" } }), null);
 * assertEquals(
 *   unfit({ isTTY: true, env: { TERM: "dumb" } }),
 *   "Cannot draw here: TERM is dumb. Try a terminal that can place its cursor.",
 * );
 * ```
 */
export function unfit(
  streams: Pick<TerminalStreams, "isTTY" | "env">,
): string | null {
  if (!streams.isTTY) {
    return "Cannot draw here: input or output is not a terminal.";
  }
  if (streams.env.TERM === "dumb") {
    return "Cannot draw here: TERM is dumb. Try a terminal that can place its cursor.";
  }
  return null;
}
