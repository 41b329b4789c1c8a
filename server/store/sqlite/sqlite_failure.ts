/**
 * What SQLite's errors mean to a store.
 *
 * @module
 */

import { DamagedError, StaleError } from "../store.ts";

/**
 * Why a call failed.
 * - `unavailable`: nothing was written, and that may change by itself.
 * - `unknown`: it may or may not have been written.
 * - `damaged`: what is stored is not what was written.
 * - `stale`: what was asked for was trimmed.
 * - `refused`: the call itself was wrong.
 */
export type Failure =
  | {
    readonly kind: "unavailable" | "unknown" | "damaged" | "refused";
    readonly message: string;
  }
  | {
    readonly kind: "stale";
    readonly message: string;
    readonly roomId: string;
    readonly horizon: number;
  };

/** Primary result codes, https://sqlite.org/rescode.html */
export const SQLITE = {
  busy: 5,
  readonly: 8,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  constraint: 19,
  notadb: 26,
} as const;

// Not every error of `node:sqlite` has its code; those that it words itself start like this.
const WORDS: readonly [string, number][] = [
  ["database is locked", SQLITE.busy],
  ["attempt to write a readonly", SQLITE.readonly],
  ["disk I/O error", SQLITE.ioerr],
  ["database disk image is malformed", SQLITE.corrupt],
  ["malformed database schema", SQLITE.corrupt],
  ["database or disk is full", SQLITE.full],
  ["unable to open database file", SQLITE.cantopen],
  ["file is not a database", SQLITE.notadb],
];

/** The primary result code of an error that SQLite threw; 0 if it is not from there. */
export function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  const { errcode } = error as { errcode?: unknown };
  if (typeof errcode === "number") return errcode & 0xff;
  return WORDS.find(([words]) => error.message.startsWith(words))?.[1] ?? 0;
}

/** What an error means, for a call about `what`. */
export function failureOf(error: unknown, what: string): Failure {
  if (error instanceof DamagedError) {
    return { kind: "damaged", message: error.message };
  }
  if (error instanceof StaleError) {
    const { message, roomId, horizon } = error;
    return { kind: "stale", message, roomId, horizon };
  }
  const message = error instanceof Error ? error.message : String(error);
  switch (resultCode(error)) {
    case SQLITE.busy:
      return unavailable(what, "another process holds the database's lock");
    case SQLITE.full:
      return unavailable(what, "the disk is full; free some space");
    case SQLITE.readonly:
      return unavailable(what, "the database may not be written to");
    case SQLITE.ioerr:
    case SQLITE.cantopen:
      return unavailable(what, `the disk failed (${message})`);
    case SQLITE.corrupt:
    case SQLITE.notadb:
      return {
        kind: "damaged",
        message:
          `Cannot use ${what}: the database file is damaged (${message}). ` +
          "Stop the server and restore a backup, or move the file away",
      };
    default:
      return { kind: "refused", message: `Cannot use ${what}: ${message}` };
  }
}

/** Does the error concern the whole transaction, not just the statement that met it? */
export function failsAll(error: unknown): boolean {
  const code = resultCode(error);
  return code === SQLITE.full || code === SQLITE.ioerr ||
    code === SQLITE.busy || code === SQLITE.readonly ||
    code === SQLITE.cantopen;
}

function unavailable(what: string, why: string): Failure {
  return { kind: "unavailable", message: `Cannot write ${what}: ${why}` };
}
