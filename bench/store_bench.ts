/**
 * What the store costs on top of SQLite: the same rows in the same number of transactions, through
 * `append` and as bare inserts on the main thread, taken in turns in one run.
 *
 * ```sh
 * deno run --allow-read --allow-write bench/store_bench.ts
 * ```
 *
 * @module
 */

import { delay } from "@std/async";
import { join } from "@std/path";
import type { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../server/store/sqlite/sqlite_store.ts";
import { openDatabase } from "../server/store/sqlite/sqlite_file.ts";
import {
  appendRows,
  eventsIn,
} from "../server/store/sqlite/rows/append_rows.ts";
import { QUERIES } from "../server/store/sqlite/queries.ts";
import type { Append, Store } from "../server/store/store.ts";
import { Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { OURS } from "./report/row.ts";
import { inTurn, selectionOf } from "./report/selection.ts";
import {
  numberedAppend,
  openRooms,
  plainAppend,
} from "../server/store/testing/store_samples.ts";

const { round } = selectionOf(Deno.args);
/** Times that each has its turn. */
const TURNS = isQuick ? 1 : 3;
const ROWS = isQuick ? 2_000 : 20_000;
const MAX_COMMITS = 1_000;
/** The part of the rows that come first, and don't count: a server has been running for long. */
const WARM_UP = 1 / 2;
const SETS = 2;
/** Who stands beside ours. */
const BARE = "bare SQLite";

/**
 * How the rows of one transaction come: `rooms` appends of `events` events each.
 *
 * As on a busy server, while one transaction is written the next one is made ready: two sets of
 * rooms take turns, each waiting for its own outcome only.
 */
interface Load {
  readonly name: string;
  readonly rooms: number;
  readonly events: number;
  readonly answers: boolean;
}

const LOADS: readonly Load[] = [
  { name: "1 event a commit", rooms: 1, events: 1, answers: false },
  { name: "1 room x 100 events", rooms: 1, events: 100, answers: false },
  { name: "100 rooms x 1 event", rooms: 100, events: 1, answers: false },
  {
    name: "100 rooms x 1 event + answer",
    rooms: 100,
    events: 1,
    answers: true,
  },
];

function roomsOf(load: Load): string[] {
  return Array.from(
    { length: SETS * load.rooms },
    (_, i) => `room-${i % SETS}-${Math.floor(i / SETS)}`,
  );
}

/** All appends of a load, one array a transaction. */
function appendsOf(load: Load): Append[][] {
  const size = load.rooms * load.events;
  const count = Math.ceil(Math.min(ROWS, size * MAX_COMMITS) / size);
  return Array.from({ length: count }, (_, i) => {
    const set = i % SETS;
    const head = Math.floor(i / SETS) * load.events;
    return Array.from({ length: load.rooms }, (_, room) => {
      const roomId = `room-${set}-${room}`;
      return load.answers
        ? numberedAppend(roomId, head, "c".repeat(64), head + 1)
        : plainAppend(roomId, head, load.events);
    });
  });
}

function rowsIn(groups: readonly (readonly Append[])[]): number {
  // An answer lies in the row of its event.
  return groups.flat().reduce((rows, { events }) => rows + events.length, 0);
}

/** Rows a second through the store. */
async function throughStore(path: string, load: Load): Promise<number> {
  const store: Store = await openSqliteStore(path, { synchronous: "full" });
  await openRooms(store, ...roomsOf(load));
  const groups = appendsOf(load);
  const warmUp = Math.floor(groups.length * WARM_UP);
  await appendAll(store, groups, 0, warmUp);
  const start = performance.now();
  await appendAll(store, groups, warmUp, groups.length);
  const seconds = (performance.now() - start) / 1_000;
  await store.close();
  return rowsIn(groups.slice(warmUp)) / seconds;
}

/** Appends the groups from `from` to `to`, the sets in turns. */
async function appendAll(
  store: Store,
  groups: readonly (readonly Append[])[],
  from: number,
  to: number,
): Promise<void> {
  await Promise.all(
    Array.from(
      { length: SETS },
      (_, set) => appendSet(store, groups.slice(from, to), set),
    ),
  );
}

async function appendSet(
  store: Store,
  groups: readonly (readonly Append[])[],
  set: number,
): Promise<void> {
  // Sets that began in one turn would stay together, in transactions of twice the size.
  await delay(set);
  for (let i = set; i < groups.length; i += SETS) {
    const outcomes = await store.append(groups[i]!);
    if (outcomes.some(({ kind }) => kind !== "committed")) {
      throw new Error("an append was not committed");
    }
  }
}

/** Rows a second as inserts of rows that are made already, into the same tables. */
function bare(path: string, load: Load): number {
  const db: DatabaseSync = openDatabase({
    path,
    synchronous: "full",
    busyMs: 0,
    maxBytes: null,
  });
  const addRoom = db.prepare(QUERIES.addRoom);
  for (const roomId of roomsOf(load)) addRoom.run(roomId, 0);
  const groups = appendsOf(load).map((appends) =>
    appends.map(appendRows).flatMap((rows) =>
      eventsIn(rows).map((values) => [rows.roomId, ...values])
    )
  );
  const addEvent = db.prepare(QUERIES.addEvent);
  const insert = (group: typeof groups[number]) => {
    db.exec("begin immediate");
    for (const values of group) addEvent.run(...values);
    db.exec("commit");
  };
  const warmUp = Math.floor(groups.length * WARM_UP);
  groups.slice(0, warmUp).forEach(insert);
  const start = performance.now();
  groups.slice(warmUp).forEach(insert);
  const seconds = (performance.now() - start) / 1_000;
  db.close();
  return groups.slice(warmUp).flat().length / seconds;
}

async function measure(load: Load): Promise<void> {
  const folder = await Deno.makeTempDir();
  const rates: Record<string, number[]> = { [OURS]: [], [BARE]: [] };
  const ways = [[OURS, throughStore], [BARE, bare]] as const;
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, way] of inTurn(ways, round + turn)) {
      const path = join(folder, `${name} ${turn}.db`);
      rates[name]!.push(await way(path, load));
    }
  }
  await Deno.remove(folder, { recursive: true });
  measured.add(
    {
      measure: `append, ${load.name}`,
      what: "events through the store, beside bare inserts of the same rows " +
        "in as many synced transactions",
    },
    { figure: "rows a second", unit: "rows/s", better: "more" },
    rates,
  );
}

const measured = new Measured("store", [
  { name: OURS, role: "ours" },
  { name: BARE, role: "limit" },
]);
for (const load of LOADS) {
  tell(`append, ${load.name}`);
  await measure(load);
}
report(measured.found);
