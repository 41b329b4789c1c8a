/**
 * `deno task draw [room]`.
 *
 * @module
 */

import { loadWithPatience } from "./patience.ts";

if (import.meta.main) {
  const { main } = await loadWithPatience(() => import("./draw_command.ts"));
  await main();
}
