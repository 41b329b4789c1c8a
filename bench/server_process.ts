/**
 * A server in a process of its own, for benchmarks.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";

/** A server that was started for a benchmark. */
export interface ServerProcess {
  /** Such as `ws://127.0.0.1:4650`. */
  readonly url: string;
  readonly pid: number;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts `serve` on a free port with these flags; resolves when it listens. */
export async function startProcess(
  flags: readonly string[],
): Promise<ServerProcess> {
  const main = fromFileUrl(new URL("../server/main.ts", import.meta.url));
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-net",
      "--allow-read",
      "--allow-write",
    ]
      .concat(
        "--ignore-env",
        "--allow-env=INKROOM_*",
        main,
        "--port",
        "0",
        ...flags,
      ),
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream())
    .getReader();
  let said = "";
  while (!said.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) {
      throw new Error(`Cannot bench: the server ended and said ${said}`);
    }
    said += value;
  }
  reader.releaseLock();
  return {
    url: said.trim().replace(/^.*http/, "ws"),
    pid: process.pid,
    async stop() {
      process.kill("SIGTERM");
      await process.stdout.cancel().catch(() => {});
      await process.status;
    },
  };
}
