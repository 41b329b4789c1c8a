/**
 * Two real servers on one SQLite file, for scenario tests.
 *
 * @module
 */

import { join } from "@std/path";
import { parseConfig } from "../../config.ts";
import { type RunningServer, startServer } from "../../server.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";

/** What a scenario is given. */
export interface TwoServers {
  readonly urls: readonly [string, string];
  /** Starts one more server on the file. */
  readonly start: () => Promise<RunningServer>;
  /** The database. */
  readonly path: string;
}

/** Runs a scenario against two fresh servers, and takes everything down after it. */
export async function withTwoServers(
  scenario: (given: TwoServers) => Promise<void>,
  { flags = [] }: { flags?: readonly string[] } = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const path = join(folder, "rooms.db");
  const config = parseConfig(["--port", "0", ...flags], {});
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
    await scenario({ urls: [first.url, second.url], start, path });
  } finally {
    for (const one of open) await one.close();
    await Deno.remove(folder, { recursive: true });
  }
}
