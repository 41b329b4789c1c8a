/**
 * What all commands have in common in reading their flags (T5): one clear line for a wrong flag,
 * help on demand, a variable for every flag with a value. Nothing is printed and no process ends here.
 *
 * @module
 */

import { type Command, CommanderError, Option } from "commander";

/** Reads environment variables; `undefined` where there is none, or it may not be read. */
export type Env = (name: string) => string | undefined;

/** What the arguments say. */
export type Arguments =
  /** They are fine: what they say is in the command. */
  | { readonly kind: "run"; readonly command: Command }
  /** `--help` was asked for: this is its text. */
  | { readonly kind: "tell"; readonly text: string }
  /** They can't be followed; one line that says why. */
  | { readonly kind: "wrong"; readonly message: string };

/**
 * Reads the arguments of a command, without the program's name.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Command } from "commander";
 * import { readArguments } from "./command_line.ts";
 *
 * const command = new Command("draw").option("--name <name>");
 * assertEquals(readArguments(command, ["--nmae", "ana"]), {
 *   kind: "wrong",
 *   message: "unknown option '--nmae' (Did you mean --name?); see --help",
 * });
 * ```
 */
export function readArguments(
  command: Command,
  args: readonly string[],
): Arguments {
  let text = "";
  command.exitOverride().allowExcessArguments(false).configureOutput({
    writeOut: (part) => text += part,
    writeErr: () => {},
  });
  try {
    return { kind: "run", command: command.parse([...args], { from: "user" }) };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "tell", text };
    const reason = oneLine(error.message).replace(/^error: /, "").replace(
      /\.$/,
      "",
    );
    return { kind: "wrong", message: `${reason}; see --help` };
  }
}

/**
 * A flag that takes its default from its variable: `--tx-per-second` from
 * `INKROOM_TX_PER_SECOND`. An empty variable counts as none.
 */
export function flagWithVariable(
  env: Env,
  flags: string,
  help: string,
  fallback?: string,
): Option {
  const option = new Option(flags, help);
  // Not commander's own `env()`: that reads the process's environment behind our back.
  return option.default(env(variableOf(option.name())) || fallback);
}

/** The variable of a flag, which is named without its dashes in front. */
export function variableOf(flag: string): string {
  return `INKROOM_${flag.replaceAll("-", "_").toUpperCase()}`;
}

/** Several lines as one. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, " ");
}
