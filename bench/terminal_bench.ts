/**
 * The terminal client as somebody meets it: on a pseudo-terminal, with a server of its own.
 *
 * ```sh
 * deno run -A bench/terminal_bench.ts
 * deno run -A bench/terminal_bench.ts paint
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
import { percentile } from "./report/figures.ts";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { inTurn, selectionOf } from "./report/selection.ts";
import { type PtyOptions, PtyProgram } from "./terminal/pty_program.ts";
import { ServerProcess } from "./terminal/server_process.ts";

const root = fromFileUrl(new URL("..", import.meta.url));
const deno = Deno.execPath();
const SMALL = { columns: 80, rows: 24 };
const LARGE = { columns: 200, rows: 50 };

const { only, round: first } = selectionOf(Deno.args);
const HELLO = "Ink hello world";
const measured = new Measured("terminal", [
  { name: "inkroom", role: "ours" },
  { name: HELLO, role: "peer" },
]);
/** What is told of most of it. */
const MEASURE = {
  measure: "in the terminal",
  what: "the client on a pseudo-terminal, with a server of its own",
};
const FIRST_PAINT = {
  measure: "first paint",
  what: "from the start of the program to its first picture, 80 × 24",
};
/** Keys, and changes of another's. */
const TIMES = isQuick ? 5 : 40;
const WAIT_MS = isQuick ? 20 : 100;

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
    [HELLO, [deno, ...hello], "hello world", true],
    ["inkroom", drawing(world), "keys", true],
    ["inkroom, mute", drawing(world), "keys", false],
  ];
  const times = programs.map((): number[] => []);
  for (let round = 0; round < (isQuick ? 2 : 4); round++) {
    const order = inTurn([...programs.entries()], first + round);
    for (const [at, [, command, text, answers]] of order) {
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
  const [ink, ours, mute] = times as [number[], number[], number[]];
  measured.add(FIRST_PAINT, inMs("first paint"), {
    inkroom: ours,
    [HELLO]: ink,
  });
  measured.add(FIRST_PAINT, inMs("on a terminal that answers nothing"), {
    inkroom: mute,
    [HELLO]: ink,
  });
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
  for (let n = 0; n < TIMES; n++) {
    const start = performance.now();
    program.type(n % 20 < 10 ? "\x1b[C" : "\x1b[D");
    await program.output();
    keys.push(performance.now() - start);
    await delay(WAIT_MS);
  }
  addLatency("own key to paint", keys);

  const remote: number[] = [];
  const bytes: number[] = [];
  for (let n = 0; n < TIMES; n++) {
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
    await delay(WAIT_MS);
    if (n > 0) bytes.push(program.bytes - before);
  }
  addLatency("another's change to paint", remote);
  addBytes("another's change of one cell, 200 × 50, most", Math.max(...bytes));

  const before = program.bytes;
  await delay(isQuick ? 100 : 10_000);
  addBytes("idle for 10 s", program.bytes - before);
}

function addLatency(what: string, ms: readonly number[]): void {
  for (const percent of [50, 95]) {
    measured.add(MEASURE, inMs(`${what}, p${percent}`), {
      inkroom: percentile(ms, percent)!,
    });
  }
}

function addBytes(figure: string, inkroom: number): void {
  measured.add(MEASURE, { figure, unit: "bytes", better: "less" }, { inkroom });
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
  const end = performance.now() + (isQuick ? 3_000 : 10_000);
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
  measured.add(MEASURE, inMs("age of the picture at 2 KB/s, p50"), {
    inkroom: percentile(late, 50)!,
  });
  measured.add(MEASURE, inMs("age of the picture at 2 KB/s, most"), {
    inkroom: Math.max(...late),
  });
}

/** The measures, by the name under which one is run alone. */
const MEASURES = {
  paint: ["first paint", firstPaint],
  keys: ["keys, and others' changes", latencies],
  link: ["a slow link", slowLink],
} as const;

const state = await Deno.makeTempDir();
await using world = await ServerProcess.open();
const named = only.filter((word) => word in MEASURES);
for (const [name, [words, measure]] of Object.entries(MEASURES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  tell(words);
  await measure(world, state);
}
await Deno.remove(state, { recursive: true });
report(measured.found);
