/**
 * A contestant's server, in a process of its own.
 *
 * @module
 */

import { usageOf } from "./meter.ts";

/** What a process has used. */
export interface Usage {
  /** Seconds of processor time, in all its threads, since it began. */
  readonly cpu: number;
  /** Bytes of memory that it holds. */
  readonly memory: number;
}

/** A running server. */
export interface ServerProcess {
  /** Such as `ws://127.0.0.1:4650`. */
  readonly url: string;
  usage(): Promise<Usage>;
  /** Ends it, and waits until it is gone. */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

const running = new Set<Deno.ChildProcess>();

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
  running.add(process);
  void process.status.then(() => running.delete(process));
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
  return {
    url: `ws${listening[1]}`,
    usage: () => usageOf(process.pid),
    stop: (signal) => end(process, signal),
  };
}

async function end(
  process: Deno.ChildProcess,
  signal: "SIGTERM" | "SIGKILL" = "SIGKILL",
): Promise<void> {
  // One that has ended by itself can't be killed; what it did is told by who waits for it.
  if (running.has(process)) process.kill(signal);
  await process.status;
}

/** Ends the servers that a run has left behind. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((process) => end(process)));
}

/** What else it prints is of no interest, but must not fill the pipe. */
async function drain(reader: ReadableStreamDefaultReader<string>) {
  while (!(await reader.read()).done);
}
