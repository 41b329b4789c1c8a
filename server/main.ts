/**
 * The command `serve`: the server alone.
 *
 * @module
 */

import { type Config, HelpRequest, parseConfig, UsageError } from "./config.ts";
import { dropFileRights } from "./file_rights.ts";
import { logToStderr } from "./log.ts";
import { reasonOf } from "./not_started.ts";
import { startServer } from "./server.ts";
import { openSqliteStore } from "./store/sqlite/sqlite_store.ts";
import type { Store } from "./store/store.ts";

/** Serves until the process is told to end; resolves with the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let config: Config;
  try {
    config = parseConfig(args, Deno.env.toObject());
  } catch (error) {
    if (error instanceof HelpRequest) {
      say(error.message);
      return error.exitCode;
    }
    if (!(error instanceof UsageError)) throw error;
    logToStderr(error.message);
    return error.exitCode;
  }
  try {
    return await serve(config);
  } catch (error) {
    logToStderr(reasonOf(error, config));
    return 1;
  }
}

async function serve(config: Config): Promise<number> {
  const store: Store = await openSqliteStore(config.db, {
    synchronous: config.synchronous,
    onError: (error) => storeFailed(error),
    onLost: (message) => logToStderr(`store: ${message}`),
  });
  try {
    const server = await startServer(config, store);
    // From here on all that is read and written goes through the open database.
    dropFileRights();
    say(`inkroom listening on ${server.url}`);
    await toldToEnd();
    await server.close();
    return 0;
  } finally {
    await store.close();
  }
}

/** Nothing that was acked is lost: it is on disk, and clients send the rest again. */
function storeFailed({ message }: Error): never {
  logToStderr(`store: ${message}; the server ends, start it again`);
  Deno.exit(1);
}

function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      Deno.addSignalListener(signal, () => resolve());
    }
  });
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
