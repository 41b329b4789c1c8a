/**
 * `deno task start [room]`.
 *
 * @module
 */

import { loadWithPatience } from "../tui/start/patience.ts";

if (import.meta.main) {
  try {
    const { main } = await loadWithPatience(() =>
      import("./start/start_command.ts")
    );
    await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    Deno.stderr.writeSync(
      new TextEncoder().encode(`Cannot start: ${message}\n`),
    );
    Deno.exit(1);
  }
}
