import { assert, assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import { SCHEMA_VERSION } from "./migrations.ts";
import { openDatabase } from "./sqlite_file.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { StoreError } from "../store.ts";
import { openRooms, plainAppend } from "../testing/store_samples.ts";

function settings(path: string) {
  return { path, synchronous: "full", busyMs: 10, maxBytes: null } as const;
}

function inFolder(body: (folder: string) => void): () => void {
  return () => {
    const folder = Deno.makeTempDirSync();
    try {
      body(folder);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  };
}

function otherDatabase(path: string): void {
  const db = new DatabaseSync(path);
  db.exec("create table songs (title text)");
  db.close();
}

function inkroomDatabase(path: string, change: string): void {
  openDatabase(settings(path)).close();
  const db = new DatabaseSync(path);
  db.exec(change);
  db.close();
}

const REFUSED: [string, (path: string) => void, string][] = [
  [
    "a file that is not a database",
    (path) => Deno.writeTextFileSync(path, "Dear diary, ".repeat(1_000)),
    "it is not a SQLite database",
  ],
  [
    "a short file",
    (path) => Deno.writeTextFileSync(path, "x"),
    "it is not a SQLite database",
  ],
  [
    "a database whose header is damaged behind its first bytes",
    (path) =>
      Deno.writeTextFileSync(
        path,
        "SQLite format 3\0".padEnd(4_096, "\u0001"),
      ),
    "Restore a backup, or move it away",
  ],
  [
    "a database cut off in the middle of its tables",
    (path) => {
      openDatabase(settings(path)).close();
      Deno.truncateSync(path, 4_096);
    },
    "Restore a backup, or move it away",
  ],
  [
    "another program's database",
    otherDatabase,
    "it is another program's database",
  ],
  [
    "a database of a newer inkroom",
    (path) =>
      inkroomDatabase(
        path,
        `update meta set schema_version = ${SCHEMA_VERSION + 1}`,
      ),
    "Use a newer inkroom",
  ],
];

for (const [what, make, advice] of REFUSED) {
  Deno.test(
    `[E24] ${what} is refused with what to do, and left as it is`,
    inFolder((folder) => {
      const path = join(folder, "x.db");
      make(path);
      const before = Deno.readFileSync(path);
      const error = assertThrows(
        () => openDatabase(settings(path)),
        StoreError,
        `Cannot open ${path}: `,
      );
      assert(error.message.includes(advice), error.message);
      assertEquals(Deno.readFileSync(path), before);
    }),
  );
}

Deno.test(
  "[E24] a missing folder is refused with what to do",
  inFolder((folder) => {
    const path = join(folder, "none", "x.db");
    assertThrows(
      () => openDatabase(settings(path)),
      StoreError,
      `there is no folder ${join(folder, "none")}. Make it`,
    );
  }),
);

Deno.test(
  "[E24] a folder in the file's place is refused",
  inFolder((folder) => {
    assertThrows(
      () => openDatabase(settings(folder)),
      StoreError,
      "see to it that the file and its folder can be read and written",
    );
  }),
);

const AMISS: [what: string, change: string, told: string][] = [
  [
    "an index",
    "drop index drawing_events_by_origin",
    "index drawing_events_by_origin is missing in its schema",
  ],
  [
    "a trigger",
    "drop trigger drawing_events_are_never_updated",
    "trigger drawing_events_are_never_updated is missing in its schema",
  ],
  [
    "an index of other columns",
    "drop index answers_by_age; create index answers_by_age on answers (room_id)",
    "index answers_by_age is not as it should be in its schema",
  ],
];

for (const [what, change, told] of AMISS) {
  Deno.test(
    `[E24] a database where ${what} is amiss is refused at start`,
    inFolder((folder) => {
      const path = join(folder, "x.db");
      inkroomDatabase(path, change);
      const { message } = assertThrows(
        () => openDatabase(settings(path)),
        StoreError,
      );
      assertEquals(
        message,
        `Cannot open ${path}: ${told}. Restore a backup, or name another file`,
      );
    }),
  );
}

Deno.test("[E24] tables that are not as they should be are refused by the store", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "x.db");
  inkroomDatabase(path, "alter table rooms rename column least_head to tail");
  let refusal: unknown;
  await openSqliteStore(path, { synchronous: "full" })
    .catch((error) => refusal = error);
  assert(refusal instanceof StoreError);
  assert(refusal.message.includes("table rooms is not as it should be"));
  await Deno.remove(folder, { recursive: true });
});

Deno.test(
  "[E20] an empty file becomes a database",
  inFolder((folder) => {
    const path = join(folder, "x.db");
    Deno.writeTextFileSync(path, "");
    openDatabase(settings(path)).close();
    openDatabase(settings(path)).close();
  }),
);

Deno.test(
  "[E17] the database keeps a log ahead, syncs it in full, and waits for locks",
  inFolder((folder) => {
    const db = openDatabase(settings(join(folder, "x.db")));
    const read = (pragma: string) =>
      Object.values(db.prepare(`pragma ${pragma}`).get()!)[0];
    assertEquals(
      ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map(read),
      ["wal", 2, 1, 10],
    );
    db.close();
  }),
);

Deno.test("[E20] events are never updated", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "x.db");
  const store = await openSqliteStore(path, { synchronous: "full" });
  await openRooms(store, "lobby");
  await store.append([plainAppend("lobby", 0)]);
  await store.close();
  const db = new DatabaseSync(path);
  assertThrows(
    () => db.exec("update drawing_events set user_id = 'u_mallory'"),
    Error,
    "events are never updated",
  );
  db.close();
  await Deno.remove(folder, { recursive: true });
});
