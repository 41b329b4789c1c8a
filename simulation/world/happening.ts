/**
 * What may happen next in a world that is simulated.
 *
 * @module
 */

import { setImmediate } from "node:timers";

/** One thing that is due: the world picks which of them comes first. */
export interface Happening {
  /** What the trace calls it; asked for only when somebody reads traces. */
  readonly name: () => string;
  /** Lets it happen. */
  readonly run: () => void;
}

/** Resolves when every promise that can go on has done so: nothing is left but the world's own. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
