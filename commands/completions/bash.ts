/**
 * Completions for bash.
 *
 * @module
 */

import type { Flag, Task } from "./tasks.ts";
import { quoted } from "./quoted.ts";

/** A script for bash to source. What it does not complete is left to what did so before. */
export function bashScript(tasks: readonly Task[]): string {
  const cases = tasks.map((task) =>
    `    ${task.name})
      flags=${quoted(task.flags.map(({ name }) => name).join(" "))}
      values=${quoted(valued(task.flags).join(" "))}
      words=${quoted(task.words.join(" "))}
      files=${task.takesFile ? 1 : 0}
${
      task.flags.filter(({ choices }) => choices.length > 0).map((
        { name, choices },
      ) =>
        `      [ "$before" = ${name} ] && choices=${
          quoted(choices.join(" "))
        }\n`
      ).join("")
    }      ;;`
  );
  const names = tasks.map(({ name }) => name).join(" ");
  return `# Completions of inkroom's commands, for bash: deno task completions --help
if [[ "$(complete -p deno 2>/dev/null)" =~ -F\\ ([^ ]+) ]] && [ "\${BASH_REMATCH[1]}" != _inkroom ]; then
  _inkroom_otherwise=\${BASH_REMATCH[1]}
fi
_inkroom() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  local flags= values= words= choices= files=0
  COMPREPLY=()
  if [ "\${COMP_WORDS[1]}" != task ] || [ "$COMP_CWORD" -lt 2 ]; then
    [ -n "$_inkroom_otherwise" ] && "$_inkroom_otherwise" "$@"
    return
  fi
  if [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W ${quoted(names)} -- "$word"))
    return
  fi
  case "\${COMP_WORDS[2]}" in
${cases.join("\n")}
    *) return ;;
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$word"))
  elif [[ " $values " == *" $before "* ]]; then
    return
  elif [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  else
    [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$word"))
    [ "$files" -eq 1 ] && mapfile -t COMPREPLY < <(compgen -f -- "$word")
    return 0
  fi
}
complete -o filenames -F _inkroom deno
`;
}

/** The names of flags that take a value which is not among few. */
function valued(flags: readonly Flag[]): string[] {
  return flags.filter(({ value, choices }) =>
    value !== null && choices.length === 0
  ).map(({ name }) => name);
}
