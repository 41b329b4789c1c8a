import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { DatabaseSync } from "node:sqlite";
import { plainAppend } from "../testing/store_samples.ts";
import { appendRows } from "./rows/append_rows.ts";
import { openDatabase } from "./sqlite_file.ts";
import { prepareAll, SqliteReader } from "./sqlite_reader.ts";
import { SqliteWriter } from "./sqlite_writer.ts";

/** A database of which one statement fails, as it does on a disk that fails. */
function failing(
  db: DatabaseSync,
  sql: string,
  code: number,
  message: string,
): DatabaseSync {
  const run = () => {
    throw Object.assign(new Error(message), { errcode: code });
  };
  return new Proxy(db, {
    get(target, name) {
      if (name === "prepare") {
        return (text: string) => text === sql ? { run } : target.prepare(text);
      }
      const value = target[name as keyof DatabaseSync];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const CASES = [
  ["begin immediate", 10, "disk I/O error", "unavailable"],
  ["begin immediate", 5, "database is locked", "unavailable"],
  // All of it may be in the log by then, where a restart would find it.
  ["commit", 10, "disk I/O error", "unknown"],
  ["commit", 13, "database or disk is full", "unavailable"],
] as const;

for (const [sql, code, message, kind] of CASES) {
  Deno.test(`[E17] [E21] "${message}" at "${sql}": what became of the writes is ${kind}, of each of them`, async () => {
    const folder = await Deno.makeTempDir();
    const db = openDatabase({
      path: join(folder, "rooms.db"),
      synchronous: "normal",
      busyMs: 100,
      maxBytes: null,
    });
    const statements = prepareAll(db);
    const reader = new SqliteReader(statements);
    const writer = new SqliteWriter(
      failing(db, sql, code, message),
      statements,
      reader,
    );
    const write = (roomId: string) => ({
      kind: "append" as const,
      input: appendRows(plainAppend(roomId, 0)),
    });
    const results = writer.commit(["lobby", "attic"].map(write));
    assertEquals(
      results.map((result) => result.ok ? "ok" : result.failure.kind),
      [kind, kind],
    );
    assertEquals(db.isTransaction, false);
    db.close();
    await Deno.remove(folder, { recursive: true });
  });
}
