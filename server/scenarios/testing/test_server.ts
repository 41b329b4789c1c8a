/**
 * A real server over a real SQLite file, for one scenario.
 *
 * @module
 */

import { join } from "@std/path";
import { parseConfig } from "../../config.ts";
import { type RunningServer, startServer } from "../../server.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";

/** What a scenario is given. */
export interface Scenario {
  readonly server: RunningServer;
  readonly store: Store;
  /** What the server told its operator. */
  readonly log: string[];
}

/** What a scenario wants to be different. */
export interface ScenarioOptions {
  /** Flags of the server. */
  readonly flags?: readonly string[];
  /** Puts something between the server and its store. */
  readonly wrap?: (store: Store) => Store;
}

/** Runs a scenario against a fresh server, and takes everything down after it. */
export async function withServer(
  scenario: (given: Scenario) => Promise<void>,
  { flags = [], wrap = (store) => store }: ScenarioOptions = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "inkroom-" });
  const log: string[] = [];
  const store = await openSqliteStore(join(folder, "rooms.db"), {
    synchronous: "full",
  });
  const config = parseConfig(["--port", "0", ...flags], {});
  const server = await startServer(config, wrap(store), {
    log: (line) => void log.push(line),
  });
  try {
    await scenario({ server, store, log });
  } finally {
    await server.close();
    await store.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** A store some of whose functions are others. */
export function intercept(store: Store, others: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const own = others[name as keyof Store] ?? target[name as keyof Store];
      return own.bind(target);
    },
  });
}
