/** Clients on bad lines, and a server that is killed again and again: nothing lost, nothing twice. */

import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { Replica } from "./replica.ts";
import { Wire } from "./wire.ts";
import { Writer } from "./writer.ts";

const MAIN = join(import.meta.dirname!, "..", "..", "server", "main.ts");
const WRITERS = 4;
const COUNT = 150;
const KILLS = 5;

/** A server that can be killed, and comes up again over the same file. */
class Victim {
  readonly #db: string;
  #child: Deno.ChildProcess | null = null;
  #port: Promise<number> = Promise.reject(new Error("not started"));

  constructor(db: string) {
    this.#db = db;
    this.#port.catch(() => {});
  }

  /** Resolves when the server that runs now listens. */
  get port(): Promise<number> {
    return this.#port;
  }

  start(): Promise<number> {
    return this.#port = this.#start();
  }

  /** kill -9, and up again. */
  async restart(): Promise<void> {
    const child = this.#child!;
    const up = Promise.withResolvers<number>();
    this.#port = up.promise;
    child.kill("SIGKILL");
    await child.status;
    up.resolve(await this.#start());
  }

  async end(): Promise<void> {
    this.#child?.kill("SIGKILL");
    await this.#child?.status;
  }

  async #start(): Promise<number> {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-check", "--no-prompt", "--allow-net", "--allow-read"],
        ...["--allow-write", "--allow-env", MAIN, "--port", "0"],
        ...["--db", this.#db, "--unlimited"],
      ],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const reader = this.#child.stdout.getReader();
    let said = "";
    while (!said.includes("\n")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the server ended after: ${said}`);
      said += new TextDecoder().decode(value);
    }
    await reader.cancel();
    return Number(/:(\d+)\n/.exec(said)![1]);
  }
}

/** The log, replayed; each event's `seq` by its group. */
async function replay(
  port: number,
): Promise<{ replica: Replica; groups: Map<string, number> }> {
  const wire = await Wire.open(port);
  const clientId = "reader-of-the-adversary";
  await wire.send({ type: "hello", protocol: 1, clientId, name: "reader" });
  const room = { roomId: "chaos" };
  await wire.send({ type: "join_room", content: "none", ...room });
  const replica = new Replica();
  const groups = new Map<string, number>();
  for (let after: number | null = 0; after !== null;) {
    await wire.send({ type: "history", after, limit: 1_000, ...room });
    let page = await wire.next();
    while (page.type !== "history") page = await wire.next();
    for (const event of page.events) {
      assert(!groups.has(event.group), `${event.group} is there twice`);
      groups.set(event.group, event.seq);
      replica.apply(event);
    }
    after = page.next;
  }
  wire.cut();
  return { replica, groups };
}

for (const seed of [1, 2]) {
  Deno.test(`[E16] [E17] [P4] [P6] ${KILLS} kills, cut lines, repeated messages: what was acked is there once, and all have one room (seed ${seed})`, async () => {
    const folder = await Deno.makeTempDir();
    const victim = new Victim(`${folder}/chaos.db`);
    await victim.start();
    let answers = 0;
    let killing: Promise<void> = Promise.resolve();
    const killAt = Math.floor(WRITERS * COUNT / (KILLS + 1));
    const onAnswer = () => {
      if (++answers % killAt === 0 && answers / killAt <= KILLS) {
        killing = killing.then(() => victim.restart());
      }
    };
    const writers = Array.from({ length: WRITERS }, (_, i) =>
      new Writer({
        name: `w${i}`,
        seed: 1_000 * seed + i,
        count: COUNT,
        port: () => victim.port,
        onAnswer,
      }));
    try {
      await Promise.all(writers.map((writer) => writer.run()));
      await killing;
      const { replica, groups } = await replay(await victim.port);
      await Promise.all(writers.map((writer) => writer.run(replica.seq)));
      for (const writer of writers) {
        assertEquals(writer.replica.canonical(), replica.canonical());
        let last = 0;
        for (let cseq = 1; cseq <= COUNT; cseq++) {
          const answer = writer.answers.get(cseq);
          const seq = groups.get(writer.group(cseq));
          if (seq === undefined) {
            assert(!writer.hasMade(cseq), `${writer.group(cseq)} is lost`);
            continue;
          }
          assertEquals([answer.type, answer.seq], ["ack", seq]);
          assert(seq > last, "a client's transactions are in its order");
          last = seq;
        }
      }
      assertEquals(groups.size, replica.seq);
    } finally {
      await victim.end();
      await Deno.remove(folder, { recursive: true });
    }
  });
}
