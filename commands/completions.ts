/**
 * `deno task completions <shell>`: what makes a shell complete the commands.
 *
 * @module
 */

import { commandOf, type Run, runAsProcess } from "./command_line.ts";
import { bashScript } from "./completions/bash.ts";
import { describe, type Shell } from "./completions/config.ts";
import { fishScript } from "./completions/fish.ts";
import { allTasks, type Task } from "./completions/tasks.ts";
import { zshScript } from "./completions/zsh.ts";

const SCRIPTS: Readonly<Record<Shell, (tasks: readonly Task[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints completions. */
export const completions: Run = commandOf(describe, (command, surroundings) => {
  const [shell] = command.processedArgs as [Shell];
  surroundings.out(SCRIPTS[shell](allTasks()));
  return 0;
});

if (import.meta.main) await runAsProcess(completions);
