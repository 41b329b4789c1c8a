import { alter } from "../server/store/testing/alter.ts";
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { join } from "@std/path";
import { makeOldDatabase } from "../server/store/testing/old_database.ts";
import { numberedAppend } from "../server/store/testing/store_samples.ts";
import { backup } from "./backup.ts";
import {
  contents,
  epochOf,
  openStore,
  withDatabase,
} from "./database/testing/sample_database.ts";
import { call, runTask } from "./testing/run_command.ts";
import { restore } from "./restore.ts";
import { verify } from "./verify.ts";

/** Runs something with a database and a backup of it. */
function withBackup(
  body: (at: { path: string; out: string; folder: string }) => Promise<void>,
): Promise<void> {
  return withDatabase(async (path, folder) => {
    const out = join(folder, "out.db");
    assertEquals((await call(backup, ["--db", path, out])).code, 0);
    await body({ path, out, folder });
  });
}

async function stateOf(
  path: string,
): Promise<{ contents: unknown; epoch: string }> {
  const store = await openStore(path);
  try {
    return { contents: await contents(store), epoch: await epochOf(store) };
  } finally {
    await store.close();
  }
}

const filesIn = (folder: string) =>
  [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("[E24] a restored database holds the events, answers, chat and secret of the backup, under a new epoch", () =>
  withBackup(async ({ path, out, folder }) => {
    const before = await stateOf(path);
    const db = join(folder, "new.db");
    const said = await call(restore, [out, "--db", db]);
    assertEquals([said.code, said.err], [0, ""]);
    assert(said.out.startsWith(`${db} is restored from ${out}: rooms 3`));
    assertEquals(filesIn(folder), ["inkroom.db", "new.db", "out.db"]);
    const after = await stateOf(db);
    assertEquals(after.contents, before.contents);
    assertNotEquals(after.epoch, before.epoch);
    assertEquals((await call(verify, ["--db", db])).code, 0);
    const again = join(folder, "again.db");
    await call(restore, [out, "--db", again]);
    assertNotEquals((await stateOf(again)).epoch, after.epoch);
  }));

Deno.test("[E24] a restored room goes on where the backup ended, and knows whom it answered", () =>
  withBackup(async ({ path, out, folder }) => {
    const store = await openStore(path);
    await store.append([numberedAppend("lobby", 12, "c1", 12)]);
    await store.close();
    const db = join(folder, "new.db");
    await call(restore, [out, "--db", db]);
    const restored = await openStore(db);
    assertEquals((await restored.readClient("lobby", "c1")).lastCseq, 11);
    const [outcome] = await restored.append([
      numberedAppend("lobby", 12, "c1", 12),
    ]);
    assertEquals(outcome, { kind: "committed" });
    await restored.close();
  }));

Deno.test("[E24] a file that is there is replaced only by force, and kept aside", () =>
  withBackup(async ({ path, out, folder }) => {
    const store = await openStore(path);
    await store.append([numberedAppend("lobby", 12, "c1", 12)]);
    await store.close();
    const old = await stateOf(path);

    const refused = await call(restore, [out, "--db", path]);
    assertEquals([refused.code, refused.out], [1, ""]);
    assert(refused.err.includes("it is there already. Add --force"));
    assertEquals(await stateOf(path), old);

    const nowhere = join(folder, "none", "inkroom.db");
    const { err } = await call(restore, [out, "--db", nowhere]);
    const reason = `there is no folder ${join(folder, "none")}. Make it`;
    assert(err.startsWith(`inkroom: Cannot write ${nowhere}: ${reason}`), err);

    const args = [out, "--db", path, "--force"];
    const said = await call(restore, args);
    assertEquals(said.code, 0);
    const aside = /the old file is (.*)\n/.exec(said.out)![1]!;
    assertEquals(await stateOf(aside), old);
    assertEquals((await stateOf(path)).contents, (await stateOf(out)).contents);
    const again = await call(restore, args);
    assert(!again.out.includes(`is ${aside}\n`));
    assertEquals(await stateOf(aside), old);
    assertEquals(
      filesIn(folder).filter((name) =>
        /\.part|journal|^inkroom.db-/.test(name)
      ),
      [],
    );
  }));

Deno.test("[E24] a file that a server uses is not replaced, not even by force", () =>
  withBackup(async ({ path, out }) => {
    const store = await openStore(path);
    const before = await contents(store);
    for (const args of [[out, "--db", path], [out, "--db", path, "--force"]]) {
      const { code, err } = await call(restore, args);
      assertEquals(code, 1);
      assert(/it is there already|a server uses it/.test(err), err);
    }
    const { err } = await runTask("restore", out, "--db", path, "--force");
    assert(err.includes("a server uses it. Stop that first"), err);
    assertEquals(await contents(store), before);
    const append = numberedAppend("lobby", 12, "c1", 12);
    assertEquals(await store.append([append]), [{ kind: "committed" }]);
    await store.close();
  }));

Deno.test("[E24] servers that start while backups are restored: each serves the file that is there, or restore refuses", () =>
  withBackup(async ({ path, out }) => {
    for (let round = 0; round < 5; round++) {
      const starting = openStore(path);
      const { code } = await call(restore, [out, "--db", path, "--force"]);
      const store = await starting;
      const served = await epochOf(store);
      await store.close();
      assertEquals(served, (await stateOf(path)).epoch);
      assert(code === 0 || code === 1);
    }
  }));

Deno.test("[E24] a damaged database can be replaced, and its log does not get into the new one", () =>
  withBackup(async ({ path, out, folder }) => {
    await Deno.writeTextFile(
      path,
      "SQLite format 3\0" + "\u0001".repeat(9_000),
    );
    await Deno.writeTextFile(`${path}-wal`, "what a crash has left");
    const { code, err } = await call(restore, [out, "--db", path, "--force"]);
    assertEquals([code, err], [0, ""]);
    assertEquals((await stateOf(path)).contents, (await stateOf(out)).contents);
    const aside = filesIn(folder).filter((name) => name.includes(".before-"));
    assert(aside.length >= 1);
  }));

Deno.test("[E24] a damaged backup is told, and nothing is changed", () =>
  withBackup(async ({ path, out, folder }) => {
    alter(
      out,
      "delete from drawing_events where room_id = 'lobby' and seq = 3",
    );
    const before = await stateOf(path);
    for (const db of [path, join(folder, "new.db")]) {
      const { code, err } = await call(restore, [out, "--db", db, "--force"]);
      assertEquals(code, 1);
      assert(err.includes("room lobby: event 3 is missing"), err);
      assert(err.includes("nothing was changed"));
    }
    assertEquals(await stateOf(path), before);
    assertEquals(
      filesIn(folder).filter((name) => /new|part|before/.test(name)),
      [],
    );
  }));

Deno.test("[E25] a backup of an older inkroom is brought up to date", () =>
  withDatabase(async (_path, folder) => {
    const out = join(folder, "old.db");
    makeOldDatabase(out, 1);
    const refused = await call(verify, ["--db", out]);
    assertEquals(refused.code, 1);
    assert(refused.err.includes("an older inkroom made it"), refused.err);
    const db = join(folder, "new.db");
    const said = await call(restore, [out, "--db", db]);
    assertEquals([said.code, said.err], [0, ""]);
    assertEquals((await call(verify, ["--db", db])).code, 0);
    const restored = await openStore(db);
    assertEquals((await restored.readAfter("lobby", 0, 100)).length, 3);
    await restored.close();
  }));

Deno.test("[T5] restore refuses what it can't use with one line; --help gives examples", () =>
  withBackup(async ({ path, out, folder }) => {
    const cases: [string[], number, RegExp][] = [
      [[], 2, /argument.*; see --help/],
      [[out, "x"], 2, /argument.*; see --help/],
      [[out, "--froce"], 2, /--froce.*; see --help/],
      [[join(folder, "none.db"), "--db", join(folder, "n")], 1, /no such file/],
      [[path, "--db", path, "--force"], 1, /from itself/],
    ];
    for (const [args, code, words] of cases) {
      const said = await call(restore, args);
      assertEquals([said.code, said.out], [code, ""]);
      assert(/^inkroom: [^\n]*\n$/.test(said.err), said.err);
      assert(words.test(said.err), said.err);
    }
    const { code, out: help } = await call(restore, ["--help"]);
    assertEquals(code, 0);
    assert(help.includes("--force"));
  }));

Deno.test("[E24] deno task restore, as a program", () =>
  withBackup(async ({ out, folder }) => {
    const db = join(folder, "new.db");
    const said = await runTask("restore", out, "--db", db);
    assertEquals([said.code, said.err], [0, ""]);
    assertEquals((await stateOf(db)).contents, (await stateOf(out)).contents);
  }));
