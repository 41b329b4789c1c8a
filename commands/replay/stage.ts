/**
 * The terminal that a film is played in.
 *
 * @module
 */

import { delay } from "@std/async";

/** Where a film is played. */
export interface Stage {
  /** Columns and rows; `null` where stdout is no terminal that knows how to move its cursor. */
  readonly size: { readonly columns: number; readonly rows: number } | null;
  /** May it show colors? */
  readonly color: boolean;
  /** Waits; the film is over when `signal` says so. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Is aborted when somebody wants the film to end. */
  readonly stopped: AbortSignal;
}

/** The terminal of this process. */
export function stageOfProcess(): Stage {
  const env = (name: string) => Deno.env.get(name) ?? "";
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => stop.abort());
  }
  return {
    size: Deno.stdout.isTerminal() && env("TERM") !== "dumb"
      ? Deno.consoleSize()
      : null,
    color: env("NO_COLOR") === "",
    stopped: stop.signal,
    // An aborted wait is a wait that is over.
    wait: (ms, signal) => delay(ms, { signal }).catch(() => {}),
  };
}
