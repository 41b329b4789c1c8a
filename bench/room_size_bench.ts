/**
 * What a room's size costs, over real sockets: one edit in a room of 100,000 shapes against one
 * of 100; coming back after 10,000 missed changes against joining anew; memory a shape.
 *
 * ```sh
 * deno run --allow-net --allow-read --allow-write --allow-run --allow-env bench/room_size_bench.ts
 * ```
 *
 * @module
 */

import { join } from "@std/path";
import { WebSocket } from "ws";
import { percentile } from "./report/figures.ts";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report } from "./report/report.ts";
import { startProcess } from "./server_process.ts";

const LARGE = isQuick ? 5_000 : 100_000, SMALL = 100;
const EDITS = isQuick ? 20 : 400, MISSED = isQuick ? 1_000 : 10_000;

type Message = { type: string } & Record<string, unknown>;

/** A raw client of one room, one request at a time. */
class Client {
  readonly #socket: WebSocket;
  readonly #heard: Message[] = [];
  #wake = () => {};
  #cseq = 0;
  /** Bytes received. */
  bytes = 0;

  private constructor(readonly room: string, socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: { toString(): string }) => {
      const text = data.toString();
      this.bytes += text.length;
      this.#heard.push(JSON.parse(text));
      this.#wake();
    });
  }

  /** Connects and says hello. */
  static async open(url: string, room: string): Promise<Client> {
    const socket = new WebSocket(`${url}/ws`, { perMessageDeflate: false });
    await new Promise((resolve, reject) =>
      socket.once("open", resolve).once("error", reject)
    );
    const client = new Client(room, socket);
    const clientId = crypto.randomUUID();
    client.send({ type: "hello", protocol: 1, clientId, name: "bench" });
    return client;
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** The next message that fits; what comes before it is dropped. */
  async next(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const message = this.#heard.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => this.#wake = resolve);
      } else if (message.type === "nack" || message.type === "error") {
        throw new Error(JSON.stringify(message));
      } else if (fits(message)) return message;
    }
  }

  /** Joins; resolves with the answer when all of the content has come. */
  async join(options: Record<string, unknown> = {}): Promise<Message> {
    this.send({ type: "join_room", roomId: this.room, ...options });
    const joined = await this.next(({ type }) => type === "joined");
    const isContent = ({ type, last }: Message) =>
      (type === "snapshot" || type === "delta") && last === true;
    if (joined.mode !== "none") await this.next(isContent);
    return joined;
  }

  /** Sends a transaction; resolves when it is acked. */
  async tx(ops: unknown[]): Promise<void> {
    const cseq = ++this.#cseq;
    this.send({ type: "tx", roomId: this.room, cseq, ops });
    await this.next((message) =>
      message.type === "ack" && message.cseq === cseq
    );
  }

  close(): void {
    this.#socket.close();
  }
}

const shape = (i: number) => ({
  id: `shape_${i}`,
  type: "rectangle",
  x: (i % 400) * 100,
  y: Math.floor(i / 400) * 100,
  text: `box ${i}`,
});

async function fill(client: Client, count: number): Promise<void> {
  for (let from = 0; from < count; from += 250) {
    const ops = Array.from(
      { length: Math.min(250, count - from) },
      (_, i) => ({ op: "create", shape: shape(from + i) }),
    );
    await client.tx(ops);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Asked of `ps`: Deno reads nothing of other processes, unless it may do everything. */
async function residentBytes(pid: number): Promise<number> {
  const args = ["-o", "rss=", "-p", `${pid}`];
  const { stdout } = await new Deno.Command("ps", { args }).output();
  return Number(new TextDecoder().decode(stdout)) * 1_024;
}

const folder = await Deno.makeTempDir({ prefix: "inkroom-bench-" });
const server = await startProcess([
  "--db",
  join(folder, "rooms.db"),
  "--unlimited",
]);
try {
  const small = await Client.open(server.url, "small");
  const large = await Client.open(server.url, "large");
  await small.join({ content: "none" });
  await large.join({ content: "none" });
  await fill(small, SMALL);
  const before = await residentBytes(server.pid);
  await fill(large, LARGE);
  const after = await residentBytes(server.pid);

  const edits: Record<"small" | "large", number[]> = { small: [], large: [] };
  for (let i = 0; i < EDITS; i++) {
    const ops = [{
      op: "set",
      id: `shape_${i % SMALL}`,
      props: { color: "red" },
    }];
    edits.small.push(await timed(() => small.tx(ops)));
    edits.large.push(await timed(() => large.tx(ops)));
  }

  const reader = await Client.open(server.url, "large");
  const { epoch, head } = await reader.join();
  reader.close();
  for (let from = 0; from < MISSED; from += 250) {
    await large.tx(Array.from({ length: 250 }, (_, i) => ({
      op: "set",
      id: `shape_${from + i}`,
      props: { fill: "green" },
    })));
  }
  const resume: number[] = [],
    anew: number[] = [],
    bytes = { resume: 0, anew: 0 };
  for (let i = 0; i < 5; i++) {
    const back = await Client.open(server.url, "large");
    resume.push(await timed(() => back.join({ since: head, epoch })));
    bytes.resume = back.bytes;
    back.close();
    const fresh = await Client.open(server.url, "large");
    anew.push(await timed(() => fresh.join()));
    bytes.anew = fresh.bytes;
    fresh.close();
  }
  const measured = new Measured("size", [{ name: "inkroom", role: "ours" }]);
  const measure = {
    measure: "a room's size",
    what: `what an edit, a join and a shape cost in a room of ${
      LARGE.toLocaleString("en")
    } shapes`,
  };
  const add = (figure: string, values: number[]) =>
    measured.add(measure, inMs(figure), { inkroom: values });
  const compare = (figure: string, a: number[], b: number[]) =>
    measured.add(measure, { figure, unit: "×", better: "less" }, {
      inkroom: percentile(a, 50)! / percentile(b, 50)!,
    });
  add(`one edit to its ack, ${SMALL} shapes`, edits.small);
  add("one edit to its ack, in the large room", edits.large);
  compare("one edit, large room against small", edits.large, edits.small);
  add("join anew", anew);
  add(`resume after ${MISSED.toLocaleString("en")} changes`, resume);
  compare("resume against join", resume, anew);
  const inBytes = { unit: "bytes", better: "less" } as const;
  measured.add(measure, { figure: "bytes to join anew", ...inBytes }, {
    inkroom: bytes.anew,
  });
  measured.add(measure, { figure: "bytes to resume", ...inBytes }, {
    inkroom: bytes.resume,
  });
  measured.add(measure, { figure: "server memory a shape", ...inBytes }, {
    inkroom: (after - before) / LARGE,
  });
  report(measured.found);
  small.close();
  large.close();
} finally {
  await server.stop();
  await Deno.remove(folder, { recursive: true });
}
