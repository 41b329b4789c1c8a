/**
 * The commands, as what completes them sees them: made from the tables of their flags (T5).
 *
 * @module
 */

import type { Command } from "commander";
import type { Env } from "../../shared/command_line/command_line.ts";
import { describe as serve } from "../../server/config.ts";
import { describe as draw } from "../../tui/start/config.ts";
import { describe as backup } from "../backup.ts";
import { describe as bot } from "../bot/config.ts";
import { describe as exportRoom } from "../export/config.ts";
import { describe as importFile } from "../import/config.ts";
import { describe as replay } from "../replay.ts";
import { describe as restore } from "../restore.ts";
import { describe as rooms } from "../rooms.ts";
import { describe as start } from "../start/start_line.ts";
import { describe as verify } from "../verify.ts";
import { describe as completions } from "./config.ts";

/** A flag of a command. */
export interface Flag {
  /** With its dashes. */
  readonly name: string;
  readonly help: string;
  /** What stands for its value; `null` if it takes none. */
  readonly value: string | null;
  /** The values there are, where these are few. */
  readonly choices: readonly string[];
}

/** A command that can be completed. */
export interface Task {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly Flag[];
  /** Does it take the name of a file? */
  readonly takesFile: boolean;
  /** The words that its arguments may be, where these are few. */
  readonly words: readonly string[];
}

const FILES = new Set(["file", "out", "backup"]);

/** All commands. */
export function allTasks(): Task[] {
  // What is completed does not depend on variables.
  const env: Env = () => undefined;
  return [
    ...[start, serve, draw, bot, exportRoom, importFile, replay, rooms, verify],
    ...[backup, restore, completions],
  ].map((describe) => taskOf(describe(env)));
}

function taskOf(command: Command): Task {
  const flags = command.options.map((option): Flag => ({
    name: option.long!,
    help: option.description,
    value: option.required ? /<([^>]*)>/.exec(option.flags)?.[1] ?? "" : null,
    choices: option.argChoices ?? [],
  }));
  const help = { name: "--help", help: "what it does, with examples" };
  const args = command.registeredArguments;
  return {
    name: command.name(),
    help: command.description(),
    flags: [...flags, { ...help, value: null, choices: [] }],
    takesFile: args.some((argument) => FILES.has(argument.name())),
    words: args.flatMap((argument) => argument.argChoices ?? []),
  };
}
