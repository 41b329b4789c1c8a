import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import { BEAT_MS, GONE_MS, NOTES_SUFFIX, SqliteNotes } from "./sqlite_notes.ts";

async function withFile(body: (path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    body(join(folder, "rooms.db"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What is in the file, and a number that changes with each write of anybody. */
function fileOf(path: string) {
  const db = new DatabaseSync(path + NOTES_SUFFIX);
  return {
    version: () => db.prepare("pragma data_version").get()!.data_version,
    count: (table: string) =>
      db.prepare(`select count(*) as n from ${table}`).get()!.n,
    lock: () => db.exec("begin immediate"),
    age: (ms: number) =>
      db.exec(`update notes set at = at - ${ms};
        update servers set at = at - ${ms}`),
    close: () => db.close(),
  };
}

Deno.test("[E21] notes are heard by the others, in their order, and by nobody who came later", () =>
  withFile((path) => {
    const ana = new SqliteNotes(path, "ana", 0);
    const ben = new SqliteNotes(path, "ben", 0);
    assertEquals(ana.look(1), { notes: [], hasReaders: true });
    assertEquals(ben.look(1), { notes: [], hasReaders: true });
    ana.post(["one", "two"], 2);
    const eve = new SqliteNotes(path, "eve", 2);
    ana.post(["three"], 2);
    assertEquals(ben.look(3)?.notes, ["one", "two", "three"]);
    assertEquals(eve.look(3)?.notes, ["three"]);
    assertEquals([ben.look(4), ana.look(4)], [null, null]);
    for (const notes of [ana, ben, eve]) notes.close();
  }));

Deno.test("[E21] a server that is alone writes nothing; two that have nothing to say, a sign of life now and then", () =>
  withFile((path) => {
    const ana = new SqliteNotes(path, "ana", 0);
    const file = fileOf(path);
    const before = file.version();
    for (let now = 50; now <= 60_000; now += 50) {
      ana.post(["nobody hears that"], now);
      assertEquals(ana.look(now), null);
    }
    assertEquals(file.version(), before);

    const ben = new SqliteNotes(path, "ben", 60_000);
    let writes = 0, version = file.version();
    for (let now = 60_050; now <= 120_000; now += 50) {
      for (const notes of [ana, ben]) {
        notes.look(now);
        if (file.version() !== version) writes++;
        version = file.version();
      }
    }
    assert(writes <= 2 * (60_000 / BEAT_MS + 2), `${writes} writes`);
    for (const one of [ana, ben, file]) one.close();
  }));

Deno.test("[E21] a server that leaves is gone at once; one that died, after a while; one that was stopped comes back", () =>
  withFile((path) => {
    const ana = new SqliteNotes(path, "ana", 0);
    let ben = new SqliteNotes(path, "ben", 0);
    assertEquals(ana.look(1)?.hasReaders, true);
    ben.close();
    assertEquals(ana.look(2)?.hasReaders, false);

    ben = new SqliteNotes(path, "ben", 3);
    assertEquals(ana.look(4)?.hasReaders, true);
    // From here on ben says nothing more.
    assertEquals(ana.look(4 + GONE_MS), null);
    assertEquals(ana.look(5 + GONE_MS)?.hasReaders, false);

    ben.look(6 + GONE_MS);
    assertEquals(ana.look(7 + GONE_MS)?.hasReaders, true);
    for (const notes of [ana, ben]) notes.close();
  }));

Deno.test("[E21] old notes and dead servers do not pile up", () =>
  withFile((path) => {
    const ana = new SqliteNotes(path, "ana", 0);
    const ben = new SqliteNotes(path, "ben", 0);
    const file = fileOf(path);
    ana.look(1);
    ana.post(Array(100).fill("old"), 2);
    file.age(60_000);
    ana.look(3);
    ana.look(4 + BEAT_MS);
    assertEquals([file.count("notes"), file.count("servers")], [0, 1]);
    // Ben is alive all the same, and says so when it is his turn.
    ben.look(5 + BEAT_MS);
    assertEquals(file.count("servers"), 2);
    for (const one of [ana, ben, file]) one.close();
  }));

Deno.test("[E21] who can't write loses notes, waits for nobody for long, and goes on later", () =>
  withFile((path) => {
    const ana = new SqliteNotes(path, "ana", 0);
    const ben = new SqliteNotes(path, "ben", 0);
    const file = fileOf(path);
    ana.look(1);
    file.lock();
    for (let now = 2; now < 900; now++) ana.post(["lost"], now);
    file.close();
    // Nor is it tried again at once: each try would make the log wait.
    ana.post(["lost as well"], 900);
    ana.post(["heard"], 2_000);
    assertEquals(ben.look(2_001)?.notes, ["heard"]);
    for (const notes of [ana, ben]) notes.close();
  }));

Deno.test("[E21] a file that a power cut has left damaged is made anew", () =>
  withFile((path) => {
    Deno.writeTextFileSync(path + NOTES_SUFFIX, "what is left".repeat(1_000));
    const ana = new SqliteNotes(path, "ana", 0);
    const ben = new SqliteNotes(path, "ben", 0);
    ana.look(1);
    ana.post(["still here"], 2);
    assertEquals(ben.look(3)?.notes, ["still here"]);
    for (const notes of [ana, ben]) notes.close();
  }));
