/**
 * Completions for fish.
 *
 * @module
 */

import type { Task } from "./tasks.ts";

/** A script for fish to source; it adds to what is completed otherwise. */
export function fishScript(tasks: readonly Task[]): string {
  const lines = [
    "# Completions of inkroom's commands, for fish: deno task completions --help",
  ];
  const isTask =
    "test (count (commandline -opc)) -eq 2; and __fish_seen_subcommand_from task";
  for (const { name, help, flags, takesFile, words } of tasks) {
    const isThis = `string match -q -- ${
      quoted(`deno task ${name}*`)
    } (commandline -pc)`;
    lines.push(
      `complete -c deno -n ${quoted(isTask)} -f -a ${name} -d ${quoted(help)}`,
    );
    const here = `complete -c deno -n ${quoted(isThis)}`;
    if (!takesFile) lines.push(`${here} -f`);
    if (words.length > 0) lines.push(`${here} -a ${quoted(words.join(" "))}`);
    for (const { name, help, value, choices } of flags) {
      const takes = value === null
        ? ""
        : choices.length > 0
        ? ` -x -a ${quoted(choices.join(" "))}`
        : value === "file"
        ? " -r"
        : " -x";
      lines.push(`${here} -l ${name.slice(2)}${takes} -d ${quoted(help)}`);
    }
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Text as one word of fish, which has a backslash within quotes. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
