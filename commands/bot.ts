/**
 * `deno task bot <room>`: operations in, events out, one JSON a line.
 *
 * @module
 */

import { readCommandLine } from "./bot/config.ts";
import { runBot } from "./bot/run.ts";

async function main(): Promise<never> {
  const command = readCommandLine(Deno.args, (name) => Deno.env.get(name));
  switch (command.kind) {
    case "tell":
      await write(Deno.stdout, command.text);
      return Deno.exit(0);
    case "wrong":
      complain(command.message);
      return Deno.exit(2);
    case "run":
      return Deno.exit(
        await runBot(command.config, {
          input: Deno.stdin.readable,
          write: (text) => write(Deno.stdout, text),
          complain,
        }),
      );
  }
}

/** At once: the process may end with the next line of the program. */
function complain(text: string): void {
  let bytes = new TextEncoder().encode(`${text}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}

async function write(
  to: { write(bytes: Uint8Array): Promise<number> },
  text: string,
): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(await to.write(bytes));
}

if (import.meta.main) await main();
