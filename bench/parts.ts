/**
 * The parts of the benchmarks, each a program of its own.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import type { Found } from "./report/row.ts";

/** A part of the benchmarks. */
export interface Part {
  readonly file: string;
  /** How often it is run, each time in a process of its own. */
  readonly rounds: number;
  /** The longest that a round may take: whoever hangs does not keep the others from their turn. */
  readonly minutes: number;
}

const part = (file: string): Part => ({ file, rounds: 3, minutes: 4 });

/** What the parts may do: serve and connect on this machine, beside what the task itself may. */
const RIGHTS = [
  "--no-prompt",
  "--allow-read",
  "--allow-write",
  "--allow-net=127.0.0.1",
  "--allow-run",
  "--allow-env",
  "--allow-sys",
];

/** The parts, in the order in which they run. */
export const PARTS: Readonly<Record<string, Part>> = {
  // It starts a process a turn by itself.
  servers: { file: "peers/main.ts", rounds: 1, minutes: 60 },
  screens: part("screens_bench.ts"),
  terminal: part("terminal_bench.ts"),
  "text art": part("text_art_bench.ts"),
  store: part("store_bench.ts"),
  ingest: part("ingest_bench.ts"),
  size: part("room_size_bench.ts"),
  offline: part("offline_bench.ts"),
  loading: part("load_bench.ts"),
  history: part("history_bench.ts"),
  // It tells what thousands of inputs leave behind: long rather than often.
  soak: { file: "soak_bench.ts", rounds: 1, minutes: 6 },
};

/**
 * Runs one round of a part with some flags, and hands on what it finds out, as it comes. Did it end
 * well?
 */
export async function runRound(
  name: string,
  round: number,
  flags: readonly string[],
  hear: (found: readonly Found[]) => Promise<void>,
): Promise<boolean> {
  const { file, minutes } = PARTS[name]!;
  const config = name === "servers"
    ? ["--config", fromFileUrl(new URL("peers/deno.json", import.meta.url))]
    : [];
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...RIGHTS, "--v8-flags=--expose-gc", ...config]
      .concat(fromFileUrl(new URL(file, import.meta.url)))
      .concat("--json", "--round", `${round}`, ...flags),
    env: { NODE_ENV: "production" },
    stdout: "piped",
  }).spawn();
  const patience = setTimeout(() => process.kill("SIGKILL"), minutes * 60_000);
  let text = "";
  for await (
    const chunk of process.stdout.pipeThrough(new TextDecoderStream())
  ) {
    const lines = (text + chunk).split("\n");
    text = lines.pop()!;
    const heard = lines.filter((line) => line !== "")
      .map((line): Found => JSON.parse(line));
    if (heard.length > 0) await hear(heard);
  }
  clearTimeout(patience);
  return (await process.status).success;
}
