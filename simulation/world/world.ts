/**
 * Everything there is in a simulation: a clock, servers on their disks, clients on theirs, and
 * the lines between them. It moves only when it is told to, one happening at a time.
 *
 * @module
 */

import { MemoryStore } from "../../server/store/memory/memory_store.ts";
import type { Append } from "../../server/store/store.ts";
import type { Socket as ServerSocket } from "../../server/ws/socket.ts";
import type { Answered } from "../../shared/client/room_client_events.ts";
import type { SocketHandlers } from "../../shared/client/connection/socket.ts";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import type { ServerMessage } from "../../shared/schema/server_message.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { Life } from "../checks/life.ts";
import { Sights } from "../checks/sights.ts";
import { checkTold } from "../checks/witness.ts";
import { Typed } from "../checks/typed.ts";
import type { Plan } from "../plan.ts";
import { Random } from "../random.ts";
import { must, Violation } from "../violation.ts";
import { Alphabet } from "../workload.ts";
import { Guest } from "./guest.ts";
import { type Happening, quiet } from "./happening.ts";
import { Line } from "./line.ts";
import { LineWatch } from "./line_watch.ts";
import { SimBus } from "./sim_bus.ts";
import { SimClient } from "./sim_client.ts";
import { Posters } from "./poster.ts";
import { ROOM, SimServer } from "./sim_server.ts";

/**
 * What the operator is told when a fault that was asked for happens, or when another server has
 * answered a number already; all else is a crash.
 */
const EXPECTED_LOG =
  /a fault that was asked for|number \d+ of this client is in room/;

