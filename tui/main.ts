/**
 * `deno task draw [room]`.
 *
 * @module
 */

import { loadWithPatience } from "./start/patience.ts";

if (import.meta.main) {
  const { main } = await loadWithPatience(() =>
    import("./start/draw_command.ts")
  );
  await main();
}
