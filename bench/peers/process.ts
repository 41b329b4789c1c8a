/**
 * A contestant's server, in a process of its own.
 *
 * @module
 */

/** A running server. */
export interface ServerProcess {
  /** Such as `ws://127.0.0.1:4650`. */
  readonly url: string;
  /** Seconds of processor time it has used, in all its threads. */
  cpuSeconds(): number;
  /** Bytes of memory that it holds. */
  memory(): number;
  /** Ends it, and waits until it is gone. */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** Linux tells processor time in hundredths of a second. */
const TICKS = 100;
const PAGE = 4_096;

/** Starts `deno run` with these arguments; resolves when the server prints where it listens. */
export async function startServer(
  args: readonly string[],
): Promise<ServerProcess> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", ...args],
    env: { NODE_ENV: "production" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream())
    .getReader();
  let said = "", listening: RegExpExecArray | null = null;
  while (listening === null) {
    const { value, done } = await reader.read();
    if (done) {
      throw new Error(`Cannot bench: the server ended and said "${said}"`);
    }
    said += value;
    listening = /listening on (?:ws|http)(:\S+)/.exec(said);
  }
  void drain(reader);
  // Deno itself reads another process's files only with all permissions there are.
  const file = (name: string) => {
    const path = `/proc/${process.pid}/${name}`;
    const { stdout } = new Deno.Command("cat", { args: [path] }).outputSync();
    return new TextDecoder().decode(stdout);
  };
  return {
    url: `ws${listening[1]}`,
    cpuSeconds() {
      const stat = file("stat");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    memory: () => Number(file("statm").split(" ")[1]) * PAGE,
    async stop(signal) {
      process.kill(signal);
      await process.status;
    },
  };
}

/** What else it prints is of no interest, but must not fill the pipe. */
async function drain(reader: ReadableStreamDefaultReader<string>) {
  while (!(await reader.read()).done);
}