/** A world, from its beginning. */
export class World {
  readonly clock = new FakeClock();
  readonly clients: SimClient[] = [];
  /** `null`: it is dead. */
  readonly servers: (SimServer | null)[] = [];
  readonly guest: Guest | null;
  readonly posters: Posters;
  readonly lives: Life[] = [];
  readonly alphabet = new Alphabet();
  readonly typed = new Typed();
  readonly sights = new Sights();
  /** What somebody did and has no answer to, and who. */
  readonly open = new Map<string, SimClient>();
  /** What happened, if anybody wants to read it. */
  readonly trace: string[] | null;
  readonly #watch = new LineWatch({
    accept: (line, socket) => this.#accept(line, socket),
    lifeOf: (line) => this.lives[line.life]!,
    headOf: (line) =>
      this.servers[line.server]?.host?.room.document.seq ?? Infinity,
    sights: this.sights,
    fail: (error) => this.fail(error),
  });
  readonly #bus: SimBus;
  readonly #retain: number | null;
  readonly #pageSize: number;
  #store = new MemoryStore({ epoch: "life-0" });
  #lines: Line[] = [];
  #lineCount = 0;
  #connections = 0;
  #groups = 0;
  #violation: Violation | null = null;

  constructor(plan: Plan, trace: string[] | null = null) {
    this.trace = trace;
    this.#retain = plan.retain ?? null;
    this.#pageSize = plan.pageSize ?? Infinity;
    this.#bus = new SimBus(new Random(plan.seed));
    this.lives.push(new Life("life-0", this.#watch.sentTxs));
    for (let i = 0; i < plan.servers; i++) {
      this.servers.push(null);
      this.startServer(i);
    }
    plan.clients.forEach((setup, index) => {
      this.clients.push(
        new SimClient({
          index,
          setup,
          clock: this.clock,
          connect: (client, server, handlers) =>
            this.connect(client.name, server, handlers, client),
          onAnswer: (client, answered) => this.#answered(client, answered),
          onProblem: (client, message) => this.#problem(client, message),
        }),
      );
    });
    this.guest = plan.hasGuest
      ? new Guest(
        (handlers) => this.connect("guest", 0, handlers),
        (run) => void this.clock.after(500, run),
      )
      : null;
    this.posters = this.#posters();
  }

  /** What is on disk now. */
  get life(): Life {
    return this.lives.at(-1)!;
  }

  /** The disk, for a replay from cold. */
  get store(): MemoryStore {
    return this.#store;
  }

  /** Names the next thing that somebody does. */
  nextGroup(): string {
    return `g${++this.#groups}`;
  }

  /** Notes what happens. */
  note(text: () => string): void {
    this.trace?.push(`${this.clock.monotonic()} ms: ${text()}`);
  }

  /** Breaks off at the first violation. */
  fail(error: unknown): void {
    this.#violation ??= error instanceof Violation ? error : new Violation(
      "crash",
      error instanceof Error ? error.stack! : `${error}`,
    );
  }

  /** @throws {Violation} if one was found. */
  check(): void {
    if (this.#violation !== null) throw this.#violation;
  }

  /** Opens a line to a server; numbers beyond the last server begin again at the first. */
  connect(
    name: string,
    server: number,
    handlers: SocketHandlers,
    owner: SimClient | null = null,
  ): Line {
    const to = server % this.servers.length;
    const title = `line ${++this.#lineCount} (${name}, server ${to})`;
    const line = new Line(title, to, this.#watch, handlers);
    line.pageSize = this.#pageSize;
    if (owner !== null) this.#watch.own(line, owner);
    this.#lines.push(line);
    return line;
  }

  /** Transactions that were sent on a line. */
  txsOn(line: Line): readonly string[] {
    return this.#watch.txsOn(line);
  }

  /** Starts a server, unless it runs. */
  startServer(index: number): void {
    if (this.servers[index] !== null) return;
    this.servers[index] = new SimServer({
      name: `server ${index}`,
      store: this.#store.reopen(),
      clock: this.clock,
      limits: DEFAULT_LIMITS,
      onAppended: (appends, outcomes) =>
        this.#watch.check(() => {
          appends.forEach((append, i) => {
            if (outcomes[i]!.kind === "committed") this.#committed(append);
          });
        }),
      onTrim: (horizon) => {
        const { head } = this.life;
        const kept = head - horizon;
        this.#watch.check(() =>
          must(
            this.#retain !== null && kept >= this.#retain,
            2,
            () => `of ${head} events ${kept} are kept`,
          )
        );
      },
      log: (line) => this.#logged(index, line),
      retain: this.#retain,
      bus: this.#bus.join(),
      nextConnection: () => ++this.#connections,
    });
  }

  /** Kills a server; of what it sent, some messages still arrive on each line. */
  killServer(index: number, random: Random): void {
    const server = this.servers[index];
    if (!server) return;
    server.kill();
    this.servers[index] = null;
    for (const line of this.#lines) {
      if (line.server === index) line.serverDies(random.below(4));
    }
  }

  /** All servers die, and the disk is as it was after `kept` commits: another life begins. */
  async restoreBackup(kept: number, random: Random): Promise<void> {
    this.servers.forEach((_, index) => this.killServer(index, random));
    const epoch = `life-${this.lives.length}`;
    const appends = this.life.appends.slice(0, kept);
    this.#store = new MemoryStore({ epoch });
    await this.#store.openRoom(ROOM, { create: true, now: 0 });
    for (const append of appends) await this.#store.append([append]);
    this.lives.push(Life.from(epoch, this.#watch.sentTxs, appends));
  }

  /** A client's process dies: what it did and did not keep is nobody's concern any more. */
  killClient(client: SimClient): void {
    client.kill();
    // What is kept at once outlives the process, letter by letter.
    if (client.setup.outbox !== "quick") this.typed.excuse(client.name);
    const kept = new Set(client.disk?.txs.map(({ group }) => group));
    for (const [group, owner] of this.open) {
      if (owner === client && !kept.has(group)) this.open.delete(group);
    }
  }

  /** All that may happen next, but for the passing of time. */
  happenings(): Happening[] {
    const next: Happening[] = [];
    for (const server of this.servers) {
      if (server !== null) next.push(...server.disk.happenings());
    }
    for (const client of this.clients) {
      if (client.disk !== null) next.push(...client.disk.happenings());
    }
    const slow: Happening[] = [];
    for (const line of this.#lines) {
      (line.isSlow ? slow : next).push(...line.happenings());
    }
    next.push(...this.#bus.happenings());
    return next.length > 0 ? next : slow;
  }

  /** Lets all that follows from what was just done come to its end. */
  async settle(): Promise<void> {
    await quiet();
    this.check();
  }

  /** The world is over: every process dies. */
  end(): void {
    for (const server of this.servers) server?.kill();
    for (const client of this.clients) client.kill();
  }

  /** Lets one thing happen, and all that follows from it by itself. */
  async happen(happening: Happening): Promise<void> {
    this.note(happening.name);
    this.#watch.turn();
    happening.run();
    await quiet();
    this.check();
  }

  /** Time passes until the next thing is due. */
  async tick(): Promise<void> {
    this.#watch.turn();
    this.clock.advance(this.clock.nextIn ?? 1);
    await quiet();
    this.check();
  }

  /** Nothing goes wrong any more: all that is dead is started, all that stalls reads on. */
  heal(): void {
    this.servers.forEach((server, index) => {
      server?.disk.heal();
      this.startServer(index);
    });
    for (const client of this.clients) client.start();
    for (const line of this.#lines) line.isStalled = false;
    this.#lines = this.#lines.filter((line) => !line.isOver);
  }

  #posters(): Posters {
    return new Posters({
      post: async (index, request) => {
        const server = this.servers[index % this.servers.length];
        return server
          ? await server.post(request)
          : await new Promise(() => {});
      },
      later: (ms, run) => void this.clock.after(ms, run),
      sent: (client, text) =>
        this.#watch.sentTxs.add(client, { cseq: 1, ...JSON.parse(text), text }),
      told: (client, reply) => {
        this.note(() => `${client} is told ${JSON.stringify(reply)}`);
        checkTold({ ...reply, cseq: 1 } as ServerMessage, client, this.life);
      },
      fail: (error) => this.fail(error),
    });
  }

  #accept(line: Line, socket: ServerSocket): boolean {
    const server = this.servers[line.server];
    if (!server) return false;
    line.life = this.lives.length - 1;
    server.accept(socket);
    return true;
  }

  #committed(append: Append): void {
    this.note(() =>
      `on disk: ${JSON.stringify(append.events.map(({ event }) => event))}`
    );
    this.life.committed(append);
  }

  #answered(client: SimClient, { group, answer, ops }: Answered): void {
    this.note(() =>
      `${client.name} hears of ${group}: ${JSON.stringify(answer)}`
    );
    // It was typed into a shape that was not there, or not any more.
    if (answer.type === "ack" && answer.results.includes("dropped")) {
      this.typed.excuse(client.name);
    }
    if (answer.type === "ack" && answer.results.includes("exists")) {
      this.typed.excuseDeletions(client.name);
    }
    if (
      answer.type === "nack" && answer.code === "invalid" &&
      answer.path?.endsWith("base")
    ) {
      const why = `${group} of ${client.name} was of another life`;
      this.fail(new Violation(4, `${why}: ${answer.message}`));
    }
    if (answer.type === "nack" && answer.code === "stale") {
      const at = Number(/^ops\.(\d+)$/.exec(answer.path ?? "")?.[1]);
      if (ops[at]?.op === "restore" && this.#retain === null) {
        const why = `${group} of ${client.name} was refused as trimmed`;
        this.fail(new Violation(6, `${why}, and nothing ever is`));
      }
    }
    if (group !== null && answer.type !== "unanswered") {
      this.open.delete(group);
    }
  }

  #problem(client: SimClient, message: string): void {
    if (message.startsWith("from the server")) {
      this.fail(new Error(`${client.name}: ${message}`));
    }
  }

  #logged(server: number, line: string): void {
    this.note(() => `server ${server} logs: ${line}`);
    if (!EXPECTED_LOG.test(line)) {
      this.fail(new Error(`server ${server}: ${line}`));
    }
  }
}
