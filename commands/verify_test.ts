import { alter } from "../server/store/testing/alter.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { snapshotRow } from "../server/store/sqlite/rows/snapshot_row.ts";
import { SAMPLE_TIME } from "../server/store/testing/store_samples.ts";
import { openStore, withDatabase } from "./database/testing/sample_database.ts";
import { call, runTask } from "./testing/run_command.ts";
import { verify } from "./verify.ts";

const SEEN = "3 rooms, 20 events, 3 snapshots, 22 answers, 2 chat lines";

Deno.test("[E24] verify finds nothing in a sound database, and changes nothing of it", () =>
  withDatabase(async (path, folder) => {
    const before = Deno.readFileSync(path);
    assertEquals(await call(verify, ["--db", path]), {
      code: 0,
      out: `${path} is sound: ${SEEN}\n`,
      err: "",
    });
    assertEquals(Deno.readFileSync(path), before);
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert(left.includes("inkroom.db") && left.length <= 3);
  }));

Deno.test("[E24] verify reads the file of a server that runs", () =>
  withDatabase(async (path) => {
    const store = await openStore(path);
    const { code, out } = await call(verify, [], { env: { INKROOM_DB: path } });
    assertEquals([code, out], [0, `${path} is sound: ${SEEN}\n`]);
    await store.close();
  }));

const HARMS: [what: string, sql: string, told: RegExp, advice: RegExp][] = [
  [
    "an event that was altered",
    "update drawing_events set user_id = 'u_eve' where room_id = 'lobby' and seq = 3",
    /^room lobby: event 3 is damaged \(its checksum does not match\)$/m,
    /restore a backup/,
  ],
  [
    "events that are missing",
    "delete from drawing_events where room_id = 'lobby' and seq in (4, 5)",
    /^room lobby: events 4–5 are missing$/m,
    /restore a backup/,
  ],
  [
    "a last event that is missing",
    "delete from drawing_events where room_id = 'lobby' and seq = 12",
    /^room lobby: event 12 is missing$/m,
    /restore a backup/,
  ],
  [
    "what an event removed, altered",
    "update drawing_events set removed = replace(removed, 'gone', 'gonE') where room_id = 'lobby'",
    /^room lobby: event 12 is damaged/m,
    /restore a backup/,
  ],
  [
    "an answer that was altered",
    "update drawing_events set answer = '2' where room_id = 'lobby' and cseq = 7",
    /^room lobby: event 7 is damaged \(its checksum does not match\)$/m,
    /restore a backup/,
  ],
  [
    "an answer that outlived its event, altered",
    "update answers set body = replace(body, 'ok', 'no') where room_id = 'trimmed' and cseq = 3",
    /^room trimmed: the answer to number 3 of a client is damaged$/m,
    /restore a backup/,
  ],
  [
    "a chat line that was altered",
    "update chat_messages set text = 'never said' where room_id = 'lobby'",
    /^room lobby: chat line 1 is damaged$/m,
    /restore a backup/,
  ],
  [
    "a name that was altered",
    "update people set name = 'eve' where room_id = 'lobby'",
    /^room lobby: the name of u_ana is damaged$/m,
    /restore a backup/,
  ],
  [
    "a snapshot's header that was altered",
    "update room_snapshots set created_at = 1 where room_id = 'lobby' and chunk = 0",
    /^room lobby: snapshot 8 is damaged \(its header\)$/m,
    /nothing is lost/,
  ],
  [
    "a part of a snapshot that was altered",
    "update room_snapshots set snapshot = replace(snapshot, 'u_ana', 'u_eve') where room_id = 'lobby' and chunk = 1",
    /^room lobby: snapshot 8 is damaged \(part 1 of 2\)$/m,
    /nothing is lost/,
  ],
  [
    "a part of a snapshot that is missing",
    "delete from room_snapshots where room_id = 'lobby' and chunk = 1",
    /^room lobby: snapshot 8 is damaged \(part 1 of 2\)$/m,
    /nothing is lost/,
  ],
  [
    "the only beginning of a trimmed room, altered",
    "update room_snapshots set created_at = 1 where room_id = 'trimmed' and last_seq = 4 and chunk = 0",
    /^room trimmed: snapshot 4 is damaged/m,
    /restore a backup/,
  ],
  [
    "a horizon without its snapshot",
    "update rooms set horizon = 5 where room_id = 'trimmed'",
    /^room trimmed: its log begins after event 5, and there is no snapshot 5$/m,
    /restore a backup/,
  ],
  [
    "a wrong number of shapes",
    "update rooms set shapes = 77 where room_id = 'lobby'",
    /^room lobby: the list of rooms tells of 77 shapes, it has \d+$/m,
    /nothing is lost/,
  ],
  [
    "an index that is missing",
    "drop index drawing_events_by_origin",
    /^index drawing_events_by_origin is missing in its schema$/m,
    /restore a backup/,
  ],
  [
    "rows of no room",
    "pragma foreign_keys = off; delete from rooms where room_id = 'lobby'",
    /^rows of no room in drawing_events: 12$/m,
    /restore a backup/,
  ],
];

