/**
 * Completions for zsh.
 *
 * @module
 */

import { quoted } from "./quoted.ts";
import type { Flag, Task } from "./tasks.ts";

/** A script for zsh to source. What it does not complete is left to what did so before. */
export function zshScript(tasks: readonly Task[]): string {
  const names = tasks.map(({ name, help }) =>
    `    ${quoted(`${name}:${plain(help)}`)}`
  );
  const cases = tasks.map(({ name, flags, takesFile, words }) => {
    const specs = [
      ...flags.map(specOf),
      words.length > 0
        ? quoted(`*:shell:(${words.join(" ")})`)
        : takesFile
        ? quoted("*:file:_files")
        : quoted("*:name: "),
    ];
    return `    ${name}) _arguments ${specs.join(" ")} ;;`;
  });
  return `# Completions of inkroom's commands, for zsh: deno task completions --help
typeset -g _inkroom_otherwise=\${_comps[deno]:-}
[[ $_inkroom_otherwise == _inkroom ]] && _inkroom_otherwise=
_inkroom() {
  if [[ $words[2] != task ]] || (( CURRENT < 3 )); then
    [[ -n $_inkroom_otherwise ]] && $_inkroom_otherwise "$@"
    return
  fi
  shift 2 words
  (( CURRENT -= 2 ))
  local -a tasks=(
${names.join("\n")}
  )
  if (( CURRENT == 1 )); then
    _describe task tasks
    return
  fi
  case $words[1] in
${cases.join("\n")}
  esac
}
compdef _inkroom deno
`;
}

function specOf({ name, help, value, choices }: Flag): string {
  const spec = `${name}[${plain(help)}]`;
  if (value === null) return quoted(spec);
  const values = choices.length > 0
    ? `(${choices.join(" ")})`
    : value === "file"
    ? "_files"
    : " ";
  return quoted(`${spec}:${plain(value)}:${values}`);
}

/** Help without the signs that mean something in a specification. */
function plain(help: string): string {
  return help.replace(/[[\]:\\]/g, " ").replace(/ +/g, " ").trim();
}
