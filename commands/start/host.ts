/**
 * A server inside this process, unless somebody else on this machine serves already.
 *
 * @module
 */

import type { Config } from "../../server/config.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import { openSqliteStore } from "../../server/store/sqlite/sqlite_store.ts";
import type { Store } from "../../server/store/store.ts";

/** Milliseconds within which a server on this machine answers. */
const PROBE_MS = 1_000;
/** The same where somebody listens for sure, who may be slow on a busy machine. */
const PATIENT_PROBE_MS = 5_000;
/** What the server had to say that is told when the screen is gone. */
const KEPT_LINES = 20;

/** Serves from a file when nobody else does. */
export class Host {
  readonly #config: Config;
  readonly #lines: string[] = [];
  #running: { server: RunningServer; store: Store } | null = null;
  #attempt: Promise<boolean> | null = null;
  #isClosed = false;

  constructor(config: Config) {
    this.#config = config;
  }

  /** Such as `http://127.0.0.1:4650`. */
  get url(): string {
    return `http://${this.#config.host}:${this.#config.port}`;
  }

  /** Such as `ws://127.0.0.1:4650`. */
  get socketUrl(): string {
    return this.url.replace(/^http/, "ws");
  }

  /** Is it us who serve? */
  get isServing(): boolean {
    return this.#running !== null;
  }

  /**
   * Serves, unless a server answers already, ours or another's.
   *
   * @returns whether it is us who serve.
   * @throws if nobody serves and we can't either.
   */
  serveUnlessServed(): Promise<boolean> {
    this.#attempt ??= this.#serve().finally(() => this.#attempt = null);
    return this.#attempt;
  }

  /** Commits and tells what is pending, and stops; then says what went wrong meanwhile. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#attempt?.catch(() => {});
    await this.#running?.server.close();
    await this.#running?.store.close();
    for (const line of this.#lines) {
      Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
    }
  }

  async #serve(): Promise<boolean> {
    if (this.#running !== null) return true;
    if (this.#isClosed || await this.#isServed()) return false;
    const config = this.#config;
    const log = (line: string) => {
      this.#lines.push(line);
      if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    };
    const store = await openSqliteStore(config.db, {
      synchronous: config.synchronous,
      onError: (error) => log(`store: ${error.message}`),
      onLost: (message) => log(`store: ${message}`),
    });
    try {
      this.#running = {
        server: await startServer(config, store, { log }),
        store,
      };
      return true;
    } catch (error) {
      await store.close();
      // Another was faster: it serves the same file on the same port.
      if (
        (error as { code?: string }).code === "EADDRINUSE" &&
        await this.#isServed(PATIENT_PROBE_MS)
      ) return false;
      throw error;
    }
  }

  async #isServed(patienceMs = PROBE_MS): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/healthz`, {
        signal: AbortSignal.timeout(patienceMs),
      });
      return (await answer.text()).trim() === "ok";
    } catch {
      return false;
    }
  }
}
