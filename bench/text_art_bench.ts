/**
 * The terminal client beside programs that people draw text with, on the same pseudo-terminal of 80 × 24:
 * from the start to the first picture, one letter, one step of the cursor. They are editors of a
 * file on the same machine: what is drawn in inkroom goes to a server and into a room.
 *
 * Those that are installed take part; Debian has them all. (Durdraw and Asciio are neither there,
 * in version 12, nor on npm; termDRAW is on npm, for Bun alone.)
 *
 * ```sh
 * deno run -A bench/text_art_bench.ts
 * ```
 *
 * @module
 */

import { deadline, delay } from "@std/async";
import { fromFileUrl } from "@std/path";
import { inMs, Measured } from "./report/measured.ts";
import { isQuick, report, tell } from "./report/report.ts";
import { inTurn, selectionOf } from "./report/selection.ts";
import { OURS } from "./report/row.ts";
import { PtyProgram } from "./terminal/pty_program.ts";
import { ServerProcess } from "./terminal/server_process.ts";

const SIZE = { columns: 80, rows: 24 };
const { round } = selectionOf(Deno.args);
/** Letters, and steps of the cursor. */
const TIMES = isQuick ? 3 : 20;
/** After a key, until nothing is written any more. */
const SETTLE_MS = 80;
/** Who has not shown by then what is waited for hangs, and is left out. */
const HANGS_MS = 20_000;
/** The longest that a key may take to be seen. */
const PATIENCE_MS = 3_000;

/** A program that draws text. */
interface Editor {
  readonly name: string;
  readonly command: readonly string[];
  /** What is on its first picture, once that is whole. */
  readonly shows: RegExp;
  /** Keys until a letter can be set, and what is seen then. */
  readonly begin: readonly (readonly [string, RegExp])[];
  /** Sets one letter. */
  readonly letter: string;
  /** Keys until the cursor can be moved. */
  readonly end: string;
  readonly right: string;
}

const RIGHT = "\x1b[C";

function editors(server: string): Editor[] {
  const root = fromFileUrl(new URL("..", import.meta.url));
  return [
    {
      name: OURS,
      command: [Deno.execPath(), "task", "--quiet", "--cwd", root, "draw"]
        .concat("art", "--server", server),
      shows: /keys/,
      begin: [["t", /TEXT/], ["\r", /typing/]],
      letter: "x",
      end: "\x1b",
      right: RIGHT,
    },
    {
      name: "cadubi",
      command: ["cadubi"],
      shows: /Help/,
      begin: [],
      // Its pen.
      letter: " ",
      end: "",
      right: "l",
    },
    {
      name: "tetradraw",
      command: ["tetradraw"],
      // One of two pictures, of which this is near the end.
      shows: /offspring of dark|by ttb/,
      begin: [[" ", /cLR/]],
      letter: "x",
      end: "",
      // It asks the terminal for application cursor keys, and knows no others.
      right: "\x1bOC",
    },
  ];
}

function isInstalled({ name, command: [program] }: Editor): boolean {
  if (name === OURS) return true;
  const { success } = new Deno.Command("sh", {
    args: ["-c", `command -v ${program}`],
    stdout: "null",
  }).outputSync();
  if (!success) tell(`${name} is not installed: it is left out`);
  return success;
}

/** What a program took. */
class Cost {
  readonly paintMs: number[] = [];
  readonly paintBytes: number[] = [];
  readonly letterMs: number[] = [];
  readonly letterBytes: number[] = [];
  readonly stepMs: number[] = [];
  readonly stepBytes: number[] = [];
}

async function run(
  { command, shows, begin, letter, end, right }: Editor,
  env: Record<string, string>,
): Promise<Cost> {
  const cost = new Cost();
  await using program = new PtyProgram(command, { ...SIZE, env });
  const sees = (text: RegExp) =>
    deadline(
      program.until((screen) => text.test(screen.join("\n"))),
      HANGS_MS,
    );
  cost.paintMs.push(await sees(shows));
  await delay(10 * SETTLE_MS);
  cost.paintBytes.push(program.bytes);
  for (const [key, text] of begin) {
    const isThere = sees(text).then(() => true);
    do {
      // Some throw away what was typed before they were ready.
      program.type(key);
    } while (!await Promise.race([isThere, patience()]));
    await delay(SETTLE_MS);
  }
  await press(program, letter, cost.letterMs, cost.letterBytes);
  if (end !== "") {
    program.type(end);
    await delay(2 * SETTLE_MS);
  }
  await press(program, right, cost.stepMs, cost.stepBytes);
  return cost;
}

async function patience(): Promise<false> {
  await delay(PATIENCE_MS);
  return false;
}

async function press(
  program: PtyProgram,
  key: string,
  ms: number[],
  bytes: number[],
): Promise<void> {
  for (let n = 0; n < TIMES; n++) {
    const before = program.bytes;
    const start = performance.now();
    program.type(key);
    const isSeen = await Promise.race([
      program.output().then(() => true),
      patience(),
    ]);
    if (!isSeen) throw new Error(`Cannot bench: a key shows nothing`);
    ms.push(performance.now() - start);
    await delay(SETTLE_MS);
    bytes.push(program.bytes - before);
  }
}

const state = await Deno.makeTempDir();
await using world = await ServerProcess.open();
const able = editors(world.server).filter(isInstalled);
const costs = new Map<string, Cost>();
const failed: Record<string, string> = {};
for (const editor of inTurn(able, round)) {
  const { name } = editor;
  tell(name);
  const env = { XDG_STATE_HOME: state, NODE_ENV: "production" };
  try {
    costs.set(name, await run(editor, env));
  } catch (error) {
    if (name === OURS) throw error;
    failed[name] = (error as Error).message;
    tell(`${name} has failed: ${failed[name]}`);
  }
}
await Deno.remove(state, { recursive: true });

const measured = new Measured(
  "text art",
  able.map(({ name }) => ({ name, role: name === OURS ? "ours" : "peer" })),
  failed,
);
const measure = {
  measure: "drawing text, 80 × 24",
  what: "a program's start, a letter, a step of the cursor, until it is seen",
};
const by = (of: keyof Cost) =>
  Object.fromEntries([...costs].map(([name, cost]) => [name, cost[of]]));
const inBytes = (figure: string) =>
  ({ figure, unit: "bytes", better: "less" }) as const;
measured.add(measure, inMs("start to first picture"), by("paintMs"));
measured.add(measure, inBytes("bytes of the first picture"), by("paintBytes"));
measured.add(measure, inMs("a letter"), by("letterMs"));
measured.add(measure, inBytes("bytes of a letter"), by("letterBytes"));
measured.add(measure, inMs("a step of the cursor"), by("stepMs"));
measured.add(measure, inBytes("bytes of a step"), by("stepBytes"));
report(measured.found);
