/**
 * Runs commands, for tests.
 *
 * @module
 */

import type { Run } from "../command_line.ts";

/** What a command has said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command inside this process. */
export async function call(
  run: Run,
  args: readonly string[],
  more: { env?: Record<string, string>; isTerminal?: boolean } = {},
): Promise<Said> {
  let out = "", err = "";
  const code = await run(args, {
    env: (name) => more.env?.[name],
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    isTerminal: more.isTerminal ?? false,
  });
  return { code, out, err };
}

/** Runs a task of deno.json as a process of its own. */
export async function runTask(...args: string[]): Promise<Said> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...args],
    cwd: new URL("../..", import.meta.url),
    stdin: "null",
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}
