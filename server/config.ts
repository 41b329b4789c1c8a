/**
 * How a server is to run: from flags, from the environment, or as usual (T2, T5, L1).
 *
 * @module
 */

import { Command } from "commander";
import {
  readArguments,
  variableOf,
} from "../shared/command_line/command_line.ts";
import {
  DEFAULT_LIMITS,
  type Limits,
  limitsSchema,
} from "../shared/schema/limits.ts";
import { isLoopback } from "./loopback.ts";

/** How a server is to run. */
export interface Config {
  /** The address to listen on. */
  readonly host: string;
  /** The port to listen on; 0 takes any free one. */
  readonly port: number;
  /** The database file. */
  readonly db: string;
  /** `full`: what is acked survives a power cut. `normal`: it survives a kill. */
  readonly synchronous: "full" | "normal";
  /** Events of each room that are never trimmed; `null`: all (E22). */
  readonly retainEvents: number | null;
  /** Origins whose pages may connect and change things (L3). */
  readonly allowedOrigins: readonly string[];
  readonly limits: Limits;
}

/** Flags can't be followed: `message` is one line that says why. `exitCode` is 2. */
export class UsageError extends Error {
  override name = "UsageError";
  readonly exitCode = 2;
}

/** Help was asked for: `message` is its text. */
export class HelpRequest extends Error {
  override name = "HelpRequest";
  readonly exitCode = 0;
}

/** What a limit that can be set is about, for the help. */
const LIMIT_HELP: Record<keyof Limits, string> = {
  frameBytes: "bytes of one message",
  opsPerTx: "operations in one transaction",
  shapesPerRoom: "live shapes in one room",
  txPerSecond: "transactions a second and member",
  txBurst: "transactions a member may send at once",
  presencePerSecond: "presence messages a second",
  membersPerRoom: "members of one room",
  socketsPerAddress: "connections of one address",
  sockets: "connections in all",
  connectsPerSecond: "new connections a second and address",
  connectBurst: "new connections an address may make at once",
  helloMs: "milliseconds a connection may stay silent at first",
};

const LIMIT_NAMES = Object.keys(LIMIT_HELP) as (keyof Limits)[];

/** Limits on speed and numbers: what `--unlimited` lifts. Formats and sizes stay. */
const LIFTED: Partial<Limits> = {
  txPerSecond: 1e9,
  txBurst: 1e9,
  presencePerSecond: 1e9,
  membersPerRoom: 1e6,
  socketsPerAddress: 1e6,
  sockets: 1e6,
  connectsPerSecond: 1e9,
  connectBurst: 1e9,
  shapesPerRoom: 1e9,
};

const EXAMPLES = `
Every flag has a variable: --tx-per-second is INKROOM_TX_PER_SECOND.

Examples:
  deno task serve                                     port 4650, file inkroom.db
  deno task serve --port 8080 --db /srv/ink/rooms.db  another port, another file
  deno task serve --host 0.0.0.0 --insecure           for all who can reach this machine
  deno task serve --allow-origin https://example.org  pages of this site may connect too`;

/**
 * Reads flags, then variables for those that were not given, then what is usual.
 *
 * @param args without the program's name.
 * @param env variables; those that begin with `INKROOM_` count.
 * @throws {UsageError} if they can't be followed.
 * @throws {HelpRequest} if help was asked for.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseConfig } from "./config.ts";
 *
 * assertEquals(parseConfig(["--port", "0"], { INKROOM_DB: "rooms.db" }).db, "rooms.db");
 * ```
 */
export function parseConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const given = { ...variables(env), ...flags(args) };
  const host = String(given.host ?? "127.0.0.1");
  if (!isHere(host) && given.insecure !== true) {
    throw new UsageError(
      `refusing to listen on ${host} without TLS, where others could listen in; put a TLS proxy before 127.0.0.1, or add --insecure`,
    );
  }
  return {
    host,
    port: portOf(given.port ?? "4650"),
    db: String(given.db ?? "inkroom.db"),
    synchronous: synchronousOf(given.synchronous ?? "full"),
    retainEvents: retainEventsOf(given.retainEvents),
    allowedOrigins: originsOf(given.allowOrigin),
    limits: limitsOf(given),
  };
}

type Given = Record<string, unknown>;

/** The flags of `serve`. */
export function describe(): Command {
  const program = new Command("serve")
    .description("Serves rooms to draw in, over WebSockets and HTTP.")
    .option("--host <address>", "address to listen on (127.0.0.1)")
    .option("--port <number>", "port to listen on; 0: any free one (4650)")
    .option("--db <file>", "database file (inkroom.db)")
    .option("--synchronous <how>", "full: survives power cuts; normal (full)")
    .option(
      "--retain-events <number>",
      "forget older events of a room than its last so many (keep all)",
    )
    .option("--insecure", "listen elsewhere than on loopback without TLS")
    .option("--allow-origin <origin...>", "let pages of this origin connect")
    .option("--unlimited", "lift the limits on speed and numbers");
  for (const name of LIMIT_NAMES) {
    const help = `${LIMIT_HELP[name]} (${DEFAULT_LIMITS[name]})`;
    program.option(`--${kebab(name)} <number>`, help);
  }
  return program.addHelpText("after", EXAMPLES).helpOption("-h, --help");
}

function flags(args: readonly string[]): Given {
  const read = readArguments(describe(), args);
  switch (read.kind) {
    case "run":
      return read.command.opts();
    case "tell":
      throw new HelpRequest(read.text.trimEnd());
    case "wrong":
      throw new UsageError(read.message);
  }
}

function variables(env: Readonly<Record<string, string | undefined>>): Given {
  const given: Given = {};
  for (const { long } of describe().options) {
    const name = long!.slice(2);
    const value = env[variableOf(name)];
    if (value === undefined || value === "") continue;
    const isSwitch = name === "insecure" || name === "unlimited";
    given[camel(name)] = isSwitch ? !["0", "false"].includes(value) : value;
  }
  return given;
}

function limitsOf(given: Given): Limits {
  const base = given.unlimited === true
    ? { ...DEFAULT_LIMITS, ...LIFTED }
    : DEFAULT_LIMITS;
  const limits: Record<string, number> = { ...base };
  for (const name of LIMIT_NAMES) {
    if (given[name] !== undefined) limits[name] = Number(given[name]);
  }
  const checked = limitsSchema.safeParse(limits);
  if (checked.success) return checked.data;
  const name = checked.error.issues[0]!.path[0] as keyof Limits;
  throw new UsageError(
    `--${kebab(name)} must be a positive number, not ${given[name]}`,
  );
}

function portOf(value: unknown): number {
  const port = Number(value);
  if (/^\d+$/.test(String(value)) && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not ${value}`);
}

function synchronousOf(value: unknown): Config["synchronous"] {
  if (value === "full" || value === "normal") return value;
  throw new UsageError(`--synchronous must be full or normal, not ${value}`);
}

function retainEventsOf(value: unknown): number | null {
  if (value === undefined) return null;
  const count = Number(value);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new UsageError(
    `--retain-events must be a whole number above 0, not ${value}; leave it out to keep all`,
  );
}

function originsOf(value: unknown): string[] {
  const origins = typeof value === "string"
    ? value.split(/[\s,]+/)
    : (value ?? []) as string[];
  for (const origin of origins) {
    if (URL.parse(origin)?.origin !== origin) {
      throw new UsageError(
        `--allow-origin must be like https://example.org, not ${origin}`,
      );
    }
  }
  return origins;
}

function isHere(host: string): boolean {
  return host === "localhost" || isLoopback(host);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
