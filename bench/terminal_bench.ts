/**
 * The terminal client as somebody meets it: on a pseudo-terminal, with a server of its own.
 *
 * ```sh
 * deno run -A bench/terminal_bench.ts
 * ```
 *
 * - T40: first paint, beside an Ink hello world, in turns in one run.
 * - T36: from a key, and from another's change, to the screen.
 * - T34, T35: bytes while nothing happens, and for one changed cell.
 * - T45: how old the picture is on a link of 2 KB/s where something changes all the time.
 *
 * @module
 */

import { delay } from "@std/async";
import { fromFileUrl, join } from "@std/path";
import { RoomClient } from "../shared/client/room_client.ts";

import { type PtyOptions, PtyProgram } from "./terminal/pty_program.ts";
import { ServerProcess } from "./terminal/server_process.ts";

const root = fromFileUrl(new URL("..", import.meta.url));
const deno = Deno.execPath();
const SMALL = { columns: 80, rows: 24 };
const LARGE = { columns: 200, rows: 50 };

const lines: string[] = [];
const tell = (rule: string, what: string, figure: string, limit = "") =>
  lines.push(
    [rule.padEnd(5), what.padEnd(58), figure.padStart(16), limit]
      .join("  ").trimEnd(),
  );
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

const median = (values: readonly number[]) => quantile(values, 0.5);

function drawing(world: ServerProcess): string[] {
  return [deno, "task", "--quiet", "--cwd", root, "draw", "bench"]
    .concat("--server", world.server);
}

async function firstPaint(world: ServerProcess, state: string): Promise<void> {
  const hello = [
    "run",
    "--quiet",
    "-A",
    join(root, "bench/terminal/ink_hello.tsx"),
  ];
  const programs: [string, string[], string, boolean][] = [
    ["Ink hello world", [deno, ...hello], "hello world", true],
    ["deno task draw", drawing(world), "keys", true],
    [
      "the same, a terminal that answers nothing",
      drawing(world),
      "keys",
      false,
    ],
  ];
  const times = programs.map((): number[] => []);
  for (let round = 0; round < 7; round++) {
    for (const [at, [, command, text, answers]] of programs.entries()) {
      await using program = new PtyProgram(command, {
        ...SMALL,
        answers,
        env: { XDG_STATE_HOME: state, NODE_ENV: "production" },
      });
      const took = await program.until((screen) =>
        screen.join().includes(text)
      );
      // The first round warms the caches.
      if (round > 0) times[at]!.push(took);
    }
  }
  const ink = median(times[0]!);
  for (const [at, [name]] of programs.entries()) {
    const figure = median(times[at]!);
    tell(
      "T40",
      `first paint: ${name}`,
      `${ms(figure)}  ${(figure / ink).toFixed(2)}x`,
      at > 0 ? "<= 500 ms, 2x" : "",
    );
  }
}

/** A client on a terminal, and a bot in the same room. */
async function openRoom(
  world: ServerProcess,
  state: string,
  terminal: Omit<PtyOptions, "env">,
) {
  const env = { XDG_STATE_HOME: state };
  const program = new PtyProgram(drawing(world), { ...terminal, env });
  await program.until((screen) => screen.join().includes("synced"));
  const bot = new RoomClient({
    server: world.server,
    roomId: "bench",
    name: "bot",
  });
  await bot.synced();
  return {
    program,
    bot,
    async [Symbol.asyncDispose]() {
      await bot.close();
      await program[Symbol.asyncDispose]();
    },
  };
}

async function latencies(world: ServerProcess, state: string): Promise<void> {
  await using room = await openRoom(world, state, LARGE);
  const { program, bot } = room;
  await delay(500);

  const keys: number[] = [];
  for (let n = 0; n < 60; n++) {
    const start = performance.now();
    program.type(n % 20 < 10 ? "\x1b[C" : "\x1b[D");
    await program.output();
    keys.push(performance.now() - start);
    await delay(60);
  }
  tell(
    "T36",
    "own key to paint, p50 / p95",
    `${ms(median(keys))} / ${ms(quantile(keys, 0.95))}`,
    "<= 16 ms p95",
  );

  const remote: number[] = [];
  const bytes: number[] = [];
  for (let n = 0; n < 60; n++) {
    const before = program.bytes;
    const start = performance.now();
    void bot.submit([
      n === 0
        ? {
          op: "create",
          shape: { id: "cell", type: "text", x: 800, y: 80, text: "x" },
        }
        : { op: "set", id: "cell", props: { text: n % 2 === 0 ? "x" : "o" } },
    ]);
    await program.output();
    remote.push(performance.now() - start);
    await delay(100);
    if (n > 0) bytes.push(program.bytes - before);
  }
  tell(
    "T36",
    "another's change to paint, p50 / p95",
    `${ms(median(remote))} / ${ms(quantile(remote, 0.95))}`,
    "<= 150 ms p95",
  );
  tell(
    "T35",
    "another's change of one cell, 200x50, most",
    `${Math.max(...bytes)} bytes`,
    "<= 64",
  );

  const before = program.bytes;
  await delay(10_000);
  tell("T34", "idle for 10 s", `${program.bytes - before} bytes`, "<= 100");
}

/** A screen full of numbers that count up: which one is shown tells how old the picture is. */
async function slowLink(world: ServerProcess, state: string): Promise<void> {
  await using room = await openRoom(world, state, { ...SMALL, rate: 2_000 });
  const { program, bot } = room;
  const page = (n: number) =>
    Array.from(
      { length: 12 },
      (_, row) => `#${n} ${`${(n + row) % 10}`.repeat(30)} ${n}#`,
    ).join("\n");
  const sent: number[] = [];
  const ages: number[] = [];
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    const n = sent.length;
    sent.push(performance.now());
    void bot.submit([
      n === 0
        ? {
          op: "create",
          shape: { id: "page", type: "text", x: 160, y: 80, text: page(n) },
        }
        : { op: "set", id: "page", props: { text: page(n) } },
    ]);
    await delay(50);
    // A row that is just being painted has another number at its end.
    const shown = program.screen.join(" ").matchAll(/#(\d+) \d+ \1#/g);
    const oldest = Math.min(...[...shown].map(([, n]) => Number(n)));
    if (Number.isFinite(oldest)) ages.push(performance.now() - sent[oldest]!);
  }
  const late = ages.slice(ages.length / 4);
  tell(
    "T45",
    "age of the picture at 2 KB/s, p50 / most",
    `${ms(median(late))} / ${ms(Math.max(...late))}`,
    "about 1 s",
  );
}

const state = await Deno.makeTempDir();
await using world = await ServerProcess.open();
await firstPaint(world, state);
await latencies(world, state);
await slowLink(world, state);
await Deno.remove(state, { recursive: true });
await Deno.stdout.write(new TextEncoder().encode(lines.join("\n") + "\n"));
