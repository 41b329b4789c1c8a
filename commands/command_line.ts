/**
 * What commands that do one thing and end have in common: reading their flags, telling their
 * person (T5).
 *
 * @module
 */

import type { Command } from "commander";
import { logLine } from "../server/log.ts";
import {
  type Env,
  readArguments,
} from "../shared/command_line/command_line.ts";

/** Where a command reads its variables and writes. */
export interface Surroundings {
  readonly env: Env;
  /** Writes to stdout. */
  readonly out: (text: string) => void;
  /** Writes to stderr. */
  readonly err: (text: string) => void;
  /** Is stderr a terminal, so that progress can be shown there? */
  readonly isTerminal: boolean;
}

/** What runs a command: resolves with the exit code. */
export type Run = (
  args: readonly string[],
  surroundings: Surroundings,
) => Promise<number>;

/** Flags can't be followed: the message is one line that says why. */
export class UsageError extends Error {}

/**
 * A command that takes the flags that `describe` names. Help is told; what the command throws
 * becomes one line and an exit code: 2 for wrong flags, else 1.
 */
export function commandOf(
  describe: (env: Env) => Command,
  run: (
    command: Command,
    surroundings: Surroundings,
  ) => number | Promise<number>,
): Run {
  return async (args, surroundings) => {
    try {
      const read = readArguments(describe(surroundings.env), args);
      switch (read.kind) {
        case "run":
          return await run(read.command, surroundings);
        case "tell":
          surroundings.out(read.text);
          return 0;
        case "wrong":
          throw new UsageError(read.message);
      }
    } catch (error) {
      // As after `| head`: who has gone away has seen enough, and is told nothing.
      if (error instanceof Deno.errors.BrokenPipe) return 1;
      const message = error instanceof Error ? error.message : String(error);
      surroundings.err(`inkroom: ${logLine(message)}\n`);
      return error instanceof UsageError ? 2 : 1;
    }
  };
}

/** Runs a command as the process that we are. */
export async function runAsProcess(run: Run): Promise<never> {
  const write = (
    to: { writeSync(bytes: Uint8Array): number },
    text: string,
  ) => {
    let bytes = new TextEncoder().encode(text);
    while (bytes.length > 0) bytes = bytes.subarray(to.writeSync(bytes));
  };
  return Deno.exit(
    await run(Deno.args, {
      env: (name) => Deno.env.get(name),
      out: (text) => write(Deno.stdout, text),
      err: (text) => write(Deno.stderr, text),
      isTerminal: Deno.stderr.isTerminal(),
    }),
  );
}
