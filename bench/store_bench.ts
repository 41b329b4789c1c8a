/**
 * What the store costs on top of SQLite: the same rows in the same number of transactions, through
 * `append` and as bare inserts on the main thread. Both take turns, a part of a second each, since a
 * machine that others use too is twice as fast in some seconds as in others.
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
/** Times that each has its turn after the first one, which does not count. */
const TURNS = isQuick ? 1 : 6;
/** Rows until what one costs is steady: a server has been running for long. */
const WARM_UP = isQuick ? 1_000 : 10_000;
/** Rows in a turn. */
const ROWS = isQuick ? 1_000 : 5_000;
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

/** Transactions that a number of rows makes, as many for each set. */
function commitsOf(load: Load, rows: number): number {
  return SETS * Math.ceil(rows / load.rooms / load.events / SETS);
}

/** All appends of a load, one array a transaction, one list a turn. */
function* turnsOf(load: Load): Generator<Append[][]> {
  let done = 0;
  for (let turn = 0; turn <= TURNS; turn++) {
    const count = commitsOf(load, turn === 0 ? WARM_UP : ROWS);
    yield Array.from({ length: count }, (_, i) => appendsOf(load, done + i));
    done += count;
  }
}

/** The appends of one transaction. */
function appendsOf(load: Load, commit: number): Append[] {
  const set = commit % SETS;
  const head = Math.floor(commit / SETS) * load.events;
  return Array.from({ length: load.rooms }, (_, room) => {
    const roomId = `room-${set}-${room}`;
    return load.answers
      ? numberedAppend(roomId, head, "c".repeat(64), head + 1)
      : plainAppend(roomId, head, load.events);
  });
}

function rowsIn(groups: readonly (readonly Append[])[]): number {
  // An answer lies in the row of its event.
  return groups.flat().reduce((rows, { events }) => rows + events.length, 0);
}

/** Writes what it is given in a turn; resolves to how many milliseconds that took. */
interface Way {
  write(groups: readonly Append[][]): Promise<number>;
  close(): Promise<void> | void;
}

/** Through the store. */
async function throughStore(path: string, load: Load): Promise<Way> {
  const store: Store = await openSqliteStore(path, { synchronous: "full" });
  await openRooms(store, ...roomsOf(load));
  return {
    async write(groups) {
      const start = performance.now();
      // The sets in turns.
      await Promise.all(
        Array.from({ length: SETS }, (_, set) => appendSet(store, groups, set)),
      );
      return performance.now() - start;
    },
    close: () => store.close(),
  };
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

/** As inserts of rows that are made already, into the same tables. */
function bare(path: string, load: Load): Way {
  const db: DatabaseSync = openDatabase({
    path,
    synchronous: "full",
    busyMs: 0,
    maxBytes: null,
  });
  const addRoom = db.prepare(QUERIES.addRoom);
  for (const roomId of roomsOf(load)) addRoom.run(roomId, 0);
  const addEvent = db.prepare(QUERIES.addEvent);
  return {
    write(groups) {
      const made = groups.map((appends) =>
        appends.map(appendRows).flatMap((rows) =>
          eventsIn(rows).map((values) => [rows.roomId, ...values])
        )
      );
      const start = performance.now();
      for (const group of made) {
        db.exec("begin immediate");
        for (const values of group) addEvent.run(...values);
        db.exec("commit");
      }
      return Promise.resolve(performance.now() - start);
    },
    close: () => db.close(),
  };
}

async function measure(load: Load): Promise<void> {
  const folder = await Deno.makeTempDir();
  const ways = [
    { name: OURS, way: await throughStore(join(folder, "ours.db"), load) },
    { name: BARE, way: bare(join(folder, "bare.db"), load) },
  ];
  const rates: Record<string, number[]> = { [OURS]: [], [BARE]: [] };
  let turn = 0;
  for (const groups of turnsOf(load)) {
    for (const { name, way } of inTurn(ways, round + turn)) {
      const ms = await way.write(groups);
      if (turn > 0) rates[name]!.push(rowsIn(groups) / ms * 1_000);
    }
    turn++;
  }
  for (const { way } of ways) await way.close();
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
