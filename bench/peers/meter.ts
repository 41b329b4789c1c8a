/**
 * What other processes use. Asked of a helper: Deno itself reads another process's files only with
 * all permissions there are, and starting a program for each question would hold up the clients.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import type { Usage } from "./process.ts";

type Settle = (line: string) => void;

let meter: { ask(pid: number): Promise<string> } | null = null;

/** What a process has used until now. */
export async function usageOf(pid: number): Promise<Usage> {
  meter ??= startMeter();
  const [cpu, memory] = (await meter.ask(pid)).split(" ").map(Number);
  return { cpu: cpu!, memory: memory! };
}

function startMeter(): { ask(pid: number): Promise<string> } {
  const script = fileURLToPath(new URL("./meter.py", import.meta.url));
  const process = new Deno.Command("python3", {
    args: [script],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  // Whoever bench is done with needs no answers.
  process.unref();
  const writer = process.stdin.getWriter();
  const asked: Settle[] = [];
  void answer(process.stdout, asked);
  return {
    ask(pid) {
      const { promise, resolve } = Promise.withResolvers<string>();
      asked.push(resolve);
      void writer.write(new TextEncoder().encode(`${pid}\n`));
      return promise;
    },
  };
}

/** Lines come in the order of the questions. */
async function answer(
  stdout: ReadableStream<Uint8Array<ArrayBuffer>>,
  asked: Settle[],
): Promise<void> {
  let text = "";
  for await (const chunk of stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split("\n");
    text = lines.pop()!;
    for (const line of lines) asked.shift()!(line);
  }
}
