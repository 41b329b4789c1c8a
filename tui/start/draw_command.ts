/**
 * What `deno task draw [room]` does.
 *
 * @module
 */

import { readCommandLine } from "./config.ts";
import { draw } from "./draw.ts";

/** Draws, or prints the room, or says what is wrong with the flags; then ends the process. */
export async function main(): Promise<never> {
  const command = readCommandLine(Deno.args, {
    env: (name) => Deno.env.get(name),
    random: Math.random,
  });
  switch (command.kind) {
    case "tell":
      await Deno.stdout.write(new TextEncoder().encode(command.text));
      return Deno.exit(0);
    case "wrong":
      await Deno.stderr.write(new TextEncoder().encode(`${command.message}\n`));
      return Deno.exit(2);
    case "draw":
      return await draw(command.config);
  }
}
