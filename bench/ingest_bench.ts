/**
 * How many transactions a second a server takes in, each durable before its ack: twenty clients,
 * each moving a shape of its own, over real sockets, beside bare inserts of as many rows. Once
 * nobody listens, and once all listen to all.
 *
 * The clients run in this process, the server in one of its own: two cores, as on a small
 * machine.
 *
 * ```sh
 * deno run --allow-net --allow-read --allow-write --allow-run --allow-env bench/ingest_bench.ts
 * ```
 *
 * @module
 */

import { DatabaseSync } from "node:sqlite";
import { join } from "@std/path";
import { WebSocket } from "ws";
import { percentile } from "./report/figures.ts";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { inTurn, selectionOf } from "./report/selection.ts";
import { startProcess } from "./server_process.ts";

const { round } = selectionOf(Deno.args);
const CLIENTS = 20;
/** Transactions that a client has unanswered at most; the server allows 64. */
const WINDOW = 48;
const TX_PER_CLIENT = isQuick ? 100 : 3_000;
/** Before them, on the same server: it has been running for long. */
const WARM_TX_PER_CLIENT = isQuick ? 10 : 1_000;

/** One client: sends as fast as its window allows; resolves when all is acked. */
function client(
  url: string,
  room: string,
  index: number,
  count: number,
  content: "none" | "events",
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url}/ws`, { perMessageDeflate: false });
    const send = (message: unknown) => socket.send(JSON.stringify(message));
    const sent = new Map<number, number>();
    let cseq = 0, acked = 0;
    const tx = (ops: unknown[]) => {
      sent.set(++cseq, performance.now());
      send({ type: "tx", roomId: room, cseq, ops });
    };
    socket.on("open", () => {
      const clientId = `bench-client-${room}-${index}-000000`;
      send({ type: "hello", protocol: 1, clientId, name: `bench ${index}` });
      send({ type: "join_room", roomId: room, content });
    });
    socket.on("error", reject);
    socket.on("message", (data: { toString(): string }) => {
      const message = JSON.parse(data.toString());
      if (message.type === "joined") {
        tx([{
          op: "create",
          shape: { id: `s${index}`, type: "rectangle", x: 0, y: 0 },
        }]);
        return;
      }
      if (message.type === "nack" || message.type === "error") {
        return reject(new Error(data.toString()));
      }
      if (message.type !== "ack") return;
      latencies.push(performance.now() - sent.get(message.cseq)!);
      sent.delete(message.cseq);
      acked++;
      if (acked === count) {
        socket.close();
        return resolve();
      }
      while (cseq < count && sent.size < WINDOW) {
        tx([{ op: "move", ids: [`s${index}`], dx: 1, dy: 0 }]);
      }
    });
  });
}

/** Rows a second of bare inserts of the same size, 64 a commit, synced. */
function bareInserts(folder: string): number {
  const db = new DatabaseSync(join(folder, `bare-${crypto.randomUUID()}.db`));
  db.exec(
    "pragma journal_mode = wal; pragma synchronous = full; create table e(room, seq, ops, primary key (room, seq)) without rowid",
  );
  const insert = db.prepare("insert into e values ('lobby', ?, ?)");
  const ops = JSON.stringify([{ op: "move", ids: ["s1"], dx: 1, dy: 0 }]);
  const rows = CLIENTS * TX_PER_CLIENT;
  const start = performance.now();
  for (let seq = 0; seq < rows;) {
    db.exec("begin immediate");
    for (let i = 0; i < 64; i++) insert.run(seq++, ops);
    db.exec("commit");
  }
  const rate = rows / (performance.now() - start) * 1_000;
  db.close();
  return rate;
}

/** Twenty clients in one room, with so many transactions each. */
async function work(
  url: string,
  content: "none" | "events",
  count: number,
): Promise<{ rate: number; p50: number; p99: number }> {
  const latencies: number[] = [];
  const room = `${content}-${count}`;
  const start = performance.now();
  await Promise.all(
    Array.from(
      { length: CLIENTS },
      (_, i) => client(url, room, i, count, content, latencies),
    ),
  );
  const seconds = (performance.now() - start) / 1_000;
  return {
    rate: CLIENTS * count / seconds,
    p50: percentile(latencies, 50)!,
    p99: percentile(latencies, 99)!,
  };
}

const KINDS = [["nobody listens", "none"], ["all listen", "events"]] as const;
const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
const db = join(folder, "rooms.db");
const server = await startProcess(["--db", db, "--unlimited"]);
const measured = new Measured("ingest", [
  { name: "inkroom", role: "ours" },
  { name: "bare SQLite, 64 a commit", role: "limit" },
]);
try {
  for (const [, content] of KINDS) {
    await work(server.url, content, WARM_TX_PER_CLIENT);
  }
  for (const [name, content] of inTurn(KINDS, round)) {
    tell(`as fast as it goes, ${name}`);
    const { rate, p50, p99 } = await work(server.url, content, TX_PER_CLIENT);
    const measure = {
      measure: `as fast as it goes, ${name}`,
      what: `${CLIENTS} clients, each with up to ${WINDOW} transactions that ` +
        "are not acknowledged yet",
    };
    measured.add(
      measure,
      { figure: "durable transactions a second", unit: "tx/s", better: "more" },
      { inkroom: rate, "bare SQLite, 64 a commit": bareInserts(folder) },
    );
    measured.add(measure, inMs("p50 to the durable ack"), { inkroom: p50 });
    measured.add(measure, inMs("p99 to the durable ack"), { inkroom: p99 });
  }
} finally {
  await server.stop();
  await Deno.remove(folder, { recursive: true });
}
report(measured.found);
