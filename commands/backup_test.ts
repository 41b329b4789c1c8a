import { alter } from "../server/store/testing/alter.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { numberedAppend } from "../server/store/testing/store_samples.ts";
import { backup } from "./backup.ts";
import {
  contents,
  epochOf,
  openStore,
  withDatabase,
} from "./database/testing/sample_database.ts";
import { call, runTask } from "./testing/run_command.ts";
import { verify } from "./verify.ts";

/** Names of what is in a folder but for the logs of an open database. */
function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => !/^inkroom\.db-(wal|shm)$/.test(name)).sort();
}

Deno.test("[E24] a backup holds everything, and is a database of its own", () =>
  withDatabase(async (path, folder) => {
    const out = join(folder, "out.db");
    const { code, err, out: said } = await call(backup, ["--db", path, out]);
    assertEquals([code, err], [0, ""]);
    assert(said.startsWith(`${out} is a backup of ${path}: `));
    assertEquals(filesIn(folder), ["inkroom.db", "out.db"]);
    assertEquals((await call(verify, ["--db", out])).code, 0);
    const [here, there] = [await openStore(path), await openStore(out)];
    assertEquals(await contents(there), await contents(here));
    assertEquals(await epochOf(there), await epochOf(here));
    await here.close();
    await there.close();
  }));

Deno.test("[E24] a backup of a server that is being drawn on is one moment of it, and stops nobody", () =>
  withDatabase(async (path, folder) => {
    const store = await openStore(path);
    let isDone = false;
    let head = 12;
    const drawing = (async () => {
      while (!isDone) {
        const append = numberedAppend("lobby", head, "c2", head - 11);
        const [outcome] = await store.append([append]);
        assertEquals(outcome, { kind: "committed" });
        head += 1;
      }
    })();
    const heads: number[] = [];
    for (let n = 1; n <= 3; n++) {
      const out = join(folder, `out-${n}.db`);
      const before = head;
      const { code } = await call(backup, ["--db", path, out]);
      assertEquals(code, 0);
      assertEquals((await call(verify, ["--db", out])).code, 0);
      const copy = await openStore(out);
      const copied = (await copy.listRooms())
        .find(({ roomId }) => roomId === "lobby")!.head;
      const { lastCseq } = await copy.readClient("lobby", "c2");
      assertEquals(lastCseq, copied - 12);
      assert(before <= copied && copied <= head);
      heads.push(copied);
      await copy.close();
    }
    isDone = true;
    await drawing;
    await store.close();
    assert(heads[0]! < heads[2]!);
  }));

Deno.test("[E24] a backup overwrites nothing", () =>
  withDatabase(async (path, folder) => {
    const out = join(folder, "precious.txt");
    await Deno.writeTextFile(out, "precious");
    for (const there of [out, path, folder]) {
      const { code, err } = await call(backup, ["--db", path, there]);
      assertEquals(code, 1);
      assert(err.includes("a backup overwrites nothing. Name another file"));
    }
    assertEquals(await Deno.readTextFile(out), "precious");
    assertEquals(filesIn(folder), ["inkroom.db", "precious.txt"]);
  }));

Deno.test("[E24] what can't be backed up leaves nothing behind", () =>
  withDatabase(async (path, folder) => {
    const out = join(folder, "out.db");
    const text = join(folder, "text.txt");
    await Deno.writeTextFile(text, "Dear diary");
    for (const from of [join(folder, "none.db"), text]) {
      assertEquals((await call(backup, ["--db", from, out])).code, 1);
    }
    const nowhere = join(folder, "none", "out.db");
    const { code, err } = await call(backup, ["--db", path, nowhere]);
    assertEquals(code, 1);
    const reason = `there is no folder ${join(folder, "none")}. Make it`;
    assert(err.startsWith(`inkroom: Cannot write ${nowhere}: ${reason}`), err);
    assertEquals(filesIn(folder), ["inkroom.db", "text.txt"]);
  }));

Deno.test("[E24] a damaged row is backed up as it is, and verify tells of it", () =>
  withDatabase(async (path, folder) => {
    alter(path, "update chat_messages set text = 'x' where room_id = 'lobby'");
    const out = join(folder, "out.db");
    assertEquals((await call(backup, ["--db", path, out])).code, 0);
    assertEquals((await call(verify, ["--db", out])).code, 1);
  }));

Deno.test("[T5] backup refuses wrong flags with one line and code 2; --help gives examples", async () => {
  for (const args of [[], ["a", "b"], ["--bd", "x", "out"]]) {
    const { code, out, err } = await call(backup, args);
    assertEquals([code, out], [2, ""]);
    assert(/^inkroom: [^\n]*; see --help\n$/.test(err), err);
  }
  const { code, out } = await call(backup, ["--help"]);
  assertEquals(code, 0);
  assert(out.includes("deno task backup --db"));
});

Deno.test("[E24] deno task backup, as a program, beside a server", () =>
  withDatabase(async (path, folder) => {
    const store = await openStore(path);
    const out = join(folder, "out.db");
    const said = await runTask("backup", "--db", path, out);
    assertEquals([said.code, said.err], [0, ""]);
    const copy = await openStore(out);
    assertEquals(await contents(copy), await contents(store));
    await copy.close();
    await store.close();
  }));
