/**
 * Whether there is a shell that could continue this program after it was stopped (T33).
 *
 * POSIX calls a process group orphaned where no member has a parent outside of it in the same
 * session: nobody is left who would continue it, and the system itself stops none
 * (https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap03.html#tag_03_264). So it is
 * in `xterm -e inkroom`, or in a window of tmux that runs nothing else. A SIGSTOP, which we send,
 * would stop it all the same, for good.
 *
 * @module
 */

/** `ps` and what it is to tell, on Linux, macOS and BSD alike. */
const PS = "/bin/ps", ARGS = ["-A", "-o", "pid=,ppid=,pgid=,tty="];

/**
 * Is there a shell that could continue us? So it is taken for granted where `ps` does not tell.
 * Needs `--allow-run=/bin/ps`.
 */
export async function canBeContinued(): Promise<boolean> {
  try {
    const { stdout } = await new Deno.Command(PS, {
      args: ARGS,
      clearEnv: true,
      stdin: "null",
      stderr: "null",
    }).output();
    return !isOrphaned(new TextDecoder().decode(stdout), Deno.pid);
  } catch {
    return true;
  }
}

interface Process {
  readonly pid: string;
  readonly parent: string;
  readonly group: string;
  readonly tty: string;
}

/**
 * Is the group of a process orphaned?
 *
 * A terminal belongs to one session, so processes at one terminal are of one session.
 *
 * @param table lines of pid, parent's pid, group, terminal; `?` or `??` for none.
 * @returns `false` also where the process is not in the table.
 */
export function isOrphaned(table: string, pid: number): boolean {
  const processes = new Map(
    table.split("\n").map((line): [string, Process] => {
      const [id = "", parent = "", group = "", tty = ""] = line.trim()
        .split(/\s+/);
      return [id, { pid: id, parent, group, tty }];
    }),
  );
  const own = processes.get(String(pid));
  if (own === undefined) return false;
  const members = [...processes.values()]
    .filter(({ group }) => group === own.group);
  return !members.some((member) => {
    const parent = processes.get(member.parent);
    return parent !== undefined && parent.group !== own.group &&
      parent.tty === own.tty && !own.tty.startsWith("?");
  });
}
