/**
 * How `serve` is run as a process of its own.
 *
 * @module
 */

import { join } from "@std/path";

const MAIN = join(import.meta.dirname!, "..", "..", "main.ts");

/** What `deno` is told: the rights that the task `serve` has and no more, then the flags. */
export function serveArgs(
  flags: readonly string[],
  program: string = MAIN,
): string[] {
  return [
    "run",
    "--no-check",
    "--no-prompt",
    "--allow-net",
    "--allow-read",
    "--allow-write",
    "--ignore-env",
    "--allow-env=INKROOM_*",
    program,
    ...flags,
  ];
}
