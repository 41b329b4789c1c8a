/**
 * How many transactions a second a server takes in, each durable before its ack: twenty clients,
 * each moving a shape of its own, over real sockets, beside bare inserts of as many rows. Once
 * nobody listens, and once all
 * listen to all.
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
import { startProcess } from "./server_process.ts";

const CLIENTS = 20;
/** Transactions that a client has unanswered at most; the server allows 64. */
const WINDOW = 48;
const TX_PER_CLIENT = 3_000;
const ROUNDS = 3;

/** One client: sends as fast as its window allows; resolves when all is acked. */
function client(
  url: string,
  room: string,
  index: number,
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
      if (acked === TX_PER_CLIENT) {
        socket.close();
        return resolve();
      }
      while (cseq < TX_PER_CLIENT && sent.size < WINDOW) {
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

/** A row of the table: the median of its rounds, and all of them. */
class Row {
  readonly #rounds: number[] = [];

  constructor(readonly digits: number) {}

  add(value: number): void {
    this.#rounds.push(value);
  }

  toJSON(): { median: string; rounds: string } {
    const sorted = this.#rounds.toSorted((a, b) => a - b);
    return {
      median: sorted[sorted.length >> 1]!.toFixed(this.digits),
      rounds: this.#rounds.map((value) => value.toFixed(this.digits)).join(" "),
    };
  }
}

/** Twenty clients in one room; adds to the rows of their kind. */
async function round(
  url: string,
  room: string,
  content: "none" | "events",
  [rate, p50, p99]: readonly [Row, Row, Row],
): Promise<void> {
  const latencies: number[] = [];
  const start = performance.now();
  const all = Array.from(
    { length: CLIENTS },
    (_, i) => client(url, room, i, content, latencies),
  );
  await Promise.all(all);
  rate.add(CLIENTS * TX_PER_CLIENT / (performance.now() - start) * 1_000);
  latencies.sort((a, b) => a - b);
  p50.add(latencies[latencies.length >> 1]!);
  p99.add(latencies[Math.floor(latencies.length * 0.99)]!);
}

const rowsOfKind = () => [new Row(0), new Row(1), new Row(1)] as const;
const alone = rowsOfKind(), together = rowsOfKind(), bare = new Row(0);
const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
const db = join(folder, "rooms.db");
const server = await startProcess(["--db", db, "--unlimited"]);
try {
  for (let i = 0; i < ROUNDS; i++) {
    await round(server.url, `alone-${i}`, "none", alone);
    await round(server.url, `together-${i}`, "events", together);
    bare.add(bareInserts(folder));
  }
} finally {
  await server.stop();
  await Deno.remove(folder, { recursive: true });
}
const table = {
  "durable tx/s, 20 clients, nobody listens": alone[0],
  "  ms to the ack, p50": alone[1],
  "  ms to the ack, p99": alone[2],
  "durable tx/s, 20 clients, all listen": together[0],
  "  ms to the ack, p50 ": together[1],
  "  ms to the ack, p99 ": together[2],
  "bare inserts/s, 64 a commit": bare,
};
// deno-lint-ignore no-console
console.table(JSON.parse(JSON.stringify(table)));
