import { assertEquals, assertStringIncludes } from "@std/assert";
import { failsAll, failureOf, resultCode } from "./sqlite_failure.ts";
import { DamagedError } from "../store.ts";

function sqliteError(message: string, errcode?: number): Error {
  return Object.assign(new Error(message), { errcode });
}

// Extended result codes carry the primary one in their lowest byte.
const IOERR_FSYNC = 1034;
const CONSTRAINT_PRIMARYKEY = 1555;

const CASES: [Error, string, boolean, string][] = [
  [
    sqliteError("database or disk is full", 13),
    "unavailable",
    true,
    "disk is full",
  ],
  [
    sqliteError("disk I/O error", IOERR_FSYNC),
    "unavailable",
    true,
    "the disk failed",
  ],
  [
    sqliteError("database is locked", 5),
    "unavailable",
    true,
    "another process",
  ],
  [sqliteError("database is locked"), "unavailable", true, "another process"],
  [
    sqliteError("attempt to write a readonly database", 8),
    "unavailable",
    true,
    "may not be written",
  ],
  [
    sqliteError("unable to open database file: x.db"),
    "unavailable",
    true,
    "the disk failed",
  ],
  [
    sqliteError("database disk image is malformed", 11),
    "damaged",
    false,
    "restore a backup",
  ],
  [sqliteError("file is not a database"), "damaged", false, "restore a backup"],
  [
    sqliteError("UNIQUE constraint failed", CONSTRAINT_PRIMARYKEY),
    "refused",
    false,
    "UNIQUE",
  ],
  [new DamagedError("event 3 is damaged"), "damaged", false, "event 3"],
  [new TypeError("x is undefined"), "refused", false, "x is undefined"],
];

for (const [error, kind, all, words] of CASES) {
  Deno.test(`[E17] "${error.message}" means ${kind}${all ? " for all" : ""}`, () => {
    const failure = failureOf(error, "room lobby");
    assertEquals(failure.kind as string, kind);
    assertStringIncludes(failure.message, words);
    assertEquals(failsAll(error), all);
  });
}

Deno.test("[E17] what SQLite did not throw has no result code", () => {
  assertEquals(["text", null, new Error("other")].map(resultCode), [0, 0, 0]);
});
