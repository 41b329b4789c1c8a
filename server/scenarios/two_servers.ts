/**
 * Two real servers on one SQLite file, for scenario tests.
 *
 * @module
 */

import { join } from "@std/path";
import { parseConfig } from "../config.ts";
import { type RunningServer, startServer } from "../server.ts";
import { openSqliteStore } from "../store/sqlite_store.ts";

/** Runs a scenario against two fresh servers, and takes everything down after it. */
export async function withTwoServers(
  scenario: (urls: readonly [string, string]) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const path = join(folder, "rooms.db");
  const config = parseConfig(["--port", "0"], {});
  const open: { close(): Promise<void> }[] = [];
  async function start(): Promise<RunningServer> {
    const store = await openSqliteStore(path, { synchronous: "full" });
    open.unshift(store);
    const server = await startServer(config, store, { log: () => {} });
    open.unshift(server);
    return server;
  }
  try {
    const [first, second] = [await start(), await start()];
    await scenario([first.url, second.url]);
  } finally {
    for (const one of open) await one.close();
    await Deno.remove(folder, { recursive: true });
  }
}