for (const [what, sql, told, advice] of HARMS) {
  Deno.test(`[E24] verify tells of ${what}, and what to do`, () =>
    withDatabase(async (path) => {
      alter(path, sql);
      const { code, out, err } = await call(verify, ["--db", path]);
      assertEquals([code, err], [1, ""]);
      const lines = out.split("\n");
      const at = lines.findIndex((line) => told.test(line));
      assert(at >= 0, out);
      assert(advice.test(lines[at + 1]!), lines[at + 1]);
      assert(lines.at(-2)!.startsWith(`${path} is damaged: `));
    }));
}

Deno.test("[E24] verify finds a snapshot that is sound in itself, and not what the log gives", () =>
  withDatabase(async (path) => {
    const text = "[]";
    const snapshot = { seq: 10, format: 1, at: SAMPLE_TIME };
    const chunk = snapshotRow("lobby", snapshot, 1, text);
    const header = snapshotRow(
      "lobby",
      snapshot,
      0,
      JSON.stringify({ logBytes: 9, size: 2, checksums: [chunk.crc] }),
    );
    const values = [chunk, header].map((row) =>
      `('lobby', 10, ${row.chunk}, '${row.snapshot}', ${row.created_at}, 1, ${row.crc})`
    );
    alter(path, `insert into room_snapshots values ${values.join(", ")}`);
    const { code, out } = await call(verify, ["--db", path]);
    assertEquals(code, 1);
    assert(/snapshot 10 is not what the log before it gives/.test(out), out);
  }));

Deno.test("[E24] many findings in one room are counted, and hide no other room's", () =>
  withDatabase(async (path) => {
    alter(
      path,
      "update drawing_events set user_id = 'u_eve' where room_id = 'lobby';" +
        "update drawing_events set user_id = 'u_eve' where room_id = 'trimmed' and seq = 9",
    );
    const { out } = await call(verify, ["--db", path]);
    assert(/^room trimmed: event 9 is damaged/m.test(out), out);
    assert(/^room lobby: 2 more like these$/m.test(out), out);
  }));

Deno.test("[E24] a page that SQLite can't read is told", () =>
  withDatabase(async (path) => {
    const bytes = Deno.readFileSync(path);
    // Behind the schema: every page's header becomes one that no page has.
    for (let page = 4_096 * 3; page < bytes.length; page += 4_096) {
      bytes.fill(0x55, page, page + 8);
    }
    Deno.writeFileSync(path, bytes);
    const { code, out } = await call(verify, ["--db", path]);
    assertEquals(code, 1);
    assert(/SQLite finds|reading broke off/.test(out), out);
  }));

Deno.test("[T5] verify refuses wrong flags with one line and code 2, files it can't use with code 1", () =>
  withDatabase(async (path, folder) => {
    const missing = join(folder, "none.db");
    const text = join(folder, "text.db");
    await Deno.writeTextFile(text, "Dear diary");
    const cases: [string[], number, RegExp][] = [
      [["--bd", path], 2, /unknown option '--bd'.*; see --help$/],
      [[path], 2, /argument.*; see --help$/],
      [["--db"], 2, /argument missing.*; see --help$/],
      [["--db", missing], 1, /there is no such file$/],
      [["--db", folder], 1, /there is no such file$/],
      [["--db", text], 1, /not a SQLite database/],
    ];
    for (const [args, code, words] of cases) {
      const said = await call(verify, args);
      assertEquals([said.code, said.out], [code, ""]);
      assert(/^inkroom: [^\n]*\n$/.test(said.err), said.err);
      assert(words.test(said.err.trimEnd()), said.err);
    }
    assert(!Deno.readTextFileSync(text).includes("SQLite"));
  }));

Deno.test("[T5] verify --help gives examples", async () => {
  const { code, out, err } = await call(verify, ["--help"]);
  assertEquals([code, err], [0, ""]);
  assert(out.includes("deno task verify --db"));
});

Deno.test("[T6] verify shows how far it is on a terminal, and leaves nothing of that", () =>
  withDatabase(async (path) => {
    const quiet = await call(verify, ["--db", path]);
    assertEquals(quiet.err, "");
    const shown = await call(verify, ["--db", path], { isTerminal: true });
    assertEquals(shown.out, quiet.out);
    assert(shown.err.startsWith("\rchecking the file 0 %"), shown.err);
    assert(shown.err.endsWith("\r\x1b[K"));
  }));

Deno.test("[E24] deno task verify, as a program with no more rights than it needs", () =>
  withDatabase(async (path) => {
    const sound = await runTask("verify", "--db", path);
    assertEquals(sound, {
      code: 0,
      out: `${path} is sound: ${SEEN}\n`,
      err: "",
    });
    alter(path, "delete from drawing_events where seq = 12");
    const { code, out } = await runTask("verify", "--db", path);
    assertEquals(code, 1);
    assert(out.includes("event 12 is missing"));
  }));
